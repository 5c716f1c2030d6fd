import { flowNeuron } from '@lazyrich/core/single-neuron'
import { NEURON_FLOW, neuronFlowCases } from '@lazyrich/testing/neuron-flow'
import { runPeer } from './python.ts'
import { type Bench, median, type Result } from './result.ts'

/** Keeps our worst error below the 1.1e-8 of DOP853 at 1e-9. */
const RTOL = 3e-8
const PAIRS = 3
const REPEATS = 100

/** Gradient flow of a single neuron on the 16 reference cases, values at all their times, as the peer computes them. */
export const flow: Bench = {
  name: 'flow',
  about: 'gradient flow of a single neuron, 16 cases, against SciPy’s DOP853, our error no larger: µs per case',
  async measure(): Promise<Result> {
    const problems = neuronFlowCases().map(({ X, ...rest }) => ({ ...rest, X: X.flat() }))
    const solve = ({ times, ...problem }: (typeof problems)[number]) =>
      flowNeuron(problem, times, { rtol: RTOL, atol: RTOL * 1e-3 })
    const pairs: { ours: number; peer: number; mean: number; peerError: number }[] = []
    let error = 0
    for (const problem of problems) {
      const { a, w } = solve(problem)
      problem.a.forEach((value, i) => {
        error = Math.max(error, Math.abs(a[i]! - value))
      })
      problem.w.flat().forEach((value, i) => {
        error = Math.max(error, Math.abs(w[i]! - value))
      })
    }
    /** Microseconds per solution of each case, the median of five batches, as the peer takes that of five runs. */
    function ours(): number[] {
      return problems.map((problem) =>
        median(
          Array.from({ length: 5 }, () => {
            const from = performance.now()
            for (let k = 0; k < REPEATS; k++) solve(problem)
            return ((performance.now() - from) * 1000) / REPEATS
          }),
        ),
      )
    }
    for (let i = 0; i < PAIRS; i++) {
      const peer = () =>
        runPeer<{ median_us_per_case: number; worst_error: number }>('scipy_flow.py', [NEURON_FLOW, 'DOP853', '1e-9'])
      const first = i % 2 === 0 ? peer() : undefined
      const each = ours()
      const { median_us_per_case, worst_error } = first ?? peer()
      const mean = each.reduce((sum, time) => sum + time, 0) / each.length
      pairs.push({ ours: median(each), peer: median_us_per_case, mean, peerError: worst_error })
    }
    return {
      bench: 'flow',
      ours: median(pairs.map(({ ours }) => ours)),
      peer: median(pairs.map(({ peer }) => peer)),
      unit: 'µs',
      ratio: median(pairs.map(({ ours, peer }) => peer / ours)),
      error,
      note:
        `medians over the cases, ${PAIRS} pairs; our mean ${median(pairs.map(({ mean }) => mean)).toFixed(0)} µs; ` +
        `worst error of the peer ${pairs[0]!.peerError.toExponential(1)}`,
    }
  },
}
