import { availableParallelism } from 'node:os'

/** What this process takes of the machine. */
export interface Load {
  /** Processor time over wall time since the last sample, all threads together: 1 is one core. */
  readonly cores: number
  readonly coresThere: number
  /** Bytes in memory. */
  readonly memory: number
}

/** Milliseconds between two samples. */
const APART = 1000

/** Samples the load of this process, at most once a second. */
export function createLoad(): () => Load {
  let at = performance.now()
  let cpu = process.cpuUsage()
  let load: Load = { cores: Number.NaN, coresThere: availableParallelism(), memory: process.memoryUsage.rss() }
  return () => {
    const now = performance.now()
    if (now - at < APART) return load
    const used = process.cpuUsage(cpu)
    const cores = (used.user + used.system) / 1000 / (now - at)
    at = now
    cpu = process.cpuUsage()
    load = { cores, coresThere: availableParallelism(), memory: process.memoryUsage.rss() }
    return load
  }
}
