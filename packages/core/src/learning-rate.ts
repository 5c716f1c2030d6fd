import { requirePositive } from './errors.ts'

/** Learning rates of the readout and of the input weights; both 1 if left out. */
export interface LearningRate {
  readonly a: number
  readonly w: number
}

/** Both layers learn equally fast. */
export const UNIT_RATE: LearningRate = { a: 1, w: 1 }

/** The same rates; throws unless both are positive. */
export function requireRates(learningRate: LearningRate): LearningRate {
  requirePositive('learningRate.a', learningRate.a)
  requirePositive('learningRate.w', learningRate.w)
  return learningRate
}
