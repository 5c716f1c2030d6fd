import { suite } from '@lazyrich/testing/vitest-config'

// The backend is chosen once for a process, so every file has one of its own.
export default suite({ test: { isolate: true } })
