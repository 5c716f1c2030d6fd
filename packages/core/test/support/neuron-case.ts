import type { LearningRate } from '../../src/single-neuron/index.ts'

/** A case of single-neuron-exact.json and single-neuron-hard.json. */
export interface WhitenedCase {
  tag: string
  a0: number
  w0: number[]
  target: number[]
  learningRate: LearningRate
  times: number[]
  a: number[]
  w: number[][]
  tolerance?: number
}
