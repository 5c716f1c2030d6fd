import { LazyrichError } from '../errors.ts'
import { dot, norm } from '../vector.ts'
import { gramSquared, multiply, multiplyTransposed } from './gram.ts'
import { type LearningRate, UNIT_RATE } from './neuron.ts'

/** S(K₀, K_t) of one neuron against its start; see {@link neuronKernelDistance}. */
export type NeuronKernelDistance = (a: number, w: ArrayLike<number>) => number

/**
 * The kernel distance S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖) of f(x) = a wᵀx from its start, with the tangent kernel
 * K = X (η_w a² I + η_a w wᵀ) Xᵀ; for whitened input (X left out) XᵀX = I.
 *
 * Computed from the difference D = K_t − K₀, so that S of a lazy run keeps its digits where one minus a cosine would
 * have a floor of 4e-16:
 *
 *     S = (‖D‖² − (‖K_t‖ − ‖K₀‖)²)/(2‖K_t‖‖K₀‖),   ‖K_t‖ − ‖K₀‖ = ⟨D, K_t + K₀⟩/(‖K_t‖ + ‖K₀‖)
 *
 * with every inner product of two kernels written in G = XᵀX: D = p I + ½ q(e sᵀ + s eᵀ), e = w − w₀, s = w + w₀.
 * Costs O(d) a call for whitened input, O(nd) otherwise. NaN where K₀ or K_t is 0.
 *
 * Source: arXiv 2406.06158, section 3 (kernel distance of Fort et al. 2020).
 *
 * @param w0 length d.
 * @param X inputs, shape [n, d], row-major; left out for whitened input.
 * @throws LazyrichError if X does not hold rows of w0's length.
 * @example
 * const distance = neuronKernelDistance(1, [1, 0])
 * distance(1, [0, 1]) // 0.2
 */
export function neuronKernelDistance(
  a0: number,
  w0: ArrayLike<number>,
  learningRate: LearningRate = UNIT_RATE,
  X?: ArrayLike<number>,
): NeuronKernelDistance {
  const d = w0.length
  const n = X ? X.length / d : 0
  if (!Number.isInteger(n)) throw new LazyrichError(`X has ${X?.length} numbers: rows of length ${d} are accepted`)
  const trace = X ? gramSquared(X, n, d) : d
  const scale0 = scaleOf(a0, w0, learningRate)
  const start = Float64Array.from(w0, (entry) => entry / scale0)
  const sum = new Float64Array(d)
  const difference = new Float64Array(d)
  const images = [new Float64Array(X ? n : d), new Float64Array(X ? n : d)]
  const backs = [new Float64Array(d), new Float64Array(d)]

  /** ⟨u, v⟩ and the product Gu·Gv of two weight vectors, in the metric of G = XᵀX. */
  function products(x: Float64Array, y: Float64Array): { first: number; second: number } {
    if (!X) return { first: dot(x, y), second: dot(x, y) }
    const [imageX, imageY] = images as [Float64Array, Float64Array]
    multiply(X, x, imageX)
    multiply(X, y, imageY)
    const [backX, backY] = backs as [Float64Array, Float64Array]
    multiplyTransposed(X, imageX, backX)
    multiplyTransposed(X, imageY, backY)
    return { first: dot(imageX, imageY), second: dot(backX, backY) }
  }

  return (a, w) => {
    // K is homogeneous in (a, w), so that S knows no scale. States of about one size share theirs, to be subtracted
    // without rounding; others are brought to one size, since the differences lose ε ‖K_t‖/‖K₀‖.
    const scaleT = scaleOf(a, w, learningRate)
    if (scale0 === 0 || scaleT === 0) return Number.NaN
    const scale = scaleT > 2 * scale0 || scaleT < scale0 / 2 ? scaleT : scale0
    const a0s = a0 / scale0
    const at = a / scale
    for (let i = 0; i < d; i++) {
      const entry = w[i]! / scale
      sum[i] = entry + start[i]!
      difference[i] = entry - start[i]!
    }
    const p = learningRate.w * (at - a0s) * (at + a0s)
    const P = learningRate.w * (at * at + a0s * a0s)
    const q = learningRate.a
    const ee = products(difference, difference).first
    const ss = products(sum, sum)
    const es = products(difference, sum)
    const dd = products(difference, difference).second
    // wwᵀ + w₀w₀ᵀ = ½(ssᵀ + eeᵀ),   wwᵀ − w₀w₀ᵀ = ½(esᵀ + seᵀ)
    const D2 = p * p * trace + 2 * p * q * es.second + (q * q * (ee * ss.first + es.first * es.first)) / 2
    const S2 =
      P * P * trace + P * q * (ss.second + dd) + (q * q * (ss.first * ss.first + ee * ee + 2 * es.first * es.first)) / 4
    const cross =
      p * P * trace + (p * q * (ss.second + dd)) / 2 + P * q * es.second + (q * q * es.first * (ss.first + ee)) / 2
    // ‖K_t‖² = ¼(S2 + D2 + 2 cross), ‖K₀‖² = ¼(S2 + D2 − 2 cross)
    const normT = Math.sqrt(Math.max(0, S2 + D2 + 2 * cross)) / 2
    const norm0 = Math.sqrt(Math.max(0, S2 + D2 - 2 * cross)) / 2
    const gap = cross / (normT + norm0)
    return Math.max(0, (D2 - gap * gap) / (2 * normT * norm0))
  }
}

/** A power of two near the size of the state, so that fourth powers neither overflow nor underflow. */
export function scaleOf(a: number, w: ArrayLike<number>, { a: etaA, w: etaW }: LearningRate): number {
  const size = Math.hypot(Math.sqrt(etaW) * a, Math.sqrt(etaA) * norm(w))
  return size === 0 ? 0 : 2 ** Math.round(Math.log2(size))
}
