import { suite } from '@lazyrich/testing/vitest-config'

// Two slow cores may have a browser each.
export default suite({ test: { maxWorkers: 2, isolate: true } })
