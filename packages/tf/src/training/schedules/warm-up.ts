import { TfError } from '../../errors.ts'
import type { Schedule } from './schedule.ts'

export interface WarmUpOptions {
  /** The fraction of the rate at step 0, from 0 to 1. */
  readonly from: number
  /** After so many steps the rate is that of the schedule. */
  readonly steps: number
}

/**
 * The rates of another schedule times a factor that rises from `from` at step 0 to 1 at `steps`, in a straight line, and
 * stays there: PyTorch's LinearLR. The other schedule is told the same step, counted from the beginning.
 *
 * @example
 * warmUp({ from: 0.1, steps: 9 }, () => 1e-3)(0) // 1e-4, as `grokking` begins; from step 9 on 1e-3
 *
 * @throws TfError unless `from` is a fraction and `steps` a whole number of at least 1.
 */
export function warmUp({ from, steps }: WarmUpOptions, then: Schedule): Schedule {
  if (!(from >= 0 && from <= 1)) throw new TfError(`from is ${from}: a fraction from 0 to 1 is accepted`)
  if (!(Number.isInteger(steps) && steps >= 1))
    throw new TfError(`steps is ${steps}: a whole number of at least 1 is accepted`)
  return (step) => (step < steps ? from + ((1 - from) * step) / steps : 1) * then(step)
}
