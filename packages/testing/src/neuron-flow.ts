import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Rates } from '@lazyrich/core/single-neuron'

/** The file of the reference flows. */
export const NEURON_FLOW: string = fileURLToPath(new URL('../golden/single-neuron-flow.json', import.meta.url))

/** Gradient flow of one neuron as SciPy's DOP853 computes it. */
export interface NeuronFlowCase {
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly learningRate: Rates
  readonly delta: number
  readonly rank: number
  readonly a0: number
  readonly w0: readonly number[]
  readonly times: readonly number[]
  readonly a: readonly number[]
  readonly w: readonly (readonly number[])[]
  readonly kernelDistance: readonly number[]
  readonly limit: { readonly a: number; readonly w: readonly number[] }
}

/** The 16 reference flows. */
export function neuronFlowCases(): NeuronFlowCase[] {
  return (JSON.parse(readFileSync(NEURON_FLOW, 'utf8')) as { cases: NeuronFlowCase[] }).cases
}
