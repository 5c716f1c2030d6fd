import { reluDescent } from '@lazyrich/core/two-layer-relu'
import { numpyStep, TIMED_STEPS } from './numpy-descent.ts'
import { LEARNING_RATE, reluCell } from './relu-cell.ts'
import { type Bench, median, type Result } from './result.ts'

const PAIRS = 7
const GRADIENTS = 500

/** One gradient of the reference cell at initialization, with no signs known from a gradient before. */
export const reluGradient: Bench = {
  name: 'relu-gradient',
  about: 'a gradient and its step, two-layer ReLU n = 1000, d = 100, m = 50, τ = 1, δ = 0, against NumPy: ms',
  async measure(): Promise<Result> {
    const pairs: { ours: number; peer: number; along: number }[] = []
    const [cold, along] = [unknown(), known()]
    cold()
    along()
    for (let i = 0; i < PAIRS; i++) {
      const first = i % 2 === 0 ? numpyStep() : undefined
      const ours = cold()
      pairs.push({ ours, peer: first ?? numpyStep(), along: along() })
    }
    return {
      bench: 'relu-gradient',
      ours: median(pairs.map(({ ours }) => ours)),
      peer: median(pairs.map(({ peer }) => peer)),
      unit: 'ms',
      ratio: median(pairs.map(({ ours, peer }) => peer / ours)),
      note:
        `medians of ${PAIRS} pairs, ${TIMED_STEPS} steps of the peer; no signs known from before; ` +
        `along a descent ${median(pairs.map(({ along }) => along)).toPrecision(3)} ms`,
    }
  },
}

/** Milliseconds per step when the step before was on another network: the same neurons in another order. */
function unknown(): () => number {
  const { network, data } = reluCell()
  const descent = reluDescent(network, data, LEARNING_RATE)
  const [W, a] = [network.W.slice(), network.a.slice()]
  const others = Float64Array.of(...W.subarray(W.length / a.length), ...W.subarray(0, W.length / a.length))
  return () => {
    const from = performance.now()
    for (let k = 0; k < GRADIENTS; k++) {
      network.W.set(k % 2 ? W : others)
      network.a.set(a)
      descent.advance(1)
    }
    return (performance.now() - from) / GRADIENTS
  }
}

/** Milliseconds per step along the first {@link GRADIENTS} of the descent. */
function known(): () => number {
  const { network, data } = reluCell()
  const descent = reluDescent(network, data, LEARNING_RATE)
  const [W, a] = [network.W.slice(), network.a.slice()]
  return () => {
    network.W.set(W)
    network.a.set(a)
    const from = performance.now()
    descent.advance(GRADIENTS)
    return (performance.now() - from) / GRADIENTS
  }
}
