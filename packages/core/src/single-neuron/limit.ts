import { requireSign } from '../door/number.ts'
import { createIntegrator } from '../integrate/integrator.ts'
import type { Rates } from '../learning-rate.ts'
import { type RowSpace, rowSpace } from '../linear-algebra/row-space.ts'
import { dot, norm } from '../vector.ts'
import { balanceOf } from './balance.ts'
import { exactNeuron } from './exact/exact.ts'
import { neuronDataFlow } from './flow.ts'
import { multiply } from './gram.ts'
import { type DataProblem, requireData } from './neuron.ts'
import { type NeuronState, stateOf } from './states.ts'

/** The sign of a that a flow ends with, and its limit if it has one. */
export interface NeuronFate {
  /** Sign of a(∞): 1 or −1; 0 where a stays 0; undefined if still undecided when the step budget runs out. */
  readonly basin: 1 | -1 | 0 | undefined
  readonly limit: NeuronState | undefined
}

/** Accepted steps after which an undecided flow is given up. */
const BUDGET = 20_000

/**
 * Where gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² ends if it ends with the given sign of a, for any X of any rank.
 * w stays in w₀ + the row space of X: w_null = w₀ − X⁺X w₀ is conserved, and so is
 * K = η_w a² − η_a‖w_row‖² = δ + η_a‖w_null‖². With β_row = X⁺y
 *
 *     η_w a∞² = ½(K + √(K² + 4 η_aη_w‖β_row‖²)),   w∞ = w_null + β_row/a∞
 *
 * (for K < 0 the first is computed as 2η_aη_w‖β_row‖²/(√… − K), which does not cancel, and K from a₀ and w_row, not
 * from δ). If y is outside the range of X, this is the least-squares limit. Singular values of X below max(n, d) ε
 * times the largest count as 0.
 *
 * Source: arXiv 2406.06158, Theorem 3.1 and its appendix; stated there through a potential, see
 * {@link implicitBiasMinimizer}.
 *
 * @param sign of a(∞): for K > 0 that of a₀, for whitened X the basin of {@link exactNeuron}; {@link neuronFate} finds
 * it.
 * @returns the limit; undefined if a(∞) = 0, that is, for Xᵀy = 0 with K ≤ 0.
 * @throws LazyrichError for shapes that do not fit, numbers that are not finite, rates that are not positive.
 * @example
 * interpolatingLimit({ a0: 1, w0: [0, 1], X: [1, 0], y: [2] }, 1)?.w // [1.249…, 1]
 */
export function interpolatingLimit(problem: DataProblem, sign: 1 | -1): NeuronState | undefined {
  const rates = requireData(problem)
  requireSign('sign', sign)
  const { X, y, w0 } = problem
  return limitOf(rates, problem, rowSpace(X, y, w0), sign)
}

/**
 * Where gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² ends, for any X of any rank: {@link interpolatingLimit} with the
 * sign that the flow ends with. For K = η_w a² − η_a‖w_row‖² > 0 this is a₀'s, since a cannot reach 0; where X is
 * whitened on its row space (one sample always is), it is {@link exactNeuron}'s basin in closed form; otherwise the
 * flow is integrated until it decides: its loss never grows and is ½‖y‖² wherever a = 0, so a keeps its sign once the
 * loss is below that. The part of y outside the range of X changes nothing and is removed first, since it might swamp
 * the rest. Singular values of X below max(n, d) ε times the largest count as 0.
 *
 * Source: arXiv 2406.06158, Theorem 3.1 and its appendix; stated there through a potential.
 *
 * @throws LazyrichError for shapes that do not fit, numbers that are not finite, rates that are not positive.
 * @example
 * neuronFate({ a0: 0.1, w0: [-2], X: [1], y: [1] }).basin // -1
 */
export function neuronFate(problem: DataProblem): NeuronFate {
  const rates = requireData(problem)
  const { X, y, w0 } = problem
  const space = rowSpace(X, y, w0)
  const basin = basinOf(rates, problem, space)
  return { basin, limit: basin ? limitOf(rates, problem, space, basin) : undefined }
}

/** K = η_w a² − η_a‖w_row‖² as (√η_w|a| − √η_a‖w_row‖)(√η_w|a| + √η_a‖w_row‖), and its rounding. */
function conservedInRowSpace(learningRate: Rates, { a0 }: DataProblem, { row }: RowSpace): [number, number] {
  const readout = Math.sqrt(learningRate.w) * Math.abs(a0)
  const weights = Math.sqrt(learningRate.a) * norm(row)
  return [(readout - weights) * (readout + weights), 8 * Number.EPSILON * (readout + weights) ** 2]
}

function limitOf(learningRate: Rates, problem: DataProblem, space: RowSpace, sign: 1 | -1): NeuronState | undefined {
  const { betaRow, rest } = space
  const [K] = conservedInRowSpace(learningRate, problem, space)
  const s = Math.sqrt(learningRate.a) * Math.sqrt(learningRate.w) * norm(betaRow)
  const a = (sign * balanceOf(K, s).rootReadout) / Math.sqrt(learningRate.w)
  if (a === 0) return undefined
  return stateOf(
    a,
    rest.map((entry, i) => entry + betaRow[i]! / a),
    learningRate,
  )
}

function basinOf(learningRate: Rates, problem: DataProblem, space: RowSpace): NeuronFate['basin'] {
  const { a0 } = problem
  const { betaRow, row, isotropic } = space
  const [K, rounding] = conservedInRowSpace(learningRate, problem, space)
  if (K > rounding) return a0 > 0 ? 1 : -1
  // With Xᵀy = 0, ȧ = −η_a a‖Xw‖²: a keeps its sign, and stays away from 0 only for K > 0.
  if (norm(betaRow) === 0) return 0
  if (isotropic) return exactNeuron({ a0, w0: row, target: betaRow, learningRate }).basin
  return settledSign(learningRate, problem, betaRow)
}

function settledSign(
  learningRate: Rates,
  { a0, w0, X, y }: DataProblem,
  betaRow: Float64Array,
): 1 | -1 | 0 | undefined {
  const n = y.length
  const reachable = new Float64Array(n)
  const outputs = new Float64Array(n)
  const beta = new Float64Array(w0.length)
  multiply(X, betaRow, reachable)
  const start = Float64Array.of(a0, ...Array.from(w0))
  const integrator = createIntegrator(neuronDataFlow({ X, y: reachable, learningRate }), 0, start, {
    rtol: 1e-10,
    atol: 1e-13 * (norm(start) || 1),
  })
  for (;;) {
    const { y: state } = integrator
    const a = state[0]!
    for (let k = 0; k < beta.length; k++) beta[k] = a * state[k + 1]!
    multiply(X, beta, outputs)
    // ½‖Xβ − y‖² < ½‖y‖²  ⇔  ‖Xβ‖² < 2 yᵀXβ
    if (dot(outputs, outputs) < 2 * dot(reachable, outputs) * (1 - 1e-9)) return a > 0 ? 1 : -1
    if (integrator.counts.accepted > BUDGET || !integrator.step(Number.MAX_VALUE)) return undefined
    if (a === 0 && a0 === 0 && integrator.counts.accepted > 100) return 0
  }
}
