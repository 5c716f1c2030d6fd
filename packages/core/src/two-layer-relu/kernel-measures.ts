import { commonScale, distanceOf } from '../measures/kernel-distance.ts'

/** What the tangent kernel of a two-layer network on n samples is made of, shapes [n, m]. */
export interface KernelFeatures {
  /** S = √η_a σ(X Wᵀ). */
  readonly S: Float64Array
  /** D = √η_w σ'(X Wᵀ) diag(a). */
  readonly D: Float64Array
}

/** How a kernel compares with an earlier one and with the targets. */
export interface KernelMeasures {
  readonly kernelDistance: number
  readonly kernelNorm: number
  readonly kernelAlignment: number
}

/**
 * The kernel distance between two networks on the same inputs, K = S Sᵀ + (D Dᵀ) ∘ (X Xᵀ), from differences as
 * in {@link distanceOf}, and the later kernel's norm and alignment ⟨K, yyᵀ⟩/(‖K‖‖y‖²). No n × n matrix is kept: the
 * sums accumulate pair by pair, n²(2m + d) multiply-adds. Yields after every row, with the multiply-adds since the last
 * yield, so that a caller can turn to something else in between.
 */
export function* kernelMeasuresByRows(
  before: KernelFeatures,
  after: KernelFeatures,
  X: Float64Array,
  y: Float64Array,
): Generator<number, KernelMeasures, void> {
  const samples = y.length
  const m = before.S.length / samples
  const d = X.length / samples
  const c = commonScale(traceOf(after, X, samples, m, d) / traceOf(before, X, samples, m, d))
  let difference = 0
  let cross = 0
  let squaredBefore = 0
  let squaredAfter = 0
  let along = 0
  let targets = 0
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j <= i; j++) {
      const k0 = c * kernelEntry(before, X, m, d, i, j)
      const kt = kernelEntry(after, X, m, d, i, j)
      const twice = i === j ? 1 : 2
      difference += twice * (kt - k0) * (kt - k0)
      cross += twice * (kt - k0) * (kt + k0)
      squaredBefore += twice * k0 * k0
      squaredAfter += twice * kt * kt
      along += twice * kt * y[i]! * y[j]!
    }
    targets += y[i]! * y[i]!
    yield 2 * (i + 1) * (2 * m + d)
  }
  const kernelNorm = Math.sqrt(squaredAfter)
  return {
    kernelDistance: distanceOf({ difference, cross, squaredBefore, squaredAfter }),
    kernelNorm,
    kernelAlignment: along / (kernelNorm * targets),
  }
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
