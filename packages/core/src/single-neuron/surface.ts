import { requireFiniteList, requireLength, requireNumbers } from '../door/list.ts'
import { requireFinite, requireSign } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { norm } from '../vector.ts'
import { modeState, modesOf } from './modes.ts'
import { type RateOptions, requireRateOptions } from './rate-options.ts'

/** The states from which the flow ends neither at a > 0 nor at a < 0; see {@link separatingSurface}. */
export interface SeparatingSurface {
  /**
   * What there is at this δ: a `surface` for δ < 0; for δ = 0 only the `line` ŵ = −â β̂* of the cone, where β points
   * away from β* (elsewhere sign a₀ decides); `none` for δ > 0, for β* = 0 (every flow keeps its side or decays to 0)
   * and, at δ < 0, for one input, since w cannot turn.
   */
  readonly kind: 'surface' | 'line' | 'none'
  /**
   * z₊ = cos θ √η_w a + sin θ √η_a β̂*ᵀw of a state: its sign is that of a at the end of the flow; 0 on the surface.
   *
   * @throws LazyrichError for w whose length is not the target's, and numbers that are not finite.
   */
  coordinate(a: number, w: ArrayLike<number>): number
  /**
   * β̂*ᵀw on the surface at readout a: −(λ + δ/2) √(η_w/η_a) a/s; NaN where kind is `none`.
   *
   * @throws LazyrichError for a that is not finite.
   */
  along(a: number): number
  /**
   * ‖w − (β̂*ᵀw) β̂*‖ on the surface at readout a, from δ; 0 on the `line`, NaN where kind is `none`.
   *
   * @throws LazyrichError for a that is not finite.
   */
  across(a: number): number
  /**
   * The w at readout a that lies on the surface, or off it by `offset`: w is moved by that arc length (in the units of
   * w) along the circle of constant ‖w‖, so that a and δ stay the same, towards β* and z₊ > 0 for offset > 0, away for
   * offset < 0. Of the directions across β*, `side` 1 takes (−y, x)/‖β*‖ for β* = (x, y), and for more inputs the axis
   * least aligned with β*, made perpendicular; `side` −1 takes the opposite. (The `line` is an end of the half circle:
   * there is one way off it, and it leads to the sign of a.)
   *
   * @throws LazyrichError where kind is `none`, for an offset beyond w ∥ β* at either end of the half circle (any but
   * 0 with one input), and numbers that are not finite.
   */
  weights(a: number, offset?: number, side?: 1 | -1): Float64Array<ArrayBuffer>
  /**
   * (a, w) on the surface at every readout: shape [readouts.length, 1 + d], row-major; the curve to draw for d = 2.
   *
   * @throws LazyrichError where kind is `none`, for readouts that are not finite, and a side that is neither 1 nor −1.
   */
  curve(readouts: ArrayLike<number>, side?: 1 | -1): Float64Array<ArrayBuffer>
}

/**
 * The surface between the two basins of f(x) = a wᵀx, trained on ½‖Xaw − y‖² with whitened input (XᵀX = I, β* = Xᵀy),
 * among the states with a given δ = η_w a² − η_a‖w‖². With s = √(η_aη_w)‖β*‖ and λ = √(δ²/4 + s²) it is the plane
 *
 *     z₊ = 0,   that is   (λ + δ/2) √η_w a + √(η_aη_w) β*ᵀ √η_a w = 0
 *
 * on which flows end at the saddle a = 0, w ⊥ β*, η_a‖w‖² = |δ|; flows that start next to it linger there, then leave
 * for a > 0 or a < 0. At given a it meets η_a‖w‖² = η_w a² − δ in a circle around β* (for d = 2 in two points): √η_a
 * β̂*ᵀw = −(λ + δ/2) √η_w a/s, √η_a‖w_⊥‖ = √(|δ| + η_w a²(1 − cot²θ)), cot θ = (λ + δ/2)/s < 1.
 *
 * Source: arXiv 2406.06158, appendix and Fig. 7; this form from the linear flow behind {@link exactNeuron}.
 *
 * @param target β*, length d.
 * @throws LazyrichError for numbers that are not finite, an empty target, rates that are not positive.
 * @example
 * const surface = separatingSurface(-2, [1, 0.25])
 * const start = { a0: -4, w0: surface.weights(-4, 1e-3), target: [1, 0.25] }
 * exactNeuron(start).basin // 1
 */
