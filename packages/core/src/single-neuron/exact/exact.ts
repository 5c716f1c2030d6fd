import { requireBuffer } from '../../door/buffer.ts'
import { requireTimes } from '../../door/list.ts'
import { requireFinite } from '../../door/number.ts'
import { requireWhitened, type WhitenedProblem } from '../neuron.ts'
import { type NeuronStates, StatesOfNeuron } from '../states.ts'
import { BLOCK, blockForm, type Parts } from './block.ts'
import { carefulForm } from './careful.ts'
import { scaleByPower } from './double-double.ts'
import { type LinearFlow, linearFlow, scaled } from './linear-flow.ts'

/** Where a(t) and w(t) are written: of length T and T d, or longer. */
export interface NeuronBuffers {
  readonly a: Float64Array<ArrayBuffer>
  readonly w: Float64Array<ArrayBuffer>
}

/** The closed form of one problem, ready to be evaluated at any time. */
export interface ExactNeuron {
  /** δ = η_w a² − η_a‖w‖². */
  readonly delta: number
  /**
   * λ = √(δ²/4 + η_aη_w‖β*‖²): the flow approaches its end at rate 2λ along β* and leaves the saddle at rate λ + δ/2.
   */
  readonly rate: number
  /**
   * The sign of a(∞): 1 or −1; 0 for flows that end at a saddle with a = 0; undefined if rounding of the inputs
   * decides.
   */
  readonly basin: 1 | -1 | 0 | undefined
  /** a(t) and w(t) at every time (≥ 0, in any order), written to the given buffers if any: they are the states' then. */
  at(times: ArrayLike<number>, into?: NeuronBuffers): NeuronStates
}

/**
 * Gradient flow of f(x) = a wᵀx on ½‖Xaw − y‖² with whitened input, in closed form, for every δ, every sign of a and
 * every degenerate start.
 *
 *     ȧ = −η_a wᵀ(a w − β*),   ẇ = −η_w a (a w − β*)
 *
 * In â = √η_w a, ŵ = √η_a w, b = √(η_aη_w) β* the flow is a linear one followed by a normalization:
 * v = (q, p), v̇ = [[δ/2, bᵀ], [b, −δ/2]] v, v(0) = (â₀, ŵ₀), (â, ŵ)(t) = v(t)/√(1 + ∫₀ᵗ‖v‖²). With s = ‖b‖, u = b/s,
 * λ = √(δ²/4 + s²) and (cos θ, sin θ) the unit eigenvector of +λ in the plane (q, u),
 *
 *     z₊ = cos θ â₀ + sin θ uᵀŵ₀,   z₋ = −sin θ â₀ + cos θ uᵀŵ₀,   E = e^{−2λt}
 *     e^{−λt} q  = (1 − E) cos θ z₊ + E â₀
 *     e^{−λt} p∥ = (1 − E) sin θ z₊ + E uᵀŵ₀
 *     e^{−λt} p⊥ = e^{−(λ + δ/2)t} ŵ_⊥
 *     e^{−2λt}(1 + ∫‖v‖²) = E + (z₊² + E z₋²)(1 − E)/2λ + ‖ŵ_⊥‖² E (1 − e^{−δt})/δ
 *
 * δ, λ, z± and ŵ_⊥ are differences of larger numbers, so they are computed in twice the precision (linear-flow.ts), as
 * are the exponents (decay.ts). The inputs count as exact: at every time the answer is theirs to about 1e-15 of the
 * largest entry, even where half an ulp of the inputs would decide the basin. Blocks of times are evaluated as above
 * (block.ts); where a term leaves the range of doubles or z₊ = 0, each term carries its own exponent (careful.ts).
 *
 * Costs O(d) to prepare (about 1 µs at d = 2; 100 operations per entry beyond that). Each time takes two exponentials
 * at 4.7 ns (plain Math.exp: 7.4 ns), three where |δ|t < 1, a root and a division at 3.4 ns, which share one unit of
 * the processor, and about 2 ns for the rest: 15 to 20 ns, plus 0.5 ns for each entry of w, where the store is the
 * floor. For long lists, new buffers cost as much as the arithmetic: pass `into` to repeated calls.
 *
 * Source: arXiv 2406.06158, section 3 and appendix (δ of one sign, a > 0); this form: a Riccati equation for w/a and a
 * Bernoulli equation for a², solved together.
 *
 * @param problem a₀, w₀ and β* (lengths d), learning rates (1 if left out). Copied, not changed.
 * @returns δ, λ and the basin, and `at(times)` for a(t), length T, w(t) and β(t), shape [T, d], and the neuron at each.
 * @throws LazyrichError for lengths that differ or are 0, entries that are not finite, rates that are not positive, and a
 * start whose δ overflows; `at` throws it for times that are negative or not finite, and for buffers that are too short.
 *
 * @example
 * const exact = exactNeuron({ a0: 1, w0: [0.5, 0], target: [2, 0] })
 * const states = exact.at([0, 100])
 * states.at(1).beta // [2, 0]: the target
 */
