import { type Names, requireNumber, requireOptions } from '../../door.ts'
import type { Schedule } from './schedule.ts'

export interface CosineOptions {
  /** Where the rate is 0, as a fraction of all steps; 1 if left out. */
  readonly zeroAt?: number
}

const OPTIONS: Names<CosineOptions> = { zeroAt: true }

/**
 * From `initial` down along half a period of a cosine: η (1 + cos(π step/(zeroAt · steps)))/2. The cosine goes on after its
 * zero: with `zeroAt` below 1 the rate rises again to the end, as that of `hierarchy` does as published (0.8).
 *
 * Source: arXiv 1608.03983, equation 5, without restarts.
 *
 * @example
 * cosine(6.4, 250, { zeroAt: 0.8 })(100) // 3.2
 *
 * @param initial η at step 0.
 * @param steps how many there are.
 * @throws TfError unless all of them are finite, and `steps` and `zeroAt` above 0.
 */
export function cosine(initial: number, steps: number, options: CosineOptions = {}): Schedule {
  requireOptions('cosine', options, OPTIONS)
  const { zeroAt = 1 } = options
  requireNumber('initial', initial)
  requireNumber('steps', steps, { above: 0 })
  requireNumber('cosine.zeroAt', zeroAt, { above: 0 })
  return (step) => (initial * (1 + Math.cos((Math.PI * step) / (zeroAt * steps)))) / 2
}
