import { type Names, requireOptions, requireProblem } from '../door/fields.ts'
import { requireFiniteList, requireNumbers } from '../door/list.ts'
import { requireFinite, requirePositive, requireSign, requireWhole } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, requireRates } from '../learning-rate.ts'
import { unitVector } from '../random/direction.ts'
import type { RandomStream } from '../random/stream.ts'
import { requireStream } from '../random/stream.ts'
import { norm } from '../vector.ts'
import type { ReluNetwork } from './network.ts'

/**
 * The relative scale α with δ = τ²(α² − α⁻²): α = exp(½ asinh(δ/(2τ²))), above 1 upstream, 1 balanced. (The form with
 * square roots loses digits at large |δ|/τ².) Source: arXiv 2406.06158, Fig. 1 and its appendix.
 *
 * @throws LazyrichError unless τ > 0, δ is finite and |δ|/τ² does not overflow.
 * @example
 * relativeScale(1, 1.5) // 1.414…: α² − α⁻² = 2 − ½
 */
export function relativeScale(tau: number, delta: number): number {
  requirePositive('tau', tau)
  requireFinite('delta', delta)
  const alpha = Math.exp(Math.asinh(delta / (2 * tau * tau)) / 2)
  if (!(alpha > 0 && alpha < Infinity))
    throw new LazyrichError(`tau is ${tau} with delta ${delta}: |δ|/τ² in the range of numbers is accepted`)
  return alpha
}

/** Unit directions and signs, shared by the starts of every τ and δ. */
export interface BaseStart {
  /** Unit vectors, shape [m, d], row-major. */
  readonly directions: Float64Array<ArrayBuffer>
  /** −1 or 1, length m. */
  readonly signs: Float64Array<ArrayBuffer>
}

const BASE: Names<BaseStart> = { directions: true, signs: true }
/** How far the length of a direction may be from 1: what single precision rounds away. */
const UNIT = 1e-6

/**
 * A random base start of mirrored pairs: neuron k + m/2 has the direction of neuron k and the opposite sign, so that
 * the network starts at f = 0 whatever τ and δ are.
 *
 * {@link initializeRelu} brings it to τ and δ.
 *
 * @param random {@link randomStream} makes one.
 * @param neurons m, an even number above 0.
 * @throws LazyrichError for any other number of neurons, inputs that are not a whole number above 0, no stream.
 * @example
 * const { signs } = mirroredStart(randomStream(0, 'student'), 4, 2)
 * signs.reduce((sum, sign) => sum + sign) // 0
 */
export function mirroredStart(random: RandomStream, neurons: number, inputs: number): BaseStart {
  if (!(Number.isSafeInteger(neurons) && neurons > 0 && neurons % 2 === 0))
    refuse('neurons', neurons, 'an even number above 0')
  const half = randomStart(random, neurons / 2, inputs)
  return {
    directions: twice(half.directions, half.directions),
    signs: twice(
      half.signs,
      half.signs.map((sign) => -sign),
    ),
  }
}

function twice(first: Float64Array, second: Float64Array): Float64Array<ArrayBuffer> {
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
 * @param random {@link randomStream} makes one.
 * @throws LazyrichError unless both are whole numbers above 0, and for no stream.
 */
export function randomStart(random: RandomStream, neurons: number, inputs: number): BaseStart {
  requireStream(random)
  requireWhole('neurons', neurons)
  requireWhole('inputs', inputs)
  const directions = new Float64Array(neurons * inputs)
  const signs = new Float64Array(neurons)
  for (let k = 0; k < neurons; k++) {
    unitVector(random, directions.subarray(k * inputs, (k + 1) * inputs))
    signs[k] = random.sign()
  }
  return { directions, signs }
}

/** What {@link initializeRelu} brings a base start to. */
export interface ReluScales {
  /** The overall scale τ, above 0. */
  readonly tau: number
  /** δ of every neuron. */
  readonly delta: number
  /** Slope of σ for negative input; 0, which is ReLU, if left out. */
  readonly leak?: number | undefined
  /** Learning rates of both layers, or of each, which the network then has; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

const SCALES: Names<ReluScales> = { tau: true, delta: true, leak: true, learningRate: true }

/**
 * The network with overall scale τ and unbalance δ from a base start: w_k = (τ/α) ŵ_k, a_k = τα s_k. |a_k|‖w_k‖ = τ²
 * whatever δ is, and δ_k = η_w a_k² − η_a‖w_k‖² = δ for every neuron: with rates, α is that of δ/√(η_aη_w), times
 * (η_a/η_w)^¼. Source: arXiv 2406.06158, Fig. 1 and its appendix.
 *
 * @param base unit vectors and signs, as {@link mirroredStart} and {@link randomStart} draw them, or your own.
 * @throws LazyrichError unless τ > 0, δ and the leak are finite, the rates are positive, every direction has length 1
 * and every sign is 1 or −1; for unknown options.
 * @example
 * const network = initializeRelu(mirroredStart(randomStream(0, 'student'), 50, 2), { tau: 0.1, delta: 1 })
 * reluDeltas(network)[0] // 1
 */
export function initializeRelu(
  base: { readonly [name in keyof BaseStart]: ArrayLike<number> },
  scales: ReluScales,
): ReluNetwork<ArrayBuffer> {
  requireBase(base)
  requireOptions('scales', scales, SCALES)
  const { tau, delta, leak = 0, learningRate } = scales
  requireFinite('delta', delta)
  requireFinite('leak', leak)
  const rate = requireRates(learningRate)
  const alpha = relativeScale(tau, delta / Math.sqrt(rate.a) / Math.sqrt(rate.w)) * (rate.a / rate.w) ** 0.25
  return {
    W: Float64Array.from(base.directions, (entry) => (tau / alpha) * entry),
    a: Float64Array.from(base.signs, (sign) => tau * alpha * sign),
    leak,
    learningRate: rate,
  }
}

/** Throws unless there is a direction of length 1, and a sign, for each neuron: no other start has the δ asked for. */
function requireBase(base: { readonly [name in keyof BaseStart]: ArrayLike<number> }): void {
  requireProblem('base', base, BASE)
  const { directions, signs } = base
  requireNumbers('base.signs', signs)
  requireFiniteList('base.directions', directions)
  const inputs = directions.length / signs.length
  if (inputs === 0 || !Number.isInteger(inputs))
    throw new LazyrichError(
      `base.directions has length ${directions.length}: a multiple of ${signs.length} (a row for each of base.signs) is accepted`,
    )
  const direction = new Float64Array(inputs)
  for (let k = 0; k < signs.length; k++) {
    requireSign(`base.signs[${k}]`, signs[k]!)
    for (let j = 0; j < inputs; j++) direction[j] = directions[k * inputs + j]!
    const length = norm(direction)
    if (Math.abs(length - 1) > UNIT)
      throw new LazyrichError(`row ${k} of base.directions has length ${length}: unit vectors are accepted`)
  }
}
