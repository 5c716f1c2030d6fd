import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { clipped } from './clipped.ts'

interface Attributes {
  readonly clipValueMin: number
  readonly clipValueMax: number
}

/**
 * Entries beyond two bounds set to them, and NaN where x is NaN: the stock kernel makes it a bound, and takes whole
 * numbers for float32.
 */
export const clipByValue: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, Attributes>({
  name: 'ClipByValue',
  replaces: true,
  compute: (call) => clipped(call, call.attrs.clipValueMin, call.attrs.clipValueMax),
})
