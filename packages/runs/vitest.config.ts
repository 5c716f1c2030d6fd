import { suite } from '@lazyrich/testing/vitest-config'

export default suite({ test: { pool: 'threads' } })
