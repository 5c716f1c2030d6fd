import { type Command, connect, portPair, type Report, serve } from '@lazyrich/core/port'
import { registry } from '../../src/registry.ts'
import { nodeClock } from '../../src/worker/clock.ts'
import type { Pool } from '../../src/worker/pool.ts'

/** A pool without threads: core's host in this one, behind the same protocol. */
export function localPool(): Pool {
  const [host, mine] = portPair<Command, Report>(nodeClock.turn)
  serve(host, registry, nodeClock)
  return { clients: [connect(mine)], workers: [], close: async () => {} }
}
