import { type DeepLinearStates, flowDeepLinear } from '../deep-linear/flow.ts'
import type { FlowControl } from '../integrate/integrate.ts'
import { UNIT_RATE } from '../learning-rate.ts'
import { transposed } from '../linear-algebra/transposed.ts'
import type { Loss } from '../measures/loss.ts'
import {
  type LinearDataProblem,
  type LinearProblem,
  type LinearStart,
  requireLinearStart,
  requireSamples,
  requireTarget,
} from './problem.ts'

/** Integrated factors, and how far they got. */
export interface LinearFlow extends Pick<DeepLinearStates, 'reached' | 'reason' | 'counts'> {
  /** Shape [T, h, c]. */
  readonly A: Float64Array
  /** Shape [T, h, d]. */
  readonly W: Float64Array
  /** β = WᵀA, shape [T, d, c]. */
  readonly beta: Float64Array
}

/**
 * Gradient flow of f(x) = AᵀWx, integrated for any data, any start and any widths: Ȧ = −η_A W G, Ẇ = −η_W A Gᵀ with
 * G = ∂L/∂β, which is Xᵀ(Xβ − Y) for ½‖Xβ − Y‖², and β − β* where the input is whitened. It is {@link flowDeepLinear}
 * at depth 2. Where {@link exactLinear} applies, it is exact and far faster; this flow needs no condition on Δ.
 *
 * @example
 * const start = { hidden: 1, A0: [1], W0: [0.5, 0] }
 * flowLinear({ ...start, X: [1, 1], Y: [3] }, [0, 100]).beta // [0.5, 0, 1.9033…, 1.0966…]
 *
 * @param times ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 */
export function flowLinear(
  problem: LinearProblem | (LinearDataProblem & { readonly loss?: Loss }),
  times: ArrayLike<number>,
  options: FlowControl = {},
): LinearFlow {
  const { hidden, A0, W0, learningRate = UNIT_RATE } = problem
  const { inputs, outputs } = requireLinearStart(problem)
  const { X, Y, loss } = dataOf(problem, inputs, outputs)
  const flow = flowDeepLinear(
    {
      widths: [inputs, hidden, outputs],
      W0: [W0, transposed(A0, hidden, outputs)],
      X,
      Y,
      loss,
      learningRate: [learningRate.w, learningRate.a],
    },
    times,
    options,
  )
  const [W, readout] = flow.W as [Float64Array, Float64Array]
  const count = times.length
  const A = new Float64Array(count * hidden * outputs)
  const beta = new Float64Array(count * inputs * outputs)
  for (let n = 0; n < count; n++) {
    A.set(transposed(readout, outputs, hidden, n * hidden * outputs), n * hidden * outputs)
    beta.set(transposed(flow.product, outputs, inputs, n * inputs * outputs), n * inputs * outputs)
  }
  return { A, W, beta, reached: flow.reached, reason: flow.reason, counts: flow.counts }
}

function dataOf(
  problem: LinearProblem | (LinearDataProblem & { readonly loss?: Loss }),
  inputs: number,
  outputs: number,
): { X: ArrayLike<number>; Y: ArrayLike<number>; loss: Loss } {
  const shape = { hidden: (problem as LinearStart).hidden, inputs, outputs }
  if ('X' in problem) {
    requireSamples(problem, shape)
    return { X: problem.X, Y: problem.Y, loss: problem.loss ?? 'half-sum' }
  }
  requireTarget(problem.target, shape)
  const X = Float64Array.from({ length: inputs * inputs }, (_, p) => (p % (inputs + 1) === 0 ? 1 : 0))
  return { X, Y: problem.target, loss: 'half-sum' }
}
