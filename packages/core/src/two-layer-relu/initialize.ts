import { requireFinite, requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, requireRates, UNIT_RATE } from '../learning-rate.ts'
import { unitVector } from '../random/direction.ts'
import type { RandomStream } from '../random/stream.ts'
import type { ReluNetwork } from './network.ts'

/**
 * The relative scale α with δ = τ²(α² − α⁻²): α = exp(½ asinh(δ/(2τ²))), above 1 upstream, 1 balanced. (The form with
 * square roots loses digits at large |δ|/τ².) Source: arXiv 2406.06158, Fig. 1 and its appendix.
 *
 * @throws LazyrichError unless τ > 0 and δ is finite.
 * @example
 * relativeScale(1, 1.5) // 1.414…: α² − α⁻² = 2 − ½
 */
export function relativeScale(tau: number, delta: number): number {
  requirePositive('tau', tau)
  requireFinite('delta', delta)
  return Math.exp(Math.asinh(delta / (2 * tau * tau)) / 2)
}

/** Unit directions and signs, shared by the starts of every τ and δ. */
export interface BaseStart {
  /** Unit vectors, shape [m, d], row-major. */
  readonly directions: Float64Array
  /** −1 or 1, length m. */
  readonly signs: Float64Array
}

/**
 * A random base start of mirrored pairs: neuron k + m/2 has the direction of neuron k and the opposite sign, so that
 * the network starts at f = 0 whatever τ and δ are.
 *
 * {@link initializeRelu} brings it to τ and δ.
 *
 * @param neurons m, an even number above 0.
 * @throws LazyrichError for any other number of neurons, and inputs that are not a whole number above 0.
 * @example
 * const { signs } = mirroredStart(randomStream(0, 'student'), 4, 2)
 * signs[0] + signs[2] // 0
 */
export function mirroredStart(random: RandomStream, neurons: number, inputs: number): BaseStart {
  if (!(neurons > 0 && neurons % 2 === 0))
    throw new LazyrichError(`neurons is ${neurons}: an even number above 0 is accepted`)
  const half = randomStart(random, neurons / 2, inputs)
  return {
    directions: twice(half.directions, half.directions),
    signs: twice(
      half.signs,
      half.signs.map((sign) => -sign),
    ),
  }
}

function twice(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(2 * first.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/**
 * A random base start: directions uniform on the sphere, signs −1 or 1 with equal probability.
 *
 * @example
 * const { directions } = randomStart(randomStream(0, 'teacher'), 3, 2)
 * directions.length // 6, three unit vectors
 *
 * @throws LazyrichError unless both are whole numbers above 0.
 */
export function randomStart(random: RandomStream, neurons: number, inputs: number): BaseStart {
  for (const [name, count] of Object.entries({ neurons, inputs }))
    if (!Number.isInteger(count) || count < 1)
      throw new LazyrichError(`${name} is ${count}: a whole number above 0 is accepted`)
  const directions = new Float64Array(neurons * inputs)
  const signs = new Float64Array(neurons)
  for (let k = 0; k < neurons; k++) {
    unitVector(random, directions.subarray(k * inputs, (k + 1) * inputs))
    signs[k] = random.sign()
  }
  return { directions, signs }
}

/**
 * The network with overall scale τ and unbalance δ from a base start: w_k = (τ/α) ŵ_k, a_k = τα s_k. |a_k|‖w_k‖ = τ²
 * whatever δ is, and δ_k = η_w a_k² − η_a‖w_k‖² = δ for every neuron: with rates, α is that of δ/√(η_aη_w), times
 * (η_a/η_w)^¼. Source: arXiv 2406.06158, Fig. 1 and its appendix.
 *
 * @throws LazyrichError unless τ > 0, δ is finite and the rates are positive.
 * @example
 * const network = initializeRelu(mirroredStart(randomStream(0, 'student'), 50, 2), 0.1, 1)
 * reluDeltas(network)[0] // 1
 */
export function initializeRelu(
  base: BaseStart,
  tau: number,
  delta: number,
  { leak = 0, learningRate = UNIT_RATE }: { readonly leak?: number; readonly learningRate?: LearningRate } = {},
): ReluNetwork {
  const { directions, signs } = base
  const rate = requireRates(learningRate)
  const alpha = relativeScale(tau, delta / Math.sqrt(rate.a * rate.w)) * (rate.a / rate.w) ** 0.25
  return {
    W: directions.map((entry) => (tau / alpha) * entry),
    a: signs.map((sign) => tau * alpha * sign),
    leak,
  }
}
