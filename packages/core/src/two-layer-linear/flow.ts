import { type DeepLinearStates, flowDeepLinear } from '../deep-linear/flow.ts'
import { requireTimes } from '../door/list.ts'
import { type FlowControl, requireFlowControl } from '../integrate/flow-control.ts'
import { transposed } from '../linear-algebra/transposed.ts'
import type { Loss } from '../measures/loss.ts'
import { type LinearDataProblem, type LinearProblem, requireData } from './problem.ts'
import { type LinearState, stateAt } from './states.ts'

/** Integrated factors, and how far they got. */
export interface LinearFlow extends Pick<DeepLinearStates, 'reached' | 'reason' | 'counts'> {
  /** Shape [T, h, c]. */
  readonly A: Float64Array<ArrayBuffer>
  /** Shape [T, h, d]. */
  readonly W: Float64Array<ArrayBuffer>
  /** β = WᵀA, shape [T, d, c]. */
  readonly beta: Float64Array<ArrayBuffer>
  /**
   * The network at times[i].
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): LinearState
}

/**
 * Gradient flow of f(x) = AᵀWx, integrated for any data, any start and any widths: Ȧ = −η_A W G, Ẇ = −η_W A Gᵀ with
 * G = ∂L/∂β, which is Xᵀ(Xβ − Y) for ½‖Xβ − Y‖², and β − β* where the input is whitened. It is {@link flowDeepLinear}
 * at depth 2. Where {@link exactLinear} applies, it is exact and far faster; this flow needs no condition on Δ.
 *
 * @example
 * const start = { hidden: 1, A0: [1], W0: [0.5, 0] }
 * const flow = flowLinear({ ...start, X: [1, 1], Y: [3] }, [0, 100])
 * flow.beta // [0.5, 0, 1.9033…, 1.0966…]
 * linearOutputs(flow.at(1), [1, 1]) // [3]
 *
 * @param times ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, unknown
 * options.
 */
export function flowLinear(
  problem: LinearProblem | LinearDataProblem,
  times: ArrayLike<number>,
  options: FlowControl = {},
): LinearFlow {
  const { data, ...sizes } = requireData(problem)
  requireTimes(times)
  requireFlowControl(options)
  const { hidden, inputs, outputs, rates } = sizes
  const flow = flowDeepLinear(
    {
      widths: [inputs, hidden, outputs],
      W0: [problem.W0, transposed(problem.A0, hidden, outputs)],
      ...(data.kind === 'samples' ? { X: data.X, Y: data.Y, loss: data.loss } : whitened(data.target, inputs)),
      learningRate: [rates.w, rates.a],
    },
    times,
    options,
  )
  const [input, readout] = flow.W as [Float64Array, Float64Array]
  const count = times.length
  const A = new Float64Array(count * hidden * outputs)
  const W = Float64Array.from(input)
  const beta = new Float64Array(count * inputs * outputs)
  for (let n = 0; n < count; n++) {
    A.set(transposed(readout, outputs, hidden, n * hidden * outputs), n * hidden * outputs)
    beta.set(transposed(flow.product, outputs, inputs, n * inputs * outputs), n * inputs * outputs)
  }
  const { reached, reason, counts } = flow
  return { A, W, beta, reached, reason, counts, at: (i) => stateAt(i, count, { A, W, beta }, sizes) }
}

/** Data with XᵀX = I and XᵀY = β*: X = I, Y = β*. */
function whitened(
  target: ArrayLike<number>,
  inputs: number,
): { X: ArrayLike<number>; Y: ArrayLike<number>; loss: Loss } {
  const X = Float64Array.from({ length: inputs * inputs }, (_, p) => (p % (inputs + 1) === 0 ? 1 : 0))
  return { X, Y: target, loss: 'half-sum' }
}
