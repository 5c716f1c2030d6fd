import { LazyrichError } from '../errors.ts'
import type { Rates } from '../learning-rate.ts'
import { timesTransposed } from '../linear-algebra/products.ts'
import { reduceData } from '../linear-algebra/reduce-data.ts'
import { singularValuesOf, svd } from '../linear-algebra/svd.ts'
import { symmetricEigenvalues } from '../linear-algebra/symmetric-eigenvalues.ts'
import { unitOf } from '../power-of-two.ts'
import {
  type LinearData,
  type LinearDataProblem,
  type LinearProblem,
  type LinearShape,
  type LinearStart,
  requireData,
} from './problem.ts'

/** What the widths and δ predict. */
export interface LinearRegime {
  /** `undecided` where the paper says nothing: δ_k that differ in sign or size, or h < min(c, d). */
  readonly name: 'lazy' | 'rich' | 'delayed rich' | 'undecided'
  /**
   * From the widths: `wide` h ≥ max(c, d); `narrowing` c ≤ h < d; `expanding` d ≤ h < c; `bottleneck` h < min(c, d).
   */
  readonly shape: 'wide' | 'narrowing' | 'expanding' | 'bottleneck'
  /**
   * The eigenvalues δ_k of Δ, largest first, each to a few ε of the largest in size; without the h − c − d of a network
   * wider than c + d that are 0 whatever its weights.
   */
  readonly deltas: Float64Array<ArrayBuffer>
  /** δ_k/(2s) for every k: ≥ 1 counts as ≫ 0, ≤ −1 as ≪ 0, anything between as near 0 (a convention). */
  readonly ratios: Float64Array<ArrayBuffer>
  /** In one sentence. */
  readonly reason: string
}

/**
 * Which regime the shape and the start predict, from the eigenvalues δ_k of Δ = η_W AAᵀ − η_A WWᵀ against the size s of
 * the target, the largest singular value of √(η_Aη_W) β*:
 *
 * | shape | all δ_k ≫ 0 | δ_k near 0 | all δ_k ≪ 0 |
 * | --- | --- | --- | --- |
 * | wide, h ≥ max(c, d) | lazy | rich | lazy |
 * | narrowing, c ≤ h < d | lazy | rich | delayed rich |
 * | expanding, d ≤ h < c | delayed rich | rich | lazy |
 *
 * AAᵀ has rank c at most and WWᵀ rank d, so in a network with h > c only c of the δ_k can be above 0, and with h > d only
 * d of them below: there, “all” are as many as can be, with the others near 0.
 *
 * The paper's limits are smooth; the threshold |δ_k| = 2s, where δ and the target contribute equally to √(δ² + 4s²), is
 * a convention, the same as for one neuron. The paper's statement is for whitened input. For other data, β* is the
 * least-squares solution of least norm.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @example
 * const start = linearFromBeta(new Float64Array(10), -8, { hidden: 2, inputs: 5, outputs: 2 })
 * linearRegime({ ...start, target: [1, 0, 0, 1, 0, 0, 0, 0, 0, 0] }).name // 'delayed rich'
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, and a
 * target of 0, with which δ cannot be compared.
 */
