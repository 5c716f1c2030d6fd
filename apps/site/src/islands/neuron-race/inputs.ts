import { randomStream } from '@lazyrich/core/random'
import { unitVector } from '@lazyrich/core/two-layer-relu'
import { SAMPLES } from './networks.ts'

/** The inputs that `neuron-race` draws for a seed, x₀, y₀, x₁, y₁, …: frames do not carry them. */
export function inputsOf(seed: number): Float64Array {
  const random = randomStream(seed, 'data')
  const inputs = new Float64Array(2 * SAMPLES)
  for (let i = 0; i < SAMPLES; i++) unitVector(random, inputs.subarray(2 * i, 2 * i + 2))
  return inputs
}
