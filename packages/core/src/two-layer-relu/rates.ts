import { requirePositive } from '../errors.ts'
import type { LearningRate } from '../learning-rate.ts'

/**
 * Both layers' rates; a single number is the rate of both. Throws a LazyrichError unless they are finite and above 0.
 */
export function layerRates(learningRate: number | LearningRate): LearningRate {
  if (typeof learningRate === 'number') {
    requirePositive('learningRate', learningRate)
    return { a: learningRate, w: learningRate }
  }
  requirePositive('learningRate.a', learningRate.a)
  requirePositive('learningRate.w', learningRate.w)
  return learningRate
}
