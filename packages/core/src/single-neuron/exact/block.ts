import { decays } from './decay.ts'
import { scaleByPower } from './double-double.ts'
import type { LinearFlow } from './linear-flow.ts'

/** a(t) and the parts of w(t) along β* and across it, in units of `direction` and `across`, at up to BLOCK times. */
export interface Parts {
  readonly a: Float64Array
  readonly along: Float64Array
  readonly aside: Float64Array
}

/** Times evaluated at once: the scratch of a block stays in the L1 cache. */
export const BLOCK = 128

/**
 * E, 1 − E, D and the last term of the root, for a block of times. Shared by all problems, as is what exact.ts keeps:
 * eight lists of their own would take 3 µs a problem, and a problem with one time takes 1.8 µs in all.
 */
const decay: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK)
const rest: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK)
const across: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK)
const side: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK)

/** Evaluates a block of times (> 0, in the flow's units); parts left to the careful form are NaN. */
export type BlockForm = (times: Float64Array, count: number, parts: Parts) => void

/** Coefficients between these bounds, squared and multiplied, stay in the range of doubles. */
const moderate = (x: number): boolean => x === 0 || (Math.abs(x) > 1e-70 && Math.abs(x) < 1e70)

/**
 * The closed form for a block of times at once, where every term is in the range of doubles: with E = e^{−2λt},
 * D = e^{−(λ + δ/2)t}
 *
 *     e^{−λt} q  = (1 − E) cos θ z₊ + E â₀
 *     e^{−λt} p∥ = (1 − E) sin θ z₊ + E uᵀŵ₀
 *     e^{−λt} p⊥ = D ŵ_⊥
 *     e^{−2λt}(1 + ∫‖v‖²) = E + (z₊² + E z₋²)(1 − E)/2λ + ‖ŵ_⊥‖² E (1 − e^{−δt})/δ
 *
 * the last term for δ < 0 as D² (1 − e^{−|δ|t})/|δ|. Two exponentials a time, three where |δ|t < 1 (elsewhere
 * E (1 − e^{−δt}) = E − D²), a square root and a division.
 *
 * Returns undefined if a coefficient is too large or too small for this form, or λ = 0.
 */
export function blockForm(flow: LinearFlow): BlockForm | undefined {
  const { q, p, up, down, cos, sin, acrossSquared, oneExponent, rates, readout, weights, unbalance } = flow
  const toA = scaleByPower(readout.factor, readout.exponent)
  const toW = scaleByPower(weights.factor, weights.exponent)
  const one = scaleByPower(1, oneExponent)
  const upSquared = (up * up) / rates.end.value
  const downSquared = (down * down) / rates.end.value
  if (up === 0 || rates.end.value === 0 || ![q, p, up, down, toA, toW, one, acrossSquared].every(moderate))
    return undefined
  const grownA = toA * cos * up
  const startA = toA * q
  const grownW = toW * sin * up
  const startW = toW * p
  const balanced = unbalance === 0
  const acrossOver = balanced ? acrossSquared : acrossSquared / Math.abs(unbalance)
  const downstream = unbalance < 0

  /** (e^{−λt} ‖ŵ_⊥‖)² (1 − e^{−δt})/δ, from E and D. */
  function turned(times: Float64Array, count: number): void {
    let least = Infinity
    for (let i = 0; i < count; i++) if (times[i]! < least) least = times[i]!
    if (Math.abs(unbalance) * least > 1)
      for (let i = 0; i < count; i++) side[i] = acrossOver * Math.abs(decay[i]! - across[i]! * across[i]!)
    else if (balanced) for (let i = 0; i < count; i++) side[i] = acrossOver * decay[i]! * times[i]!
    else {
      decays(rates.unbalance, times, count, side, side)
      for (let i = 0; i < count; i++)
        side[i] = acrossOver * (downstream ? across[i]! * across[i]! : decay[i]!) * side[i]!
    }
  }

  return (times, count, { a, along, aside }) => {
    decays(rates.end, times, count, decay, rest)
    if (acrossSquared === 0) {
      across.fill(0, 0, count)
      side.fill(0, 0, count)
    } else {
      decays(rates.saddle, times, count, across)
      turned(times, count)
    }
    for (let i = 0; i < count; i++) {
      const E = decay[i]!
      const R = rest[i]!
      const inverse = 1 / Math.sqrt(one * E + (upSquared + downSquared * E) * R + side[i]!)
      a[i] = (R * grownA + E * startA) * inverse
      along[i] = (R * grownW + E * startW) * inverse
      aside[i] = toW * across[i]! * inverse
    }
  }
}
