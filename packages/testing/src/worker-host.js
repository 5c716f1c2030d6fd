// Runs in a worker thread: the host behind `parentPort`, from the build. (As TypeScript, stripped anew in every thread,
// a thread that is ended while it starts can take Node down with it.)
import { setImmediate, setTimeout } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { coreExperiments } from '@lazyrich/core/experiments'
import { registryOf, serve } from '@lazyrich/core/port'
import { keeper, logisticMap } from './toy.js'

serve(parentPort, registryOf(...Object.values(coreExperiments), logisticMap, keeper), {
  now: () => performance.now(),
  turn: () => setImmediate(),
  wait: (milliseconds) => setTimeout(milliseconds),
})
