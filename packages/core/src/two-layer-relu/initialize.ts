import { LazyrichError, requireFinite, requirePositive } from '../errors.ts'
import type { RandomStream } from '../random/stream.ts'
import type { ReluNetwork } from './network.ts'

/**
 * The relative scale α with δ = τ²(α² − α⁻²): α = exp(½ asinh(δ/(2τ²))), above 1 upstream, 1 balanced. (The form with
 * square roots loses digits at large |δ|/τ².)
 *
 * @throws LazyrichError unless τ > 0.
 */
export function relativeScale(tau: number, delta: number): number {
  requirePositive('tau', tau)
  requireFinite('delta', delta)
  return Math.exp(Math.asinh(delta / (2 * tau * tau)) / 2)
}

/** Unit directions and signs that starts of every τ and δ share. */
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
 * @param neurons m, an even number.
 */
export function mirroredStart(random: RandomStream, neurons: number, inputs: number): BaseStart {
  if (neurons % 2 !== 0) throw new LazyrichError(`neurons is ${neurons}: an even number is accepted`)
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

/** Directions uniform on the sphere, signs −1 or 1 with equal chance. */
export function randomStart(random: RandomStream, neurons: number, inputs: number): BaseStart {
  const directions = new Float64Array(neurons * inputs)
  const signs = new Float64Array(neurons)
  for (let k = 0; k < neurons; k++) {
    unitVector(random, directions.subarray(k * inputs, (k + 1) * inputs))
    signs[k] = random.sign()
  }
  return { directions, signs }
}

/** Fills `into` with a vector that is uniform on the unit sphere. */
export function unitVector(random: RandomStream, into: Float64Array): void {
  for (let j = 0; j < into.length; j++) into[j] = random.normal()
  const length = Math.hypot(...into)
  for (let j = 0; j < into.length; j++) into[j] = into[j]! / length
}

/**
 * The network with overall scale τ and unbalance δ on a base start: w_k = (τ/α) ŵ_k, a_k = τα s_k. |a_k|‖w_k‖ = τ²
 * whatever δ is, and δ_k = δ for every neuron. Source: arXiv 2406.06158, Fig. 1 and its appendix.
 *
 * @throws LazyrichError unless τ > 0.
 */
export function initializeRelu(base: BaseStart, tau: number, delta: number, leak = 0): ReluNetwork {
  const { directions, signs } = base
  const alpha = relativeScale(tau, delta)
  return {
    W: directions.map((entry) => (tau / alpha) * entry),
    a: signs.map((sign) => tau * alpha * sign),
    leak,
  }
}
