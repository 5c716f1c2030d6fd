import { randomStream } from '@lazyrich/core/random'
import { mlp, sgd } from '@lazyrich/tf/networks'
import { type NetworkStep, networkStep } from './network-step.ts'
import { runPeer } from './python.ts'
import { type Bench, inTurn, type Result } from './result.ts'

const BATCH = 128
const PAIRS = 5
/** Steps before the clock starts: the engine compiles hot loops only after some fifty. */
const WARM = 500
const STEPS = 1000

/**
 * A step of the network of `hierarchy` at paper size on the fast path against NumPy's: 64-64-64-64-8 without biases,
 * batch 128, cross entropy, momentum 0.9.
 */
export const tfMlp: Bench = {
  name: 'tf-mlp',
  about: 'a step of the MLP of hierarchy at paper size against NumPy on one thread: ms',
  async measure(): Promise<Result> {
    const { step, variant } = await mlpStep()
    for (let i = 0; i < WARM; i++) step()
    const note = `${variant}, ${PAIRS} pairs of ${STEPS} steps`
    return inTurn('tf-mlp', 'ms', note, PAIRS, () => meanStep(step), peerStep)
  },
}

/** The mean, as the peer's. */
function meanStep(step: () => unknown): number {
  const from = performance.now()
  for (let k = 0; k < STEPS; k++) step()
  return (performance.now() - from) / STEPS
}

/** The mean over a run of 20 epochs. */
function peerStep(): number {
  return runPeer<{ ms_per_step: number }>('numpy_hierarchy.py', ['4403', '1', '1', '20']).ms_per_step
}

/** A step of the fast path. */
export function mlpStep(): Promise<NetworkStep> {
  const random = randomStream(0, 'data')
  const inputs = Int32Array.from({ length: BATCH * 8 }, () => Math.floor(8 * random.uniform()))
  const labels = Int32Array.from({ length: BATCH }, () => Math.floor(8 * random.uniform()))
  const network = mlp({ places: 8, alphabet: 8, hidden: [64, 64, 64], classes: 8 })
  return networkStep(network, sgd({ momentum: 0.9 }), { inputs, labels, count: BATCH }, 0.1)
}
