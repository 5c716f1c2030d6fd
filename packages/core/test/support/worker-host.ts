// Runs in a worker thread, types stripped by Node itself: the host behind `parentPort`.
import { setImmediate, setTimeout } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { type Command, coreExperiments, type Port, type Report, serve } from '../../src/index.ts'

serve(parentPort as unknown as Port<Command, Report>, coreExperiments, {
  now: () => performance.now(),
  turn: () => setImmediate(),
  wait: (milliseconds) => setTimeout(milliseconds),
})
