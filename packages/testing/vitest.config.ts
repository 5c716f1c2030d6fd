import { suite } from './src/vitest-config.ts'

export default suite()
