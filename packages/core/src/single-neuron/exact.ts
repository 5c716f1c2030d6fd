import { LazyrichError, requireFinite } from '../errors.ts'
import { requireTimes } from '../integrate/integrate.ts'
import { dot, norm } from '../vector.ts'
import { requireWhitened, UNIT_RATE, type WhitenedProblem } from './neuron.ts'

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

/** How far rounding may carry z₊, in units of its largest term. */
const ROUNDING = 8 * Number.EPSILON

/** (1 − e^{−x})/x for x ≥ 0, 1 at 0. */
function phi(x: number): number {
  return x === 0 ? 1 : -Math.expm1(-x) / x
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
  const { a0, w0, target, learningRate = UNIT_RATE } = problem
  const d = w0.length
  const rootA = Math.sqrt(learningRate.a)
  const rootW = Math.sqrt(learningRate.w)
  const rootAW = Math.sqrt(learningRate.a * learningRate.w)

  const q0 = rootW * a0
  const p0 = Float64Array.from(w0, (entry) => rootA * entry)
  const size = Math.hypot(q0, norm(p0))
  const delta = learningRate.w * a0 * a0 - learningRate.a * dot(w0, w0)
  requireFinite('delta = η_w a0² − η_a‖w0‖²', delta)
  const s = rootAW * norm(target)
  const length = norm(target)
  const u = Float64Array.from(target, (entry) => (length === 0 ? 0 : entry / length))

  // The eigenvalue, λ ± δ/2 and the eigenvector, the small ones from products: (λ + δ/2)(λ − δ/2) = s².
  const half = Math.abs(delta) / 2
  const lambda = Math.hypot(half, s)
  const large = lambda + half
  const small = large === 0 ? 0 : s * (s / large)
  const plus = delta >= 0 ? large : small
  const major = lambda === 0 ? 1 : Math.sqrt(large / (2 * lambda))
  const minor = lambda === 0 ? 0 : s / (2 * lambda * major)
  const [cos, sin] = delta >= 0 ? [major, minor] : [minor, major]

  // The start divided by its norm: q, p∥, p⊥ and their growing and shrinking parts.
  const unit = size === 0 ? 0 : 1 / size
  const scaled = (value: number): number => (size < 1e-290 && size > 0 ? value / size : value * unit)
  const qStart = scaled(q0)
  const pStart = scaled(dot(p0, u))
  const across = p0.map((entry, i) => scaled(entry) - pStart * u[i]!)
  const acrossSquared = dot(across, across)
  const up = cos * qStart + sin * pStart
  const down = cos * pStart - sin * qStart

  /** v(t) and √(1 + ∫‖v‖²), up to one common factor. */
  const v = { q: 0, along: 0, across: 0, root: 0 }

  function scaledByRate(t: number): void {
    const E = Math.exp(-2 * lambda * t)
    const rest = -Math.expm1(-2 * lambda * t)
    const decay = Math.exp(-plus * t)
    const one = Math.exp((-lambda * t) / 2) * unit * Math.exp((-lambda * t) / 2)
    const side = delta >= 0 ? E * t * phi(2 * half * t) : decay * decay * t * phi(2 * half * t)
    v.q = rest * cos * up + E * qStart
    v.along = rest * sin * up + E * pStart
    v.across = decay
    v.root = one * one + (up * up + E * down * down) * t * phi(2 * lambda * t) + acrossSquared * side
    v.root = Math.sqrt(v.root)
  }

  function scaledByLargest(t: number): void {
    const one = -Math.log(size)
    const grows = up === 0 ? -Infinity : lambda * t + Math.log(Math.abs(up))
    const side = acrossSquared === 0 ? -Infinity : Math.max(0, (-delta * t) / 2) + Math.log(acrossSquared) / 2
    const m = Math.max(one, grows, side, 0)
    const rest = -Math.expm1(-2 * lambda * t)
    const growing = Math.sign(up) * Math.exp(grows - m)
    const start = Math.exp(-lambda * t - m)
    const remains = Math.exp(Math.max(0, (-delta * t) / 2) - m)
    const floor = Math.exp(-m)
    v.q = rest * cos * growing + start * qStart
    v.along = rest * sin * growing + start * pStart
    v.across = Math.exp((-delta * t) / 2 - m)
    v.root = Math.sqrt(
      Math.exp(2 * (one - m)) +
        (growing * growing + (down * floor) ** 2) * t * phi(2 * lambda * t) +
        acrossSquared * remains * remains * t * phi(2 * half * t),
    )
  }

  function evaluate(t: number): void {
    scaledByRate(t)
    if (!(v.root > 1e-130 && v.root < 1e130)) scaledByLargest(t)
  }

  return {
    delta,
    rate: lambda,
    basin: basinOf(),
    at(times, into = { a: new Float64Array(times.length), w: new Float64Array(times.length * d) }) {
      requireTimes(times)
      const { a, w } = into
      if (a.length < times.length || w.length < times.length * d)
        throw new LazyrichError(
          `into holds ${a.length} readouts and ${w.length} weights: at least ${times.length} and ${times.length * d} are accepted`,
        )
      for (let i = 0; i < times.length; i++) {
        const t = times[i]!
        const row = i * d
        if (t === 0 || size === 0) {
          a[i] = a0
          for (let j = 0; j < d; j++) w[row + j] = w0[j]!
          continue
        }
        evaluate(t)
        a[i] = v.q / (v.root * rootW)
        const along = v.along / (v.root * rootA)
        const aside = v.across / (v.root * rootA)
        for (let j = 0; j < d; j++) w[row + j] = along * u[j]! + aside * across[j]!
      }
      return into
    },
  }

  /** sign z₊ = sign((λ + δ/2) â₀ + bᵀŵ₀), which for δ > 0 is sign a₀. */
  function basinOf(): 1 | -1 | 0 | undefined {
    if (size === 0) return 0
    const uncertain = ROUNDING * (q0 * q0 + dot(p0, p0))
    if (delta > uncertain) return a0 > 0 ? 1 : -1
    if (s === 0) return delta < -uncertain || a0 === 0 || delta === 0 ? 0 : undefined
    let terms = Math.abs(cos * qStart)
    for (let j = 0; j < d; j++) terms += Math.abs(sin * scaled(p0[j]!) * u[j]!)
    if (terms === 0) return 0
    if (Math.abs(up) <= ROUNDING * terms) return undefined
    return up > 0 ? 1 : -1
  }
}