export function exactNeuron(problem: WhitenedProblem): ExactNeuron {
  const rates = requireWhitened(problem)
  const flow = linearFlow(problem, rates)
  requireFinite('delta', flow.delta)
  const a0 = problem.a0
  const w0 = scaled(problem.w0, 0) // a copy: for short lists faster than that of Float64Array
  const d = w0.length
  const evaluate = blockForm(flow)
  const timeFactor = scaleByPower(1, flow.timeExponent / 2)

  return {
    delta: flow.delta,
    rate: flow.lambda,
    basin: basinOf(flow),
    at(times, into) {
      requireTimes(times)
      const all = times.length
      const a = bufferOf(into, 'a', all)
      const w = bufferOf(into, 'w', all * d)
      for (let from = 0; from < all; from += BLOCK) {
        const count = Math.min(BLOCK, all - from)
        let standing = flow.squared === 0
        for (let i = 0; i < count; i++) {
          const t = Math.min(times[from + i]! * timeFactor * timeFactor, LAST)
          scaledTimes[i] = t
          if (t === 0) standing = true
        }
        if (evaluate) evaluate(scaledTimes, count, parts)
        for (let i = 0; i < count; i++) {
          if (!evaluate || !(Math.abs(parts.a[i]!) < Infinity)) carefulForm(flow, scaledTimes[i]!, parts, i)
          a[from + i] = parts.a[i]!
        }
        writeRows(flow, parts, count, w, from * d)
        // At time 0, and at every time if the start is 0, the start as it was given.
        if (standing)
          for (let i = from; i < from + count; i++)
            if (times[i] === 0 || flow.squared === 0) {
              a[i] = a0
              w.set(w0, i * d)
            }
      }
      return new StatesOfNeuron(a, w, rates, !into)
    },
  }
}

/** The first places of a buffer, or a new one. */
function bufferOf(into: NeuronBuffers | undefined, part: 'a' | 'w', length: number): Float64Array<ArrayBuffer> {
  if (into === undefined) return new Float64Array(length)
  const buffer = into?.[part]
  requireBuffer(`into.${part}`, buffer, length)
  return buffer.length === length ? buffer : buffer.subarray(0, length)
}

const scaledTimes = /* @__PURE__ */ new Float64Array(BLOCK)
const parts: Parts = {
  a: /* @__PURE__ */ new Float64Array(BLOCK),
  along: /* @__PURE__ */ new Float64Array(BLOCK),
  aside: /* @__PURE__ */ new Float64Array(BLOCK),
}

/**
 * Later times (in the flow's units) count as this one: e^{−x} has long been 0, and splitting it in halves does not
 * overflow.
 */
const LAST = 2 ** 900

/**
 * Writes rows of w from `at` on, from the parts along β* and across it. Two multiplications, an addition and a store
 * per entry; four rows at once, so that each direction is read once for all four.
 */
function writeRows({ direction, across }: LinearFlow, parts: Parts, count: number, w: Float64Array, at: number): void {
  const { along, aside } = parts
  const d = direction.length
  let i = 0
  let row = at
  for (; i + 3 < count; i += 4, row += 4 * d) {
    const along0 = along[i]!
    const along1 = along[i + 1]!
    const along2 = along[i + 2]!
    const along3 = along[i + 3]!
    const aside0 = aside[i]!
    const aside1 = aside[i + 1]!
    const aside2 = aside[i + 2]!
    const aside3 = aside[i + 3]!
    for (let j = 0; j < d; j++) {
      const x = direction[j]!
      const y = across[j]!
      const k = row + j
      w[k] = along0 * x + aside0 * y
      w[k + d] = along1 * x + aside1 * y
      w[k + 2 * d] = along2 * x + aside2 * y
      w[k + 3 * d] = along3 * x + aside3 * y
    }
  }
  for (; i < count; i++, row += d)
    for (let j = 0; j < d; j++) w[row + j] = along[i]! * direction[j]! + aside[i]! * across[j]!
}

/** How far rounding of the inputs may move δ and z₊, in units of their terms. */
const ROUNDING = 8 * Number.EPSILON

/** sign z₊ = sign((λ + δ/2) â₀ + bᵀŵ₀), which for δ > 0 is sign a₀. */
function basinOf({ q, up, upTerms, squared, ownDelta, hasTarget }: LinearFlow): ExactNeuron['basin'] {
  if (squared === 0) return 0
  const uncertain = ROUNDING * squared
  if (ownDelta > uncertain) return signOf(q)
  if (!hasTarget) return ownDelta < -uncertain || q === 0 || ownDelta === 0 ? 0 : undefined
  if (upTerms === 0) return 0
  return Math.abs(up) <= ROUNDING * upTerms ? undefined : signOf(up)
}

function signOf(x: number): 1 | -1 {
  return x > 0 ? 1 : -1
}
