import { requireLength } from '../door/list.ts'
import { requireFinite } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { timesTransposed } from '../linear-algebra/products.ts'
import { fullSvd } from '../linear-algebra/svd.ts'
import { transposed } from '../linear-algebra/transposed.ts'
import { type LinearShape, requireShape } from './problem.ts'

/** Whether β alone determines its own flow. */
export interface SelfConsistency {
  /** True where β̇ depends on β and δ alone. */
  readonly valid: boolean
  /** False if small errors off the set of rank h grow; integrate the factors instead. */
  readonly stable: boolean
  /** In one sentence. */
  readonly reason: string
}

/**
 * Whether {@link selfConsistentFlow} holds for these widths and δ: h = c if δ > 0, h = d if δ < 0, any h if δ = 0 (β
 * must then keep rank ≤ h, and for h < min(c, d) rounding leaves that set: valid, but unstable). In other shapes AᵀA
 * and WᵀW are not functions of β, even though Δ = δI.
 *
 * Source: arXiv 2406.06158, section 4; the last two statements were found by measurement.
 *
 * @example
 * selfConsistency({ hidden: 2, inputs: 3, outputs: 2 }, 1).valid // true
 * selfConsistency({ hidden: 2, inputs: 3, outputs: 2 }, -1).valid // false
 *
 * @throws LazyrichError for widths that are not whole numbers above 0 and a δ that is not finite.
 */
export function selfConsistency(shape: LinearShape, delta: number): SelfConsistency {
  requireShape('shape', shape)
  requireFinite('delta', delta)
  const { hidden, inputs, outputs } = shape
  const needs = (name: string, width: number, side: string): SelfConsistency =>
    hidden === width
      ? { valid: true, stable: true, reason: `hidden = ${name} = ${width} and delta ${side} 0` }
      : {
          valid: false,
          stable: false,
          reason: `hidden is ${hidden}: with delta ${side} 0 the equation needs hidden = ${name} = ${width}`,
        }
  if (delta > 0) return needs('outputs', outputs, '>')
  if (delta < 0) return needs('inputs', inputs, '<')
  const stable = hidden >= Math.min(inputs, outputs)
  const reason = stable
    ? 'delta is 0'
    : `delta is 0, and hidden = ${hidden} is below inputs and outputs: errors off rank ${hidden} grow`
  return { valid: true, stable, reason }
}

/**
 * The self-consistent flow of β = WᵀA where Δ = δI, without the factors:
 *
 *     β̇ = −G √(βᵀβ + ¼δ² I_c) − √(ββᵀ + ¼δ² I_d) G,   G = ∂L/∂β
 *
 * Both roots come from one singular value decomposition of β. O(cd max(c, d)).
 *
 * Source: arXiv 2406.06158, Theorem 4.1 and its appendix.
 *
 * @example
 * const shape = { hidden: 1, inputs: 1, outputs: 1 }
 * selfConsistentFlow([3], [-1], 8, shape) // [10], from 2 √(9 + 16)
 *
 * @param beta β, shape [d, c].
 * @param gradient G, shape [d, c]; β − β* for whitened input.
 * @returns β̇, shape [d, c].
 * @throws LazyrichError in shapes where the equation does not hold (see {@link selfConsistency}), for lengths that do
 * not fit and numbers that are not finite.
 */
export function selfConsistentFlow(
  beta: ArrayLike<number>,
  gradient: ArrayLike<number>,
  delta: number,
  shape: LinearShape,
): Float64Array<ArrayBuffer> {
  const { valid, reason } = selfConsistency(shape, delta)
  if (!valid) throw new LazyrichError(`the flow of beta is not self-consistent: ${reason}`)
  const { inputs: d, outputs: c } = shape
  requireLength('beta', beta, d * c, `${d} × ${c}, inputs × outputs, row by row`)
  requireLength('gradient', gradient, d * c, `${d} × ${c}, inputs × outputs, row by row`)
  const { left, values, right } = fullSvd(Float64Array.from(beta), d, c)
  const half = Math.abs(delta) / 2
  const roots = (size: number): Float64Array<ArrayBuffer> =>
    Float64Array.from({ length: size }, (_, k) => Math.hypot(k < values.length ? values[k]! : 0, half))
  // In the basis of singular vectors both roots are diagonal: β̇_kl = −G_kl (r_l + r_k).
  const inner = between(transposed(left, d, d), gradient, transposed(right, c, c), d, c)
  const rows = roots(d)
  const columns = roots(c)
  for (let k = 0; k < d; k++)
    for (let l = 0; l < c; l++) inner[k * c + l] = -inner[k * c + l]! * (rows[k]! + columns[l]!)
  return between(left, inner, right, d, c)
}

/** L M R, shapes [d, d], [d, c] and [c, c]; R is given transposed. */
function between(
  L: Float64Array,
  M: ArrayLike<number>,
  Rt: Float64Array,
  d: number,
  c: number,
): Float64Array<ArrayBuffer> {
  const half = new Float64Array(d * c)
  const full = new Float64Array(d * c)
  timesTransposed(L, transposed(M, d, c), half, d, c, d)
  timesTransposed(half, Rt, full, d, c, c)
  return full
}
