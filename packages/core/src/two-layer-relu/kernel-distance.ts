import { commonScale, distanceOf } from '../measures/kernel-distance.ts'

/** What the tangent kernel of a two-layer network on n samples is made of, shapes [n, m]. */
export interface KernelFeatures {
  /** S = σ(X Wᵀ). */
  readonly S: Float64Array
  /** D = σ'(X Wᵀ) diag(a). */
  readonly D: Float64Array
}

/**
 * The kernel distance between two networks on the same inputs, K = S Sᵀ + (D Dᵀ) ∘ (X Xᵀ), from differences as
 * in {@link distanceOf}. No n × n matrix is kept: the norms accumulate pair by pair, n²(2m + d) multiply-adds. Yields after every row, with
 * the multiply-adds since the last yield, so that a caller can turn to something else in between.
 *
 * @returns S; NaN where a kernel is 0 or not finite.
 */
export function* kernelDistanceByRows(
  before: KernelFeatures,
  after: KernelFeatures,
  X: Float64Array,
  samples: number,
): Generator<number, number, void> {
  const m = before.S.length / samples
  const d = X.length / samples
  const c = commonScale(traceOf(after, X, samples, m, d) / traceOf(before, X, samples, m, d))
  let difference = 0
  let cross = 0
  let squaredBefore = 0
  let squaredAfter = 0
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j <= i; j++) {
      const k0 = c * kernelEntry(before, X, m, d, i, j)
      const kt = kernelEntry(after, X, m, d, i, j)
      const twice = i === j ? 1 : 2
      difference += twice * (kt - k0) * (kt - k0)
      cross += twice * (kt - k0) * (kt + k0)
      squaredBefore += twice * k0 * k0
      squaredAfter += twice * kt * kt
    }
    yield 2 * (i + 1) * (2 * m + d)
  }
  return distanceOf({ difference, cross, squaredBefore, squaredAfter })
}

function traceOf(features: KernelFeatures, X: Float64Array, n: number, m: number, d: number): number {
  let trace = 0
  for (let i = 0; i < n; i++) trace += kernelEntry(features, X, m, d, i, i)
  return trace
}

/** K_ij = Σ_k S_ik S_jk + (Σ_k D_ik D_jk)(x_i·x_j). */
function kernelEntry({ S, D }: KernelFeatures, X: Float64Array, m: number, d: number, i: number, j: number): number {
  let features = 0
  let slopes = 0
  let inputs = 0
  for (let k = 0; k < m; k++) {
    features += S[i * m + k]! * S[j * m + k]!
    slopes += D[i * m + k]! * D[j * m + k]!
  }
  for (let k = 0; k < d; k++) inputs += X[i * d + k]! * X[j * d + k]!
  return features + slopes * inputs
}
