import type { Rates } from '../learning-rate.ts'
import { distanceOf } from '../measures/kernel-distance.ts'
import type { KernelMeasures } from '../measures/kernel-measures.ts'

/** The Gram matrices of a two-layer linear network, in coordinates in which the inputs have r components. */
export interface LinearGrams {
  /** AᵀA, shape [c, c]. */
  readonly readoutGram: ArrayLike<number>
  /** WᵀW, shape [r, r]: d components where the input is whitened. */
  readonly inputGram: ArrayLike<number>
}

/** The data as the kernel sees them, in coordinates in which the inputs have r components. */
export interface KernelData {
  /** XXᵀ, shape [r, r]; I, which is whitened input, if left out. */
  readonly product?: Float64Array<ArrayBuffer> | undefined
  /** The targets, shape [r, c]. */
  readonly targets?: ArrayLike<number> | undefined
  /** Σ y² of what no linear map reaches. */
  readonly floor?: number | undefined
}

/**
 * The kernel at any later time against that of a start, from Gram matrices: K = η_W AᵀA ⊗ XXᵀ + η_A I_c ⊗ XWᵀWXᵀ, so that
 * with P = XXᵀ every inner product of two kernels is one of small matrices,
 *
 *     ⟨K, K'⟩ = ‖P‖² ⟨M, M'⟩ + tr M ⟨P, N'⟩ + tr M' ⟨P, N⟩ + c ⟨N, N'⟩,   M = η_W AᵀA,   N = η_A XWᵀWXᵀ
 *
 * and the distance keeps its digits in lazy runs, since it is computed from differences. The alignment is
 *
 *     ⟨K, yyᵀ⟩ = ⟨M, YᵀPY⟩ + ⟨N, YYᵀ⟩
 *
 * O(c² + r²) per call.
 */
export function gramMeasures(
  start: LinearGrams,
  learningRate: Rates,
  { product: P, targets: Y, floor = 0 }: KernelData,
): (now: LinearGrams) => KernelMeasures {
  const c = Math.round(Math.sqrt(start.readoutGram.length))
  const r = Math.round(Math.sqrt(start.inputGram.length))
  const targets = Y && targetGrams(Y, P, floor, r, c)
  const squared = P ? inner(P, P) : r
  const through = P ? (N: Float64Array) => inner(P, N) : (N: Float64Array) => trace(N, r)
  const M0 = Float64Array.from(start.readoutGram, (entry) => learningRate.w * entry)
  const N0 = Float64Array.from(start.inputGram, (entry) => learningRate.a * entry)

  /** ⟨K, K'⟩ of two kernels from their M and N. */
  function product(M: Float64Array, N: Float64Array, M2: Float64Array, N2: Float64Array): number {
    return squared * inner(M, M2) + trace(M, c) * through(N2) + trace(M2, c) * through(N) + c * inner(N, N2)
  }

  return (now) => {
    const M = Float64Array.from(now.readoutGram, (entry) => learningRate.w * entry)
    const N = Float64Array.from(now.inputGram, (entry) => learningRate.a * entry)
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
      kernelNorm: Math.sqrt(squaredAfter),
      kernelAlignment: targets
        ? (inner(M, targets.outer) + inner(N, targets.inner)) / (Math.sqrt(squaredAfter) * targets.squared)
        : Number.NaN,
    }
  }
}

/** YᵀPY, shape [c, c], YYᵀ, shape [r, r], and ‖y‖². */
function targetGrams(
  Y: ArrayLike<number>,
  P: Float64Array | undefined,
  floor: number,
  r: number,
  c: number,
): { outer: Float64Array; inner: Float64Array; squared: number } {
  const outer = new Float64Array(c * c)
  const inner = new Float64Array(r * r)
  const seen = P ? times(P, Y, r, c) : Y
  for (let i = 0; i < r; i++)
    for (let j = 0; j < c; j++) {
      for (let k = 0; k < c; k++) outer[j * c + k] = outer[j * c + k]! + Y[i * c + j]! * seen[i * c + k]!
      for (let l = 0; l < r; l++) inner[i * r + l] = inner[i * r + l]! + Y[i * c + j]! * Y[l * c + j]!
    }
  return { outer, inner, squared: (P ? trace(inner, r) : trace(outer, c)) + floor }
}

/** P Y, for P of shape [r, r] and Y of shape [r, c]. */
function times(P: Float64Array, Y: ArrayLike<number>, r: number, c: number): Float64Array<ArrayBuffer> {
  const into = new Float64Array(r * c)
  for (let i = 0; i < r; i++)
    for (let k = 0; k < r; k++)
      for (let j = 0; j < c; j++) into[i * c + j] = into[i * c + j]! + P[i * r + k]! * Y[k * c + j]!
  return into
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
