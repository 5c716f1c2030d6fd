import { reluDescent } from '@lazyrich/core/two-layer-relu'
import { numpyStep, TIMED_STEPS } from './numpy-descent.ts'
import { LEARNING_RATE, reluCell } from './relu-cell.ts'
import { type Bench, median, type Result } from './result.ts'

const PAIRS = 3
const STEPS = 10_000

/** Ten thousand steps of gradient descent on the reference cell. */
export const reluDescentBench: Bench = {
  name: 'relu-descent',
  about: `${STEPS.toLocaleString('en-US')} steps of gradient descent, two-layer ReLU n = 1000, d = 100, m = 50, τ = 1, δ = 0, against NumPy: s`,
  async measure(): Promise<Result> {
    const pairs: { ours: number; peer: number }[] = []
    for (let i = 0; i < PAIRS; i++) {
      const first = i % 2 === 0 ? numpyStep() : undefined
      const ours = descend()
      pairs.push({ ours, peer: ((first ?? numpyStep()) * STEPS) / 1000 })
    }
    return {
      bench: 'relu-descent',
      ours: median(pairs.map(({ ours }) => ours)),
      peer: median(pairs.map(({ peer }) => peer)),
      unit: 's',
      ratio: median(pairs.map(({ ours, peer }) => peer / ours)),
      note: `medians of ${PAIRS} pairs; the peer takes ${TIMED_STEPS} steps, scaled to ${STEPS}`,
    }
  },
}

/** Seconds of the whole descent, set-up included. */
function descend(): number {
  const { network, data } = reluCell()
  const from = performance.now()
  reluDescent(network, data, LEARNING_RATE).advance(STEPS)
  return (performance.now() - from) / 1000
}
