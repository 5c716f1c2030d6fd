import { type Names, requireOptions } from '../door/fields.ts'
import { type LearningRate, type Rates, requireRates } from '../learning-rate.ts'

/** What functions of β and δ leave open. */
export interface RateOptions {
  /** η_a and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

const OPTIONS: Names<RateOptions> = { learningRate: true }

/** The rates; throws for another option, and unless they are positive. */
export function requireRateOptions(options: RateOptions): Rates {
  requireOptions('options', options, OPTIONS)
  return requireRates(options.learningRate)
}
