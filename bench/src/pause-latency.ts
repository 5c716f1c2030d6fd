import { setTimeout } from 'node:timers/promises'
import { builtModule } from './command.ts'
import type { Bench, Result } from './result.ts'

const TRIALS = 60
/** The promised latency in milliseconds. */
const PROMISE = 50

/** The part of the command's thread pool that is used here. */
interface Client {
  start(request: object, listener: object): { pause(): void; resume(): void; abort(): void }
}
interface Pool {
  readonly clients: readonly Client[]
  close(): Promise<void>
}

/**
 * How long a busy training thread takes to answer a pause and an abort: three networks at full speed on one thread,
 * asked at arbitrary moments. `ours` is the longest of all answers, the peer is the promise of 50 ms.
 */
export const pauseLatency: Bench = {
  name: 'pause-latency',
  about: 'longest response of a busy thread to pause or abort, against the promised 50 ms',
  async measure(): Promise<Result> {
    const { startPool } = (await import(builtModule('worker/pool.js'))) as { startPool: (threads: number) => Pool }
    const pool = startPool(1)
    const latencies: number[] = []
    try {
      for (let trial = 0; trial < TRIALS; trial++) latencies.push(...(await answers(pool.clients[0]!, trial)))
    } finally {
      await pool.close()
    }
    const ours = Math.max(...latencies)
    const middle = latencies.sort((a, b) => a - b)[latencies.length >> 1]!
    const note = `${latencies.length} answers, median ${middle.toFixed(1)} ms`
    return { bench: 'pause-latency', ours, peer: PROMISE, unit: 'ms', ratio: PROMISE / ours, note }
  },
}

/** Trains three networks for a moment, pauses and resumes one, aborts all; the milliseconds until each answer. */
async function answers(client: Client, trial: number): Promise<number[]> {
  const parameters = { steps: 1e9, record: 'every:1000' }
  let paused = (): void => {}
  let busy = (): void => {}
  const started = new Promise<void>((resolve) => {
    busy = resolve
  })
  const ended: (() => void)[] = []
  const runs = [1, 0, -1].map((delta, i) =>
    client.start(
      { experiment: 'neuron-race', parameters: { ...parameters, delta }, seed: 0 },
      { batch: () => busy(), paused: () => paused(), end: () => ended[i]!() },
    ),
  )
  await started
  await setTimeout(20 + ((trial * 7) % 30))
  const from = performance.now()
  const pause = new Promise<number>((resolve) => {
    paused = () => resolve(performance.now() - from)
  })
  runs[trial % 3]!.pause()
  const first = await pause
  const again = performance.now()
  const ends = runs.map((run, i) => {
    const end = new Promise<number>((resolve) => {
      ended[i] = () => resolve(performance.now() - again)
    })
    run.abort()
    return end
  })
  return [first, ...(await Promise.all(ends))]
}
