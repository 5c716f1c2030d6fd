import type { Rates } from '../learning-rate.ts'
import { type NumberParameter, number } from '../port/parameter.ts'

/** Learning rates of the two layers, by the names that the command line has for them. */
export interface RateParameters {
  readonly 'learningRate.a': NumberParameter
  readonly 'learningRate.w': NumberParameter
}

/** Their declaration; the meanings say whose rates they are. */
export function rateParameters(ofReadout: string, ofInputs: string): RateParameters {
  return {
    'learningRate.a': number(ofReadout, 1, { symbol: 'η_a', min: 1e-6, max: 1e6 }),
    'learningRate.w': number(ofInputs, 1, { symbol: 'η_w', min: 1e-6, max: 1e6 }),
  }
}

/** The rates as the mathematics takes them. */
export function ratesOf(parameters: { readonly 'learningRate.a': number; readonly 'learningRate.w': number }): Rates {
  return { a: parameters['learningRate.a'], w: parameters['learningRate.w'] }
}
