import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Client, connect } from '@lazyrich/core/port'

/** Threads that train, each behind a client of core's worker protocol. */
export interface Pool {
  readonly clients: readonly Client[]
  readonly workers: readonly Worker[]
  /** Ends all threads; runs still in training fail and say that their thread was ended. */
  close(): Promise<void>
}

/** How many threads to start for `runs` runs: one each, but one core stays free for drawing and printing. */
export function threadsFor(runs: number): number {
  return Math.max(1, Math.min(runs, availableParallelism() - 1))
}

/** Starts `threads` workers. When one dies, its client's runs fail with the reason; the others continue. */
export function startPool(threads: number): Pool {
  // Under test this file is TypeScript; threads always run the build.
  const script = import.meta.url.endsWith('.ts') ? '../../dist/worker/worker.js' : './worker.js'
  const workers = Array.from({ length: threads }, () => new Worker(new URL(script, import.meta.url)))
  let closing = false
  const clients = workers.map((worker) => {
    const client = connect(worker)
    let reason = ''
    worker.on('error', (error) => {
      reason = `: ${error.message}`
    })
    worker.on('exit', (code) => {
      if (!closing) client.lost(`the training thread died (exit code ${code})${reason}`)
    })
    return client
  })
  return {
    clients,
    workers,
    async close() {
      closing = true
      for (const client of clients) client.lost('the training thread was ended')
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
