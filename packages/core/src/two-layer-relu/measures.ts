import { LazyrichError } from '../errors.ts'
import type { LearningRate } from '../single-neuron/neuron.ts'
import { type KernelFeatures, type KernelMeasures, kernelMeasuresByRows } from './kernel-measures.ts'
import { cloneNetwork, type Regression, type ReluWeights, reluSizes } from './network.ts'
import { hammingDistance, patternOf } from './pattern.ts'
import { layerRates } from './rates.ts'

/** How far a network has come from its start, and where its tangent kernel points. */
export interface ReluDistances extends KernelMeasures {
  /** S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖); NaN where a kernel is 0. */
  readonly kernelDistance: number
  /** Share of the (sample, neuron) pairs whose activity (wᵀx ≥ 0) differs from the start's, from 0 to 1. */
  readonly hammingDistance: number
  /** √(‖W − W₀‖² + ‖a − a₀‖²). */
  readonly parameterDistance: number
  /** ‖K_t‖, the Frobenius norm. */
  readonly kernelNorm: number
  /**
   * ⟨K_t, yyᵀ⟩/(‖K_t‖‖y‖²), from 0 to 1 up to rounding: it rises while the loss stands still where alignment is silent. NaN where
   * every target or the kernel is 0.
   */
  readonly kernelAlignment: number
}

/** Measures networks of one shape against one start. */
export interface ReluMeasures {
  /** @throws LazyrichError for another shape than the start's. */
  (network: ReluWeights): ReluDistances
  /**
   * The same a part at a time: yields the multiply-adds done since the last yield, about n(2m + d) or fewer. The
   * network must not change meanwhile.
   */
  inSteps(network: ReluWeights): Generator<number, ReluDistances, void>
}

/**
 * Measures a network against the start it has now, with the tangent kernel K = η_a S Sᵀ + η_w (D Dᵀ) ∘ (X Xᵀ),
 * S = σ(XWᵀ), D = σ'(XWᵀ) diag(a), σ'(0) = 1. n²(2m + d) multiply-adds a call and 4nm numbers of memory, no n × n
 * matrix.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (measures of Fig. 1), with learning rates.
 *
 * @param learningRate of both layers, or of each; 1 if left out.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * const network = cloneNetwork({ W: [1, 0], a: [1], leak: 0 })
 * const measure = reluMeasures(network, { X: [1, 0, 0, 1], y: [1, 0] })
 * network.a[0] = 2
 * measure(network).parameterDistance // 1
 */
export function reluMeasures(
  network: ReluWeights,
  data: Regression,
  learningRate: number | LearningRate = 1,
): ReluMeasures {
  const rate = layerRates(learningRate)
  const { samples, inputs, neurons } = reluSizes(network, data)
  const [X, y] = [Float64Array.from(data.X), Float64Array.from(data.y)]
  const [rootA, rootW] = [Math.sqrt(rate.a), Math.sqrt(rate.w)]
  const start = cloneNetwork(network)
  const before = features(start)
  const pattern = patternOf(start, X)

  function features({ W, a, leak }: ReluWeights): KernelFeatures {
    const S = new Float64Array(samples * neurons)
    const D = new Float64Array(samples * neurons)
    for (let i = 0; i < samples; i++)
      for (let k = 0; k < neurons; k++) {
        let z = 0
        for (let j = 0; j < inputs; j++) z += W[k * inputs + j]! * X[i * inputs + j]!
        const slope = z >= 0 ? 1 : leak
        S[i * neurons + k] = rootA * slope * z
        D[i * neurons + k] = rootW * slope * a[k]!
      }
    return { S, D }
  }

  function* inSteps(now: ReluWeights): Generator<number, ReluDistances, void> {
    if (now.W.length !== start.W.length || now.a.length !== neurons)
      throw new LazyrichError(
        `W has ${now.W.length} numbers, a has length ${now.a.length}: the start's ${start.W.length} and ${neurons} are accepted`,
      )
    const after = features(now)
    yield samples * neurons * inputs
    const flipped = hammingDistance(pattern, patternOf(now, X))
    yield samples * neurons * inputs
    let moved = 0
    for (let p = 0; p < now.W.length; p++) moved += (now.W[p]! - start.W[p]!) ** 2
    for (let k = 0; k < neurons; k++) moved += (now.a[k]! - start.a[k]!) ** 2
    const { kernelDistance, ...kernel } = yield* kernelMeasuresByRows(before, after, X, y)
    return { kernelDistance, hammingDistance: flipped, parameterDistance: Math.sqrt(moved), ...kernel }
  }

  function measure(now: ReluWeights): ReluDistances {
    const steps = inSteps(now)
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
    }
  }
  return Object.assign(measure, { inSteps })
}
