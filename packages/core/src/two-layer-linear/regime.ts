import { requireFiniteList } from '../door/list.ts'
import { requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type LinearShape, requireShape } from './problem.ts'

/** What the widths and δ predict. */
export interface LinearRegime {
  /** `undecided` where the paper says nothing: δ_k that differ in sign or size, or h < min(c, d). */
  readonly name: 'lazy' | 'rich' | 'delayed rich' | 'undecided'
  /**
   * From the widths: `wide` h ≥ max(c, d); `narrowing` c ≤ h < d; `expanding` d ≤ h < c; `bottleneck` h < min(c, d).
   */
  readonly shape: 'wide' | 'narrowing' | 'expanding' | 'bottleneck'
  /** δ_k/(2s) for every k: ≥ 1 counts as ≫ 0, ≤ −1 as ≪ 0, anything between as near 0 (a convention). */
  readonly ratios: Float64Array
  /** In one sentence. */
  readonly reason: string
}

/**
 * Which regime the shape predicts, from the eigenvalues δ_k of Δ = AAᵀ − WWᵀ against the size s of the target:
 *
 * | shape | all δ_k ≫ 0 | δ_k near 0 | all δ_k ≪ 0 |
 * | --- | --- | --- | --- |
 * | wide, h ≥ max(c, d) | lazy | rich | lazy |
 * | narrowing, c ≤ h < d | lazy | rich | delayed rich |
 * | expanding, d ≤ h < c | delayed rich | rich | lazy |
 *
 * The paper's limits are smooth; the threshold |δ_k| = 2s, where δ and the target contribute equally to √(δ² + 4s²), is
 * a convention, the same as for one neuron.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @example
 * linearRegime({ hidden: 2, inputs: 5, outputs: 2 }, [-8, -8], 1).name // 'delayed rich'
 *
 * @param deltas eigenvalues of Δ (times the rates), length ≥ 1; a single number is enough if Δ = δI.
 * @param size s > 0, the largest singular value of √(η_Aη_W) β*.
 * @throws LazyrichError for widths that are not whole numbers above 0, no δ, a δ that is not finite, a size that is not
 * positive.
 */
export function linearRegime(shape: LinearShape, deltas: ArrayLike<number>, size: number): LinearRegime {
  requireShape(shape)
  if (deltas.length === 0) throw new LazyrichError('deltas is empty: at least one number is accepted')
  requireFiniteList('deltas', deltas)
  requirePositive('size', size)
  const { hidden, inputs, outputs } = shape
  const kind =
    hidden >= Math.max(inputs, outputs)
      ? 'wide'
      : hidden < Math.min(inputs, outputs)
        ? 'bottleneck'
        : inputs > outputs
          ? 'narrowing'
          : 'expanding'
  const ratios = Float64Array.from(deltas, (delta) => delta / (2 * size))
  const sides = new Set(Array.from(ratios, (ratio) => (ratio >= 1 ? 1 : ratio <= -1 ? -1 : 0)))
  const answer = (name: LinearRegime['name'], reason: string): LinearRegime => ({ name, shape: kind, ratios, reason })
  if (sides.size > 1) return answer('undecided', 'the δ_k differ in sign, or in size relative to the target')
  const side = [...sides][0]!
  if (side === 0) return answer('rich', 'δ is small relative to the target, which is rich in every shape')
  const sign = side > 0 ? 'δ ≫ 0' : 'δ ≪ 0'
  if (kind === 'bottleneck') return answer('undecided', `${sign} with fewer hidden neurons than inputs and outputs`)
  const lazySide = kind === 'narrowing' ? 1 : -1
  const lazy = kind === 'wide' || side === lazySide
  return answer(lazy ? 'lazy' : 'delayed rich', `${sign} in a ${kind} network`)
}
