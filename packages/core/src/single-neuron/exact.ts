import { LazyrichError, requireFinite } from '../errors.ts'
import { requireTimes } from '../integrate/integrate.ts'
import { BLOCK, blockForm, type Parts } from './block.ts'
import { carefulForm } from './careful.ts'
import { scaleByPower } from './double-double.ts'
import { type LinearFlow, linearFlow } from './linear-flow.ts'
import { requireWhitened, type WhitenedProblem } from './neuron.ts'

/** States of a neuron at several times. */
export interface NeuronStates {
  /** The readout at each time, length T. */
  readonly a: Float64Array
  /** The input weights, shape [T, d], row-major. */
  readonly w: Float64Array
}

/** The closed form of one problem, ready to be evaluated at any time. */
export interface ExactNeuron {
  /** δ = η_w a² − η_a‖w‖². */
  readonly delta: number
  /** λ = √(δ²/4 + η_aη_w‖β*‖²): the end is approached at 2λ along β*, the saddle is left at λ + δ/2. */
  readonly rate: number
  /**
   * The sign of a(∞): 1 or −1; 0 for flows that end at a saddle with a = 0; undefined where a rounding of the inputs
   * decides between them.
   */
  readonly basin: 1 | -1 | 0 | undefined
  /** a(t) and w(t) at every time (≥ 0, in any order), into the given buffers if there are any. */
  at(times: ArrayLike<number>, into?: NeuronStates): NeuronStates
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
 * which neither overflows nor cancels: the start is divided by its norm, small differences are taken from their
 * products, and where the largest growing term is not there (z₊ = 0, or too small for its square) the logarithm of the
 * largest present term is scaled out instead. Costs O(d) to prepare and O(d) a time.
 *
 * Source: arXiv 2406.06158, section 3 and appendix (δ of one sign, a > 0); this form: a Riccati equation for w/a and a
 * Bernoulli equation for a², solved together.
 *
 * @throws LazyrichError for lengths that differ, entries that are not finite, rates that are not positive, a start
 * whose squares overflow.
 */
export function exactNeuron(problem: WhitenedProblem): ExactNeuron {
  requireWhitened(problem)
  const flow = linearFlow(problem)
  requireFinite('delta = η_w a0² − η_a‖w0‖²', flow.delta)
  const a0 = problem.a0
  const w0 = Float64Array.from(problem.w0)
  const d = w0.length
  const evaluate = blockForm(flow)
  const timeFactor = scaleByPower(1, flow.timeExponent / 2)
  return {
    delta: flow.delta,
    rate: flow.lambda,
    basin: basinOf(flow),
    at(times, into = { a: new Float64Array(times.length), w: new Float64Array(times.length * d) }) {
      requireTimes(times)
      const { a, w } = into
      if (a.length < times.length || w.length < times.length * d)
        throw new LazyrichError(
          `into holds ${a.length} readouts and ${w.length} weights: at least ${times.length} and ${times.length * d} are accepted`,
        )
      for (let from = 0; from < times.length; from += BLOCK) {
        const count = Math.min(BLOCK, times.length - from)
        for (let i = 0; i < count; i++) scaledTimes[i] = Math.min(times[from + i]! * timeFactor * timeFactor, LAST)
        if (evaluate) evaluate(scaledTimes, count, parts)
        for (let i = 0; i < count; i++) {
          if (!evaluate || !(Math.abs(parts.a[i]!) < Infinity)) carefulForm(flow, scaledTimes[i]!, parts, i)
          a[from + i] = parts.a[i]!
        }
        writeRows(flow, parts, count, w, from * d)
        for (let i = 0; i < count; i++)
          if (times[from + i] === 0 || flow.squared === 0) {
            a[from + i] = a0
            w.set(w0, (from + i) * d)
          }
      }
      return into
    },
  }
}

const scaledTimes = /* @__PURE__ */ new Float64Array(BLOCK)
const parts: Parts = {
  a: /* @__PURE__ */ new Float64Array(BLOCK),
  along: /* @__PURE__ */ new Float64Array(BLOCK),
  aside: /* @__PURE__ */ new Float64Array(BLOCK),
}

/** Later times, in the flow's units, are taken for this one: e^{−x} is long 0, and halves of it do not overflow. */
const LAST = 2 ** 900

/**
 * Rows of w from `at` on: along β* and across it. Two multiplications, an addition and a store an entry; four rows at
 * once, so that the two directions are read once for four.
 */
function writeRows({ direction, across }: LinearFlow, parts: Parts, count: number, w: Float64Array, at: number): void {
  const { along, aside } = parts
  const d = direction.length
  let i = 0
  let row = at
  for (; i + 3 < count; i += 4, row += 4 * d) {
    const [along0, along1, along2, along3] = [along[i]!, along[i + 1]!, along[i + 2]!, along[i + 3]!]
    const [aside0, aside1, aside2, aside3] = [aside[i]!, aside[i + 1]!, aside[i + 2]!, aside[i + 3]!]
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

/** How far a rounding of the inputs may carry δ and z₊, in units of their terms. */
const ROUNDING = 8 * Number.EPSILON

/** sign z₊ = sign((λ + δ/2) â₀ + bᵀŵ₀), which for δ > 0 is sign a₀. */
function basinOf({ q, up, upTerms, squared, ownDelta, hasTarget }: LinearFlow): ExactNeuron['basin'] {
  if (squared === 0) return 0
  const uncertain = ROUNDING * squared
  if (ownDelta > uncertain) return q > 0 ? 1 : -1
  if (!hasTarget) return ownDelta < -uncertain || q === 0 || ownDelta === 0 ? 0 : undefined
  if (upTerms === 0) return 0
  if (Math.abs(up) <= ROUNDING * upTerms) return undefined
  return up > 0 ? 1 : -1
}
