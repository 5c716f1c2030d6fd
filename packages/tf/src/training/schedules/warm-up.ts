import { type Names, requireFields, requireFunction, requireNumber, requireOptions } from '../../door.ts'
import type { Schedule } from './schedule.ts'

export interface WarmUpOptions {
  /** The fraction of the rate at step 0, from 0 to 1. */
  readonly from: number
  /** After so many steps the rate is that of the schedule. */
  readonly steps: number
}

const OPTIONS: Names<WarmUpOptions> = { from: true, steps: true }

/**
 * The rates of another schedule times a factor that rises from `from` at step 0 to 1 at `steps`, in a straight line, and
 * stays there: PyTorch's LinearLR. The other schedule is told the same step, counted from the beginning.
 *
 * @example
 * warmUp({ from: 0.1, steps: 9 }, () => 1e-3)(0) // 1e-4, as `grokking` begins; from step 9 on 1e-3
 *
 * @throws TfError unless `from` is a fraction, `steps` a whole number of at least 1, and `then` a schedule.
 */
export function warmUp(options: WarmUpOptions, then: Schedule): Schedule {
  requireOptions('warmUp', options, OPTIONS)
  requireFields('warmUp', options, OPTIONS)
  const { from, steps } = options
  requireNumber('warmUp.from', from, { from: 0, to: 1 })
  requireNumber('warmUp.steps', steps, { whole: true, from: 1 })
  requireFunction('then', then, 'a schedule, such as cosine() gives,')
  return (step) => (step < steps ? from + ((1 - from) * step) / steps : 1) * then(step)
}
