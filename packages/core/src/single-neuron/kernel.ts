import { requireNoMore, requireProblem } from '../door/fields.ts'
import { requireLength, requireNumbers, rowsOf } from '../door/list.ts'
import { requireFinite } from '../door/number.ts'
import { type Rates, requireRates, requireSameRates } from '../learning-rate.ts'
import { reduceData } from '../linear-algebra/reduce-data.ts'
import { unitOf } from '../power-of-two.ts'
import { dot, norm } from '../vector.ts'
import { multiply } from './gram.ts'
import { type Neuron, type NeuronStart, PROBLEM, requireNeuron } from './neuron.ts'

/** S(K₀, K_t) of one neuron against its start; see {@link neuronKernelDistance}. */
export type NeuronKernelDistance = (neuron: Neuron) => number

/** A start, and the inputs on which its kernel is looked at: whitened ones (XᵀX = I) where X is left out. */
export interface NeuronKernelProblem extends NeuronStart {
  /** Shape [n, d], row-major. */
  readonly X?: ArrayLike<number> | undefined
}

/**
 * The kernel distance S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖) of f(x) = a wᵀx from its start, with the tangent kernel
 * K = X (η_w a² I + η_a w wᵀ) Xᵀ; for whitened input (X left out) XᵀX = I.
 *
 * Computed from the difference D = K_t − K₀, so that S of a lazy run keeps its digits, where one minus a cosine would
 * bottom out at 4e-16:
 *
 *     S = (‖D‖² − (‖K_t‖ − ‖K₀‖)²)/(2‖K_t‖‖K₀‖),   ‖K_t‖ − ‖K₀‖ = ⟨D, K_t + K₀⟩/(‖K_t‖ + ‖K₀‖)
 *
 * with D = p XXᵀ + ½ q X(e sᵀ + s eᵀ)Xᵀ, e = w − w₀, s = w + w₀. Where the norm has changed so much more than the
 * direction that ‖D‖² and the square beside it cancel, K₀ is first rescaled to the norm of K_t, which does not change
 * S. With X, D is summed entry by entry over min(n, d) rows that have the kernel of X up to a rotation: for nearly
 * parallel rows its two terms cancel, and inner products would lose the difference. Costs O(d) per call for whitened
 * input, O(min(n, d) d) otherwise, after O(nd min(n, d)) once. NaN where K₀ or K_t is 0.
 *
 * Source: arXiv 2406.06158, section 3 (kernel distance of Fort et al. 2020).
 *
 * @param problem any start; a problem's target or data may stand beside it.
 * @throws LazyrichError if X does not hold rows of w0's length, for numbers that are not finite, rates that are not
 * positive; the returned function throws it for numbers that are not finite, w of another length, and rates that are
 * not the start's.
 * @example
 * const distance = neuronKernelDistance({ a0: 1, w0: [1, 0] })
 * distance({ a: 1, w: [0, 1] }) // 0.2
 */
export function neuronKernelDistance(problem: NeuronKernelProblem): NeuronKernelDistance
export function neuronKernelDistance(problem: NeuronKernelProblem, surplus?: unknown): NeuronKernelDistance {
  requireNoMore(surplus, 'X stands in the problem')
  requireProblem('problem', problem, PROBLEM)
  const { a0, w0, X } = problem
  requireFinite('a0', a0)
  requireNumbers('w0', w0)
  const learningRate = requireRates(problem.learningRate)
  const compare = kernelComparison(a0, w0, learningRate, X)
  return (neuron) => {
    requireSameKind(neuron, w0.length, learningRate)
    return compare(neuron.a, neuron.w)
  }
}

/** Throws unless the neuron has so many inputs, and these rates or none of its own. */
export function requireSameKind(neuron: Neuron, inputs: number, rates: Rates): void {
  requireNeuron(neuron)
  if (neuron.w.length !== inputs) requireLength('w', neuron.w, inputs, "w0's length")
  requireSameRates(neuron.learningRate, rates)
}

