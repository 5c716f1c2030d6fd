import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { clipped } from './clipped.ts'

/** min(max(0, x), 6), and NaN where x is NaN: the stock kernel makes it 0. The stock ReLU keeps it, and stays. */
export const relu6: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, object>({
  name: 'Relu6',
  replaces: true,
  compute: (call) => clipped(call, 0, 6),
})
