import { cloneNetwork, type Regression, type ReluNetwork, reluSizes } from './network.ts'

/** How far a network has come from its start. */
export interface ReluDistances {
  /** S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖); NaN where a kernel is 0. */
  readonly kernelDistance: number
  /** Share of the (sample, neuron) pairs whose activity (wᵀx ≥ 0) differs from the start's, from 0 to 1. */
  readonly hammingDistance: number
  /** √(‖W − W₀‖² + ‖a − a₀‖²). */
  readonly parameterDistance: number
}

/**
 * Measures a network against the start it has now. The tangent kernel is K = S Sᵀ + (D Dᵀ) ∘ (X Xᵀ) with S = σ(XWᵀ) and
 * D = σ'(XWᵀ) diag(a), σ'(0) = 1; the kernel distance is computed from differences, so that lazy runs (S near 1e-5)
 * keep their digits:
 *
 *     S = (‖ΔK‖² − (‖K_t‖ − ‖K₀‖)²)/(2‖K_t‖‖K₀‖),   ‖K_t‖ − ‖K₀‖ = ⟨ΔK, K_t + K₀⟩/(‖K_t‖ + ‖K₀‖)
 *
 * No n × n matrix is kept: the norms accumulate pair by pair. n²(2m + d/2) multiply-adds a call, 4nm numbers of memory.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (measures of Fig. 1).
 *
 * @throws LazyrichError for shapes that do not fit or entries that are not finite.
 */
export function reluMeasures(network: ReluNetwork, data: Regression): (network: ReluNetwork) => ReluDistances {
  const { samples: n, inputs: d, neurons: m } = reluSizes(network, data)
  const { X } = data
  const start = cloneNetwork(network)
  const before = features(start)

  function features({ W, a, leak }: ReluNetwork): { S: Float64Array; D: Float64Array; active: Uint8Array } {
    const S = new Float64Array(n * m)
    const D = new Float64Array(n * m)
    const active = new Uint8Array(n * m)
    for (let i = 0; i < n; i++)
      for (let k = 0; k < m; k++) {
        let z = 0
        for (let j = 0; j < d; j++) z += W[k * d + j]! * X[i * d + j]!
        const slope = z >= 0 ? 1 : leak
        S[i * m + k] = slope * z
        D[i * m + k] = slope * a[k]!
        active[i * m + k] = z >= 0 ? 1 : 0
      }
    return { S, D, active }
  }

  function kernelDistance(after: { S: Float64Array; D: Float64Array }): number {
    let difference = 0
    let cross = 0
    let product = 0
    let squared0 = 0
    let squaredT = 0
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        const k0 = entry(before.S, before.D, i, j)
        const kt = entry(after.S, after.D, i, j)
        const twice = i === j ? 1 : 2
        difference += twice * (kt - k0) * (kt - k0)
        cross += twice * (kt - k0) * (kt + k0)
        product += twice * kt * k0
        squared0 += twice * k0 * k0
        squaredT += twice * kt * kt
      }
    const norm0 = Math.sqrt(squared0)
    const normT = Math.sqrt(squaredT)
    // The differences lose ε ‖K_t‖/‖K₀‖: where the kernel has grown or shrunk much, one minus the cosine is the better.
    if (!(normT < 4 * norm0 && norm0 < 4 * normT)) return Math.max(0, 1 - product / norm0 / normT)
    const gap = cross / (normT + norm0)
    return Math.max(0, (difference - gap * gap) / (2 * normT * norm0))
  }

  /** K_ij = Σ_k S_ik S_jk + (Σ_k D_ik D_jk)(x_i·x_j). */
  function entry(S: Float64Array, D: Float64Array, i: number, j: number): number {
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

  return (now) => {
    const after = features(now)
    let flipped = 0
    for (let p = 0; p < n * m; p++) flipped += before.active[p] === after.active[p] ? 0 : 1
    let moved = 0
    for (let p = 0; p < m * d; p++) moved += (now.W[p]! - start.W[p]!) ** 2
    for (let k = 0; k < m; k++) moved += (now.a[k]! - start.a[k]!) ** 2
    return {
      kernelDistance: kernelDistance(after),
      hammingDistance: flipped / (n * m),
      parameterDistance: Math.sqrt(moved),
    }
  }
}
