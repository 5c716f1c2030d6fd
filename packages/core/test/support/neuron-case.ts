import type { Rates } from '../../src/learning-rate.ts'

/** A case of single-neuron-exact.json and single-neuron-hard.json. */
export interface WhitenedCase {
  tag: string
  a0: number
  w0: number[]
  target: number[]
  learningRate: Rates
  times: number[]
  a: number[]
  w: number[][]
  tolerance?: number
}
