import { randomStream, unitVectors } from '@lazyrich/core/random'
import { SAMPLES } from './networks.ts'

/** The inputs that `neuron-race` draws for a seed, x₀, y₀, x₁, y₁, …: frames do not carry them. */
export function inputsOf(seed: number): Float64Array {
  return unitVectors(randomStream(seed, 'data'), SAMPLES, 2)
}
