import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { createIntegrator } from '../integrate/integrator.ts'
import { dot, norm } from '../vector.ts'
import { dataFlow } from './flow.ts'
import { conservedDelta, type DataProblem, requireData, UNIT_RATE } from './neuron.ts'

/** Where a flow ends. */
export interface NeuronLimit {
  readonly a: number
  readonly w: Float64Array
}

/** Which sign of a a flow ends with, and the limit where it has one. */
export interface NeuronFate {
  /** Sign of a(∞): 1 or −1; 0 where a stays 0; undefined where the flow has not decided within the step budget. */
  readonly basin: 1 | -1 | 0 | undefined
  readonly limit: NeuronLimit | undefined
}

/** Accepted steps after which an undecided flow is left undecided. */
const BUDGET = 20_000

/**
 * Where gradient flow on ½‖X a w − y‖² ends, for any X of any rank. w stays in w₀ + the row space of X, so with
 * β_row = X⁺y, w_null = w₀ − X⁺X w₀ and k = (δ + η_a‖w_null‖²)/η_w
 *
 *     a∞² = ½(k + √(k² + 4(η_a/η_w)‖β_row‖²)),   w∞ = w_null + β_row/a∞
 *
 * The sign of a∞ is a₀'s for δ > 0; else the flow decides: its loss never grows and is ½‖y‖² wherever a = 0, so a
 * keeps its sign from the moment the loss is below that. What of y lies outside the range of X changes nothing and is
 * taken out first: beside it the rest might drown.
 *
 * Source: arXiv 2406.06158, Theorem 3.1 and its appendix; stated there through a potential.
 *
 * @throws LazyrichError for shapes that do not fit or entries that are not finite.
 */
export function neuronFate(problem: DataProblem): NeuronFate {
  requireData(problem)
  const { a0, w0, X, y, learningRate = UNIT_RATE } = problem
  const delta = conservedDelta(a0, w0, learningRate)
  const { betaRow, wNull } = rowSpace(X, y, w0)
  const k = (delta + learningRate.a * dot(wNull, wNull)) / learningRate.w
  const basin = basinOf()
  if (!basin) return { basin, limit: undefined }
  const product = 4 * (learningRate.a / learningRate.w) * dot(betaRow, betaRow)
  const root = Math.sqrt(k * k + product)
  const squared = k >= 0 ? (k + root) / 2 : product / (2 * (root - k))
  if (!(squared > 0)) return { basin, limit: undefined }
  const a = basin * Math.sqrt(squared)
  return { basin, limit: { a, w: wNull.map((entry, i) => entry + betaRow[i]! / a) } }

  function basinOf(): NeuronFate['basin'] {
    if (a0 === 0 && dot(betaRow, betaRow) === 0) return 0
    if (delta > 0) return a0 > 0 ? 1 : -1
    // With Xᵀy = 0, ȧ = −η_a a‖Xw‖²: a keeps its sign, and is left over only where w_null is large enough.
    if (dot(betaRow, betaRow) === 0) return k > 0 ? (a0 > 0 ? 1 : -1) : 0
    return settledSign(problem, betaRow)
  }
}

/** X⁺y and w₀ − X⁺X w₀, from the singular values above max(n, d) ε σ₁. */
function rowSpace(
  X: ArrayLike<number>,
  y: ArrayLike<number>,
  w0: ArrayLike<number>,
): { betaRow: Float64Array; wNull: Float64Array } {
  const n = y.length
  const d = w0.length
  const matrix = Matrix.from1DArray(n, d, Array.from(X))
  const {
    diagonal,
    leftSingularVectors: U,
    rightSingularVectors: V,
  } = new SingularValueDecomposition(matrix, {
    autoTranspose: true,
  })
  const betaRow = new Float64Array(d)
  const wNull = Float64Array.from(w0)
  const least = Math.max(n, d) * Number.EPSILON * Math.max(...diagonal)
  diagonal.forEach((sigma, r) => {
    if (!(sigma > least)) return
    const left = U.getColumn(r)
    const right = V.getColumn(r)
    const component = dot(left, y) / sigma
    const along = dot(right, wNull)
    for (let i = 0; i < d; i++) {
      betaRow[i] = betaRow[i]! + component * right[i]!
      wNull[i] = wNull[i]! - along * right[i]!
    }
  })
  return { betaRow, wNull }
}

function settledSign(
  { a0, w0, X, y, learningRate = UNIT_RATE }: DataProblem,
  betaRow: Float64Array,
): 1 | -1 | 0 | undefined {
  const n = y.length
  const d = w0.length
  const image = (of: (k: number) => number): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => {
      let sum = 0
      for (let k = 0; k < d; k++) sum += X[i * d + k]! * of(k)
      return sum
    })
  const reachable = image((k) => betaRow[k]!)
  const start = Float64Array.of(a0, ...Array.from(w0))
  const integrator = createIntegrator(dataFlow(X, reachable, learningRate), 0, start, {
    rtol: 1e-10,
    atol: 1e-13 * (norm(start) || 1),
  })
  for (;;) {
    const { y: state } = integrator
    const a = state[0]!
    const outputs = image((k) => a * state[k + 1]!)
    // ½‖Xβ − y‖² < ½‖y‖²  ⇔  ‖Xβ‖² < 2 yᵀXβ
    if (dot(outputs, outputs) < 2 * dot(reachable, outputs) * (1 - 1e-9)) return a > 0 ? 1 : -1
    if (integrator.counts.accepted > BUDGET || !integrator.step(Number.MAX_VALUE)) return undefined
    if (a === 0 && a0 === 0 && integrator.counts.accepted > 100) return 0
  }
}
