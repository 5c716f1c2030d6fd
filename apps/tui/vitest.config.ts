import { suite } from '@lazyrich/testing/vitest-config'

// Real terminals and training threads, each file in a process of its own. They wait more than they compute: two at a time.
export default suite({ test: { maxWorkers: 2, isolate: true, env: { FORCE_COLOR: '3' } } })
