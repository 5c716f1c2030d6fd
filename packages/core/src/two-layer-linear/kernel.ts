import { LazyrichError, requireFiniteList, requirePositive } from '../errors.ts'
import { type LearningRate, UNIT_RATE } from '../learning-rate.ts'
import { distanceOf } from '../measures/kernel-distance.ts'
import { powerOfTwo, scaledBy } from '../power-of-two.ts'
import { largestEntry } from '../vector.ts'

/** The Gram matrices of a two-layer linear network, as {@link ExactLinear.at} gives them for one time. */
export interface LinearGrams {
  /** AᵀA, shape [c, c]. */
  readonly readoutGram: ArrayLike<number>
  /** WᵀW, shape [d, d]. */
  readonly inputGram: ArrayLike<number>
}

/** The tangent kernel compared with its start. */
export interface LinearKernelMeasures {
  /** S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖); NaN where a kernel is 0. */
  readonly kernelDistance: number
  /** ‖K_t‖_F. */
  readonly kernelNorm: number
  /**
   * ⟨K_t, yyᵀ⟩/(‖K_t‖_F‖y‖²), y all outputs in one list, from 0 to 1; NaN without a target, or where K_t or β* is 0.
   */
  readonly kernelAlignment: number
}

/**
 * The tangent kernel of f(x) = AᵀWx with whitened input, measured against its start: K = η_W AᵀA ⊗ XXᵀ + η_A I_c ⊗
 * XWᵀWXᵀ, so that with XᵀX = I every inner product of two kernels is one of Gram matrices,
 *
 *     ⟨K, K'⟩ = d ⟨M, M'⟩ + tr M tr N' + tr M' tr N + c ⟨N, N'⟩,   M = η_W AᵀA,   N = η_A WᵀW
 *
 * and the distance keeps its digits in lazy runs, since it is computed from differences. With Y = Xβ* the alignment is
 *
 *     ⟨K, yyᵀ⟩ = ⟨M, β*ᵀβ*⟩ + ⟨N, β*β*ᵀ⟩,   ‖y‖² = ‖β*‖²
 *
 * O(c² + d²) per call.
 *
 * Source: arXiv 2406.06158, section 4 (kernel of a two-layer linear network).
 *
 * @example
 * const measure = linearKernelMeasures({ readoutGram: [1], inputGram: [0] }, { a: 1, w: 1 }, [3])
 * measure({ readoutGram: [1], inputGram: [1] }) // kernelDistance: 0, kernelNorm: 2, kernelAlignment: 1
 *
 * @param learningRate of A and W; both 1 if left out.
 * @param target β*, shape [d, c], row-major; without it there is no alignment.
 * @throws LazyrichError for Gram matrices that are not square or differ in size from the start's, a target of the wrong
 * size, entries that are not finite and rates that are not positive.
 */
export function linearKernelMeasures(
  start: LinearGrams,
  learningRate: LearningRate = UNIT_RATE,
  target?: ArrayLike<number>,
): (now: LinearGrams) => LinearKernelMeasures {
  const c = Math.sqrt(start.readoutGram.length)
  const d = Math.sqrt(start.inputGram.length)
  if (!(c > 0 && d > 0 && Number.isInteger(c) && Number.isInteger(d)))
    throw new LazyrichError(
      `readoutGram has length ${start.readoutGram.length}, inputGram has length ${start.inputGram.length}: square matrices are accepted`,
    )
  if (target && target.length !== c * d)
    throw new LazyrichError(`target has length ${target.length}: ${d} × ${c}, row by row, are accepted`)
  const targets = target ? targetGrams(scaledBy(powerOfTwo(largestEntry(target)), target), d, c) : undefined
  requireFiniteList('readoutGram', start.readoutGram)
  requireFiniteList('inputGram', start.inputGram)
  requirePositive('learningRate.a', learningRate.a)
  requirePositive('learningRate.w', learningRate.w)
  const scale0 = scaleOf(start)
  const M0 = Float64Array.from(start.readoutGram, (entry) => learningRate.w * (entry / scale0))
  const N0 = Float64Array.from(start.inputGram, (entry) => learningRate.a * (entry / scale0))

  /** A power of two near the size of a kernel; none of the measures but the norm depends on it. */
  function scaleOf({ readoutGram, inputGram }: LinearGrams, usual = 1): number {
    const { a, w } = learningRate
    return powerOfTwo(Math.max(w * largestEntry(readoutGram), a * largestEntry(inputGram)), usual)
  }

  /** ⟨K, K'⟩ of two kernels from their M and N. */
  function product(M: Float64Array, N: Float64Array, P: Float64Array, R: Float64Array): number {
    return d * inner(M, P) + trace(M, c) * trace(R, d) + trace(P, c) * trace(N, d) + c * inner(N, R)
  }

  return (now) => {
    if (now.readoutGram.length !== c * c || now.inputGram.length !== d * d)
      throw new LazyrichError(
        `readoutGram has length ${now.readoutGram.length}, inputGram has length ${now.inputGram.length}: ${c * c} and ${d * d}, as at the start, are accepted`,
      )
    const scaleNow = scaleOf(now, scale0)
    const M = Float64Array.from(now.readoutGram, (entry) => learningRate.w * (entry / scaleNow))
    const N = Float64Array.from(now.inputGram, (entry) => learningRate.a * (entry / scaleNow))
    const squaredAfter = product(M, N, M, N)
    const squared0 = product(M0, N0, M0, N0)
    // Kernels of similar size are subtracted as they are; others are first brought to one size, which leaves S as it
    // is.
    const ratio = Math.sqrt(squaredAfter / squared0)
    const scale = ratio > 2 || ratio < 0.5 ? ratio : 1
    const dM = M.map((entry, p) => entry - scale * M0[p]!)
    const dN = N.map((entry, p) => entry - scale * N0[p]!)
    const sM = M.map((entry, p) => entry + scale * M0[p]!)
    const sN = N.map((entry, p) => entry + scale * N0[p]!)
    return {
      kernelDistance: distanceOf({
        difference: product(dM, dN, dM, dN),
        cross: product(dM, dN, sM, sN),
        squaredBefore: scale * scale * squared0,
        squaredAfter,
      }),
      kernelNorm: scaleNow * Math.sqrt(squaredAfter),
      kernelAlignment: targets
        ? (inner(M, targets.outer) + inner(N, targets.inner)) / (Math.sqrt(squaredAfter) * trace(targets.outer, c))
        : Number.NaN,
    }
  }
}

/** β*ᵀβ*, shape [c, c], and β*β*ᵀ, shape [d, d]. */
function targetGrams(target: ArrayLike<number>, d: number, c: number): { outer: Float64Array; inner: Float64Array } {
  const outer = new Float64Array(c * c)
  const inner = new Float64Array(d * d)
  for (let i = 0; i < d; i++)
    for (let j = 0; j < c; j++) {
      for (let k = 0; k < c; k++) outer[j * c + k] = outer[j * c + k]! + target[i * c + j]! * target[i * c + k]!
      for (let l = 0; l < d; l++) inner[i * d + l] = inner[i * d + l]! + target[i * c + j]! * target[l * c + j]!
    }
  return { outer, inner }
}

function inner(P: Float64Array, R: Float64Array): number {
  let sum = 0
  for (let p = 0; p < P.length; p++) sum += P[p]! * R[p]!
  return sum
}

function trace(P: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += P[i * n + i]!
  return sum
}