/** The same without checks, by the state's two parts. */
export function kernelComparison(
  a0: number,
  w0: ArrayLike<number>,
  learningRate: Rates,
  X: ArrayLike<number> | undefined,
): (a: number, w: ArrayLike<number>) => number {
  const d = w0.length
  const { a: q, w: etaW } = learningRate
  const scale0 = scaleOf(a0, w0, learningRate)
  const a0s = a0 / scale0
  const start = Float64Array.from(w0, (entry) => entry / scale0)
  const sum = new Float64Array(d)
  const difference = new Float64Array(d)
  const sums = X === undefined ? whitenedSums : sumsOfRows(fewRows(X, d), d)

  /** Compares the state over `scale` with c times the start over its own scale. */
  function compare(a: number, w: ArrayLike<number>, scale: number, c: number): Comparison {
    const at = a / scale
    const before = c * a0s
    for (let i = 0; i < d; i++) {
      const entry = w[i]! / scale
      sum[i] = entry + c * start[i]!
      difference[i] = entry - c * start[i]!
    }
    const p = etaW * (at - before) * (at + before)
    const P = etaW * (at * at + before * before)
    const { D2, S2, cross } = sums(p, P, q, difference, sum)
    // ‖K_t‖² = ¼(S2 + D2 + 2 cross), ‖K₀‖² = ¼(S2 + D2 − 2 cross)
    const normT = Math.sqrt(Math.max(0, S2 + D2 + 2 * cross)) / 2
    const norm0 = Math.sqrt(Math.max(0, S2 + D2 - 2 * cross)) / 2
    const gap = cross / (normT + norm0)
    return { normT, norm0, gap, turned: Math.max(0, D2 - gap * gap) }
  }

  return (a, w) => {
    // K is homogeneous in (a, w), so S does not depend on scale. States of similar size share one scale and subtract
    // without rounding; others are brought to one size first, since their differences lose ε ‖K_t‖/‖K₀‖.
    const scaleT = scaleOf(a, w, learningRate)
    if (scale0 === 0 || scaleT === 0) return Number.NaN
    const scale = scaleT > 2 * scale0 || scaleT < scale0 / 2 ? scaleT : scale0
    const plain = compare(a, w, scale, 1)
    const { normT, norm0, gap, turned } = plain
    // ‖D‖² − gap² loses the share ε gap²/turned of itself; rescaling K₀ to the norm of K_t rounds D: ε‖K_t‖/√turned.
    const cancels = gap * gap > Math.sqrt(turned) * normT && norm0 > 0
    const best = cancels ? compare(a, w, scale, Math.sqrt(normT / norm0)) : plain
    return best.turned / (2 * best.normT * best.norm0)
  }
}

interface Comparison {
  readonly normT: number
  readonly norm0: number
  /** ‖K_t‖ − ‖K₀‖. */
  readonly gap: number
  /** ‖D‖² − gap², 0 where only the norm has changed. */
  readonly turned: number
}

/**
 * ‖D‖², ‖K_t + K₀‖² and ⟨D, K_t + K₀⟩ of D = p I + ½q(e sᵀ + s eᵀ), K_t + K₀ = P I + ½q(s sᵀ + e eᵀ), in some metric.
 */
type Sums = (
  p: number,
  P: number,
  q: number,
  e: Float64Array,
  s: Float64Array,
) => { readonly D2: number; readonly S2: number; readonly cross: number }

/** In the metric of XᵀX = I. */
const whitenedSums: Sums = (p, P, q, e, s) => {
  const [d, ee, ss, es] = [e.length, dot(e, e), dot(s, s), dot(e, s)]
  return {
    D2: p * p * d + 2 * p * q * es + (q * q * (ee * ss + es * es)) / 2,
    S2: P * P * d + P * q * (ss + ee) + (q * q * (ss * ss + ee * ee + 2 * es * es)) / 4,
    cross: p * P * d + (p * q * (ss + ee)) / 2 + P * q * es + (q * q * es * (ss + ee)) / 2,
  }
}

/** Entry by entry over r × r kernels, for rows R of shape [r, d]: r(d + r/2) multiply-adds per vector or sum. */
function sumsOfRows(R: Float64Array, d: number): Sums {
  const r = R.length / d
  const gram = new Float64Array(r * r)
  for (let i = 0; i < r; i++)
    for (let j = 0; j <= i; j++)
      for (let k = 0; k < d; k++) gram[i * r + j] = gram[i * r + j]! + R[i * d + k]! * R[j * d + k]!
  const Re = new Float64Array(r)
  const Rs = new Float64Array(r)
  return (p, P, q, e, s) => {
    multiply(R, e, Re)
    multiply(R, s, Rs)
    let [D2, S2, cross] = [0, 0, 0]
    for (let i = 0; i < r; i++)
      for (let j = 0; j <= i; j++) {
        const difference = p * gram[i * r + j]! + (q * (Re[i]! * Rs[j]! + Rs[i]! * Re[j]!)) / 2
        const both = P * gram[i * r + j]! + (q * (Rs[i]! * Rs[j]! + Re[i]! * Re[j]!)) / 2
        const twice = i === j ? 1 : 2
        D2 += twice * difference * difference
        S2 += twice * both * both
        cross += twice * difference * both
      }
    return { D2, S2, cross }
  }
}

/**
 * X, or for n > d the triangular factor of its QR decomposition, whose kernel R M Rᵀ is that of X up to a rotation and
 * zeros; divided by a power of two near its largest entry, so that fourth powers neither overflow nor underflow. S
 * stays the same.
 */
function fewRows(X: ArrayLike<number>, d: number): Float64Array {
  const n = rowsOf('X', X, d, "w0's length")
  const scale = unitOf(X)
  const scaled = Float64Array.from(X, (entry) => entry / scale)
  return n <= d ? scaled : reduceData(scaled, [], n, d, 0).R
}

/** A power of two near the size of the state, so that fourth powers neither overflow nor underflow. */
export function scaleOf(a: number, w: ArrayLike<number>, { a: etaA, w: etaW }: Rates): number {
  const size = Math.hypot(Math.sqrt(etaW) * a, Math.sqrt(etaA) * norm(w))
  return size === 0 ? 0 : 2 ** Math.min(1023, Math.round(Math.log2(size)))
}
