import { refuse } from '../door/refuse.ts'
import { LazyrichError } from '../errors.ts'
import { requireSameRates } from '../learning-rate.ts'
import type { KernelMeasures } from '../measures/kernel-measures.ts'
import { powerOfTwo, scaledBy } from '../power-of-two.ts'
import { largestEntry } from '../vector.ts'
import { kernelMeasuresByRows, sumOf } from './kernel-measures.ts'
import { kernelRows, triangle } from './kernel-rows.ts'
import {
  cloneNetwork,
  type Regression,
  type ReluWeights,
  ratesIn,
  requireNetwork,
  requireRegression,
} from './network.ts'
import { flippedShare } from './slope-products.ts'

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
   * ⟨K_t, yyᵀ⟩/(‖K_t‖‖y‖²), from 0 to 1 up to rounding: in silent alignment it rises while the loss stands still. NaN
   * where every target or the kernel is 0.
   */
  readonly kernelAlignment: number
}

/** Compares networks of one shape with one start. */
export interface ReluMeasures {
  /**
   * @throws LazyrichError for a shape or learning rates other than the start's (left out, they are the start's), or
   * entries that are not finite.
   */
  (network: ReluWeights): ReluDistances
  /**
   * The same in parts: yields the multiply-adds done since the last yield, about 6n(2m + d) or fewer. The network must
   * not change meanwhile.
   *
   * @throws LazyrichError as above.
   */
  inSteps(network: ReluWeights): Generator<number, ReluDistances, void>
}

/**
 * Takes the network's current weights as the start and returns a function that compares later weights with it, by the
 * tangent kernel K = η_a S Sᵀ + η_w (D Dᵀ) ∘ (X Xᵀ), S = σ(XWᵀ), D = σ'(XWᵀ) diag(a), σ'(0) = 1. nmd + n²m/2
 * multiply-adds and n²m/16 look-ups per call (the first one twice that and n²d/2 more). Up to n = 1413, K₀ and X Xᵀ are
 * kept, n² numbers of memory; above, they are computed at every call and memory is 4nm numbers. The rates are those of
 * the network at the start.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (measures of Fig. 1), with learning rates.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * const network = cloneNetwork({ W: [1, 0], a: [1], leak: 0 })
 * const measure = reluMeasures(network, { X: [1, 0, 0, 1], y: [1, 0] })
 * network.a[0] = 2
 * measure(network).parameterDistance // 1
 */
export function reluMeasures(network: ReluWeights, data: Regression): ReluMeasures {
  const measures = measuresInSteps(network, data)
  const { W, a, leak } = network
  const [weights, neurons] = [W.length, a.length]
  const rates = ratesIn(network)

  function requireSame(now: ReluWeights): void {
    requireNetwork(now)
    if (now.W.length !== weights || now.a.length !== neurons)
      throw new LazyrichError(
        `network.W has length ${now.W.length}, network.a has length ${now.a.length}: the start's ${weights} and ${neurons} are accepted`,
      )
    requireSameRates(now.learningRate, rates)
    if (now.leak !== leak) refuse('network.leak', now.leak, `the start's ${leak}`)
  }

  function inSteps(now: ReluWeights): Generator<number, ReluDistances, void> {
    requireSame(now)
    return measures(now)
  }

  return Object.assign((now: ReluWeights) => finished(inSteps(now)), { inSteps })
}

/** The same without the doors of its function: networks of the start's shape, whose weights may no longer be finite. */
export function measuresInSteps(network: ReluWeights, data: Regression): ReluMeasures['inSteps'] {
  const { samples, neurons, rates } = requireRegression(network, data)
  // The kernel is homogeneous in X and in the weights: powers of two keep its squares in range, and only its norm has
  // to know of them.
  const scaleX = powerOfTwo(largestEntry(data.X))
  const X = Float64Array.from(scaledBy(scaleX, data.X))
  const y = Float64Array.from(scaledBy(powerOfTwo(largestEntry(data.y)), data.y))
  const start = cloneNetwork(network)
  const kernel = kernelRows(X, samples, rates)
  const scale0 = scaleOf(start)
  const before = finished(kernel.features(scaled(start, scale0)))
  const earlier = {
    rows: triangle(samples, (from, to, into) => kernel.rows(before, from, to, into)),
    trace: sumOf(kernel.diagonal(before)),
  }

  function scaleOf({ W, a }: ReluWeights, usual = 1): number {
    return powerOfTwo(Math.max(Math.sqrt(rates.a) * largestEntry(W), Math.sqrt(rates.w) * largestEntry(a)), usual)
  }

  return function* inSteps(now) {
    const scale = scaleOf(now, scale0)
    const after = yield* kernel.features(scaled(now, scale))
    let moved = 0
    const size = Math.max(scale, scale0)
    for (let p = 0; p < now.W.length; p++) moved += ((now.W[p]! - start.W[p]!) / size) ** 2
    for (let k = 0; k < neurons; k++) moved += ((now.a[k]! - start.a[k]!) / size) ** 2
    const { kernelDistance, kernelNorm, kernelAlignment } = yield* kernelMeasuresByRows(earlier, after, kernel, y)
    const factor = scale * scaleX
    return {
      kernelDistance,
      hammingDistance: flippedShare(before.slopes, after.slopes, samples * neurons),
      parameterDistance: size * Math.sqrt(moved),
      kernelNorm: kernelNorm * factor * factor,
      kernelAlignment,
    }
  }
}

/** The weights divided by a power of two; f's activity stays. */
function scaled(network: ReluWeights, scale: number): ReluWeights {
  return scale === 1 ? network : { W: scaledBy(scale, network.W), a: scaledBy(scale, network.a), leak: network.leak }
}

function finished<T>(work: Generator<number, T, void>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
