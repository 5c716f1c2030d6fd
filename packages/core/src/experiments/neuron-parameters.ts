import { LazyrichError } from '../errors.ts'
import type { LearningRate } from '../learning-rate.ts'
import {
  type ChoiceParameter,
  choice,
  type NumberParameter,
  number,
  type RecordParameter,
  record,
  type VectorParameter,
  vector,
} from '../port/parameter.ts'
import { frameTimes, parseRecord } from '../port/record.ts'
import { neuronFromBeta } from '../single-neuron/neuron.ts'

interface Rates {
  readonly 'learningRate.a': NumberParameter
  readonly 'learningRate.w': NumberParameter
}

/** The learning rates of one neuron. */
export const rates: Rates = {
  'learningRate.a': number('learning rate η_a of the readout a', 1, { min: 1e-6, max: 1e6 }),
  'learningRate.w': number('learning rate η_w of the input weights w', 1, { min: 1e-6, max: 1e6 }),
}

interface Beginning {
  readonly delta: NumberParameter
  readonly beta0: VectorParameter
  readonly sign: ChoiceParameter
}

/** The start as the paper gives it: by β and δ, which leave the sign of a open. */
export function beginning(beta0: readonly number[]): Beginning {
  return {
    delta: number('unbalance δ = η_w a² − η_a‖w‖² of the start; conserved by the flow', 0, { min: -1e4, max: 1e4 }),
    beta0: vector('where β = a w starts', beta0),
    sign: choice('sign of a at the start', ['positive', 'negative']),
  }
}

interface Training {
  readonly endTime: NumberParameter
  readonly record: RecordParameter
}

/** How long to integrate, and which frames to give. */
export function training(endTime: number, frames: string): Training {
  return {
    endTime: number('how long to train', endTime, { unit: 'flow time', min: 1e-9, max: 1e6, changeable: true }),
    record: record(frames),
  }
}

/** The learning rates that were given. */
export function ratesOf(parameters: { 'learningRate.a': number; 'learningRate.w': number }): LearningRate {
  return { a: parameters['learningRate.a'], w: parameters['learningRate.w'] }
}

type Begun = {
  readonly delta: number
  readonly beta0: readonly number[]
  readonly sign: string
  readonly 'learningRate.a': number
  readonly 'learningRate.w': number
}

/** a₀ and w₀ of the {@link beginning} that was given. */
export function startOf(parameters: Begun): ReturnType<typeof neuronFromBeta> {
  const { beta0, delta, sign } = parameters
  return neuronFromBeta(beta0, delta, ratesOf(parameters), sign === 'negative' ? -1 : 1)
}

/** Refuses a start without a direction. */
export function requireBeginning({ delta, beta0 }: Pick<Begun, 'delta' | 'beta0'>): void {
  if (delta < 0 && beta0.every((entry) => entry === 0))
    throw new LazyrichError(`beta0 is 0 with delta ${delta}: beta0 ≠ 0 or delta ≥ 0 is accepted, or w has no direction`)
}

/** Refuses more frames than can be laid out. */
export function requireTraining({ record: text, endTime }: { record: string; endTime: number }): void {
  frameTimes(parseRecord(text)!, endTime)
}

/** `δ = −4`, with a minus sign of full width. */
export function deltaLabel(delta: number): string {
  return `δ = ${String(delta).replace('-', '−')}`
}
