import { LazyrichError } from '../errors.ts'
import type { FlowControl } from '../integrate/flow-control.ts'
import { requireRates } from '../learning-rate.ts'
import { timesTransposed } from '../linear-algebra/products.ts'
import { svd } from '../linear-algebra/svd.ts'
import { transposed } from '../linear-algebra/transposed.ts'
import { exactLinear } from './exact.ts'
import { flowLinear } from './flow.ts'
import type { LinearProblem } from './problem.ts'
import { type LinearState, rowOf, stateAt } from './states.ts'

/** A and W at several times. */
export interface LinearFactors {
  /** Shape [T, h, c]. */
  readonly A: Float64Array<ArrayBuffer>
  /** Shape [T, h, d]. */
  readonly W: Float64Array<ArrayBuffer>
  /** β = WᵀA by the closed form (at time 0, of the start), shape [T, d, c]. */
  readonly beta: Float64Array<ArrayBuffer>
  /**
   * The network at times[i].
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): LinearState
}

/**
 * The factors A(t), W(t) themselves where Δ = δI. {@link exactLinear} gives them up to a rotation of the hidden
 * neurons, Q(t) = O(t) Q_s(t), with Q = [A W] and any Q_s that has the same QᵀQ. That rotation has no closed form for
 * h > 1 (it is the parallel transport of Q along QᵀQ), so the factors are integrated, and O is the rotation that brings
 * Q_s nearest to them: the polar factor of Q_int Q_sᵀ. AᵀA, WᵀW and β are then as accurate as the closed form, and the
 * rotation as accurate as the integration.
 *
 * @example
 * const factors = linearFactors({ hidden: 1, A0: [1], W0: [0.5, 0], target: [1, 2] }, [0, 100])
 * factors.A // [1, 1.6255…]
 * linearDelta(factors.at(1)) // 0.75
 *
 * @param times ≥ 0, in any order.
 * @throws LazyrichError for what {@link exactLinear} refuses, and if the integration does not reach a time.
 */
export function linearFactors(
  problem: LinearProblem,
  times: ArrayLike<number>,
  options: FlowControl = {},
): LinearFactors {
  const exact = exactLinear(problem)
  const { hidden, inputs, outputs } = exact
  const sizes = { hidden, inputs, outputs, rates: requireRates(problem.learningRate) }
  const { A, W, beta: integrated, reached, reason } = flowLinear(problem, times, options)
  if (reached < times.length)
    throw new LazyrichError(
      `times reach beyond what can be integrated (${reason} after ${reached} of ${times.length}): earlier times, or beta and the Gram matrices of exactLinear, are accepted`,
    )
  const beta = exact.beta(times)
  for (let n = 0; n < times.length; n++) {
    const rowsA = A.subarray(n * hidden * outputs, (n + 1) * hidden * outputs)
    const rowsW = W.subarray(n * hidden * inputs, (n + 1) * hidden * inputs)
    if (times[n] === 0) {
      rowsA.set(Array.from(problem.A0))
      rowsW.set(Array.from(problem.W0))
      beta.set(rowOf(integrated, n, inputs * outputs), n * inputs * outputs) // of these two; the closed form rounds once more
      continue
    }
    const { A0, W0 } = exact.restart(times[n]!, problem.target)
    const closed = joined(A0, W0, hidden, outputs, inputs)
    const turn = nearestRotation(joined(rowsA, rowsW, hidden, outputs, inputs), closed, hidden)
    const turned = new Float64Array(closed.length)
    const size = outputs + inputs
    timesTransposed(turn, transposed(closed, hidden, size), turned, hidden, size, hidden)
    for (let k = 0; k < hidden; k++) {
      rowsA.set(turned.subarray(k * size, k * size + outputs), k * outputs)
      rowsW.set(turned.subarray(k * size + outputs, (k + 1) * size), k * inputs)
    }
  }
  const count = times.length
  return { A, W, beta, at: (i) => stateAt(i, count, { A, W, beta }, sizes) }
}

/** [A W], shape [h, c + d]. */
function joined(
  A: ArrayLike<number>,
  W: ArrayLike<number>,
  h: number,
  c: number,
  d: number,
): Float64Array<ArrayBuffer> {
  const Q = new Float64Array(h * (c + d))
  for (let k = 0; k < h; k++) {
    for (let j = 0; j < c; j++) Q[k * (c + d) + j] = A[k * c + j]!
    for (let i = 0; i < d; i++) Q[k * (c + d) + c + i] = W[k * d + i]!
  }
  return Q
}

/** The orthogonal O that minimizes ‖P − O R‖: U Vᵀ of the singular value decomposition P Rᵀ = U S Vᵀ, shape [h, h]. */
function nearestRotation(P: Float64Array, R: Float64Array, h: number): Float64Array<ArrayBuffer> {
  const O = new Float64Array(h * h)
  timesTransposed(P, R, O, h, h, P.length / h)
  const { left, right } = svd(O, h, h)
  timesTransposed(left, right, O, h, h, h)
  return O
}
