import { TfError } from '../../errors.ts'
import type { Schedule } from './schedule.ts'

export interface CosineOptions {
  /** Where the rate is 0, as a fraction of all steps; 1 if left out. */
  readonly zeroAt?: number
}

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
export function cosine(initial: number, steps: number, { zeroAt = 1 }: CosineOptions = {}): Schedule {
  if (!Number.isFinite(initial)) throw new TfError(`initial is ${initial}: a finite number is accepted`)
  for (const [name, value] of Object.entries({ steps, zeroAt }))
    if (!(Number.isFinite(value) && value > 0)) throw new TfError(`${name} is ${value}: a number above 0 is accepted`)
  return (step) => (initial * (1 + Math.cos((Math.PI * step) / (zeroAt * steps)))) / 2
}