export function separatingSurface(
  delta: number,
  target: ArrayLike<number>,
  options: RateOptions = {},
): SeparatingSurface {
  const learningRate = requireRateOptions(options)
  requireFinite('delta', delta)
  requireNumbers('target', target)
  const modes = modesOf(delta, target, learningRate)
  const { s, u, leave } = modes
  const d = target.length
  const rootA = Math.sqrt(learningRate.a)
  const rootW = Math.sqrt(learningRate.w)
  const slope = s === 0 ? 0 : leave / s
  const kind = delta > 0 || s === 0 || (delta < 0 && d === 1) ? 'none' : delta < 0 ? 'surface' : 'line'
  const side1 = perpendicular(u)

  const along = (a: number): number => (kind === 'none' ? Number.NaN : (-slope * rootW * a) / rootA)
  const across = (a: number): number => {
    if (kind !== 'surface') return kind === 'line' ? 0 : Number.NaN
    // 1 − cot²θ = (1 − cot θ)(1 + cot θ) with cot θ = leave/s and s² − leave² = −δ leave: nothing cancels.
    return Math.hypot(Math.sqrt(-delta), Math.sqrt(-delta * (leave / s)) * Math.sqrt(1 / s) * rootW * a) / rootA
  }

  function weights(a: number, offset = 0, side: 1 | -1 = 1): Float64Array<ArrayBuffer> {
    requireFinite('a', a)
    requireFinite('offset', offset)
    requireSign('side', side)
    if (kind === 'none')
      throw new LazyrichError(
        `delta is ${delta} with a target of norm ${norm(target)} and ${d} inputs: ` +
          'no state lies on a separating surface; delta ≤ 0 with a target ≠ 0, and for delta < 0 two or more inputs, is accepted',
      )
    const before = along(a)
    const aside = across(a)
    const radius = Math.hypot(before, aside)
    const angle = offset === 0 ? 0 : offset / radius
    const from = Math.atan2(aside, before) // between w and β*
    if (!(from - angle >= 0 && from - angle <= Math.PI) || (d === 1 && offset !== 0))
      throw new LazyrichError(
        `offset is ${offset}: ${d === 1 ? '0' : `from ${(from - Math.PI) * radius} to ${from * radius}`} is accepted`,
      )
    const turned = before * Math.cos(angle) + aside * Math.sin(angle)
    const rest = side * (aside * Math.cos(angle) - before * Math.sin(angle))
    return u.map((entry, j) => turned * entry + rest * side1[j]!)
  }

  return {
    kind,
    coordinate(a, w) {
      requireFinite('a', a)
      requireLength('w', w, d, "the target's length")
      return modeState(modes, a, w, learningRate).up
    },
    along(a) {
      requireFinite('a', a)
      return along(a)
    },
    across(a) {
      requireFinite('a', a)
      return across(a)
    },
    weights,
    curve(readouts, side = 1) {
      requireFiniteList('readouts', readouts)
      requireSign('side', side)
      const points = new Float64Array(readouts.length * (1 + d))
      for (let i = 0; i < readouts.length; i++) {
        points[i * (1 + d)] = readouts[i]!
        points.set(weights(readouts[i]!, 0, side), i * (1 + d) + 1)
      }
      return points
    },
  }
}

/** A unit vector ⊥ u: the axis least aligned with u, less its part along u; 0 for one input. */
function perpendicular(u: Float64Array): Float64Array {
  if (u.length === 2) return Float64Array.of(-u[1]!, u[0]!)
  let least = 0
  for (let j = 0; j < u.length; j++) if (Math.abs(u[j]!) < Math.abs(u[least]!)) least = j
  const axis = u.map((entry, j) => Number(j === least) - u[least]! * entry)
  const size = Math.hypot(...axis)
  return u.length === 1 ? axis.fill(0) : axis.map((entry) => entry / size)
}