export function linearRegime(problem: LinearProblem | LinearDataProblem): LinearRegime {
  const { data, rates, ...shape } = requireData(problem)
  const { hidden, inputs, outputs } = shape
  const size = Math.sqrt(rates.a) * Math.sqrt(rates.w) * targetSize(data, shape)
  if (!(size > 0)) throw new LazyrichError('target is 0: a target ≠ 0 is accepted, with which δ can be compared')
  const { values, unit } = unbalances(problem, shape, rates)
  const deltas = values.map((value) => value * unit * unit)
  const ratios = values.map((value) => ((value * unit) / 2 / size) * unit)
  const kind =
    hidden >= Math.max(inputs, outputs)
      ? 'wide'
      : hidden < Math.min(inputs, outputs)
        ? 'bottleneck'
        : inputs > outputs
          ? 'narrowing'
          : 'expanding'
  const answer = (name: LinearRegime['name'], reason: string): LinearRegime => ({
    name,
    shape: kind,
    deltas,
    ratios,
    reason,
  })
  const above = ratios.filter((ratio) => ratio >= 1).length
  const below = ratios.filter((ratio) => ratio <= -1).length
  if (above + below === 0) return answer('rich', 'δ is small relative to the target, which is rich in every shape')
  const upstream = below === 0 && above === Math.min(hidden, outputs)
  if (!upstream && !(above === 0 && below === Math.min(hidden, inputs)))
    return answer('undecided', 'the δ_k differ in sign, or in size relative to the target')
  const sign = upstream ? 'δ ≫ 0' : 'δ ≪ 0'
  if (kind === 'bottleneck') return answer('undecided', `${sign} with fewer hidden neurons than inputs and outputs`)
  const lazy = kind === 'wide' || upstream === (kind === 'narrowing')
  const most = upstream ? outputs : inputs
  const forced = hidden > most ? `, in which only ${most} of the δ_k can be ${upstream ? 'above' : 'below'} 0` : ''
  return answer(lazy ? 'lazy' : 'delayed rich', `${sign} in a ${kind} network${forced}`)
}

/**
 * The min(h, c + d) eigenvalues of Δ that the shape does not hold at 0, largest first: with [√η_W A, √η_A W] = QR they
 * are those of R diag(I_c, −I_d) Rᵀ. In units of the square of `unit`. O(h (c + d) min(h, c + d)).
 */
function unbalances(
  { A0, W0 }: LinearStart,
  { hidden: h, inputs: d, outputs: c }: LinearShape,
  rates: Rates,
): { values: Float64Array<ArrayBuffer>; unit: number } {
  const [rootA, rootW] = [Math.sqrt(rates.w), Math.sqrt(rates.a)]
  const unit = unitOf([rootA * unitOf(A0), rootW * unitOf(W0)])
  const width = c + d
  const joined = Float64Array.from({ length: h * width }, (_, p) => {
    const [k, j] = [Math.floor(p / width), p % width]
    return j < c ? (rootA / unit) * A0[k * c + j]! : (rootW / unit) * W0[k * d + j - c]!
  })
  const { rank, R } = reduceData(joined, [], h, width, 0)
  const signed = R.map((entry, p) => (p % width < c ? entry : -entry))
  const Delta = new Float64Array(rank * rank)
  timesTransposed(signed, R, Delta, rank, rank, width)
  const values = new Float64Array(Math.min(h, width))
  values.set(symmetricEigenvalues(Delta, rank))
  return { values: values.sort().reverse(), unit }
}

/** The largest singular value of β*. */
function targetSize(data: Exclude<LinearData, { kind: 'none' }>, { inputs: d, outputs: c }: LinearShape): number {
  if (data.kind === 'whitened') {
    const size = unitOf(data.target)
    return (
      size *
      singularValuesOf(
        Float64Array.from(data.target, (entry) => entry / size),
        d,
        c,
      )[0]!
    )
  }
  // With X = QR and R = USVᵀ, β* = V S⁻¹ UᵀT.
  const [sizeX, sizeY] = [unitOf(data.X), unitOf(data.Y)]
  const X = Float64Array.from(data.X, (entry) => entry / sizeX)
  const Y = Float64Array.from(data.Y, (entry) => entry / sizeY)
  const { rank, R, T } = reduceData(X, Y, data.samples, d, c)
  if (rank === 0) return 0
  const { left, values } = svd(R, rank, d)
  const along = Float64Array.from({ length: rank * c }, (_, p) => {
    const [k, j] = [Math.floor(p / c), p % c]
    let sum = 0
    for (let i = 0; i < rank; i++) sum += left[i * rank + k]! * T[i * c + j]!
    return sum / values[k]!
  })
  return (sizeY / sizeX) * singularValuesOf(along, rank, c)[0]!
}
