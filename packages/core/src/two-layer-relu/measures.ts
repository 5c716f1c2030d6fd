import { type KernelFeatures, kernelDistanceByRows } from './kernel-distance.ts'
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

/** Measures networks of one shape against one start. */
export interface ReluMeasures {
  (network: ReluNetwork): ReluDistances
  /**
   * The same a part at a time: yields the multiply-adds done since the last yield, about n(2m + d) or fewer. The
   * network must not change meanwhile.
   */
  inSteps(network: ReluNetwork): Generator<number, ReluDistances, void>
}

/**
 * Measures a network against the start it has now, with the tangent kernel K = S Sᵀ + (D Dᵀ) ∘ (X Xᵀ), S = σ(XWᵀ),
 * D = σ'(XWᵀ) diag(a), σ'(0) = 1. n²(2m + d) multiply-adds a call and 4nm numbers of memory, no n × n matrix.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (measures of Fig. 1).
 *
 * @throws LazyrichError for shapes that do not fit or entries that are not finite.
 */
export function reluMeasures(network: ReluNetwork, data: Regression): ReluMeasures {
  const { samples, inputs, neurons } = reluSizes(network, data)
  const start = cloneNetwork(network)
  const before = features(start)

  function features({ W, a, leak }: ReluNetwork): KernelFeatures & { active: Uint8Array } {
    const S = new Float64Array(samples * neurons)
    const D = new Float64Array(samples * neurons)
    const active = new Uint8Array(samples * neurons)
    for (let i = 0; i < samples; i++)
      for (let k = 0; k < neurons; k++) {
        let z = 0
        for (let j = 0; j < inputs; j++) z += W[k * inputs + j]! * data.X[i * inputs + j]!
        const slope = z >= 0 ? 1 : leak
        S[i * neurons + k] = slope * z
        D[i * neurons + k] = slope * a[k]!
        active[i * neurons + k] = z >= 0 ? 1 : 0
      }
    return { S, D, active }
  }

  function* inSteps(now: ReluNetwork): Generator<number, ReluDistances, void> {
    const after = features(now)
    yield samples * neurons * inputs
    let flipped = 0
    for (let p = 0; p < after.active.length; p++) flipped += before.active[p] === after.active[p] ? 0 : 1
    let moved = 0
    for (let p = 0; p < now.W.length; p++) moved += (now.W[p]! - start.W[p]!) ** 2
    for (let k = 0; k < neurons; k++) moved += (now.a[k]! - start.a[k]!) ** 2
    return {
      kernelDistance: yield* kernelDistanceByRows(before, after, data.X, samples),
      hammingDistance: flipped / after.active.length,
      parameterDistance: Math.sqrt(moved),
    }
  }

  function measure(now: ReluNetwork): ReluDistances {
    const steps = inSteps(now)
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
    }
  }
  return Object.assign(measure, { inSteps })
}
