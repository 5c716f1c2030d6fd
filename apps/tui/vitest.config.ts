import { suite } from '@lazyrich/testing/vitest-config'

// Real terminals and training threads: one file at a time on a small machine, each in a process of its own.
export default suite({ test: { fileParallelism: false, isolate: true, env: { FORCE_COLOR: '3' } } })
