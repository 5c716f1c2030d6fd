import type { TrainingKernel } from '../kernel.ts'
import { batchMatMul } from './batch-mat-mul.ts'
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts'
import { conv2dBackpropInput } from './conv2d-backprop-input.ts'
import { identity } from './identity.ts'

/** All of them, in the order in which they are registered. */
export const trainingKernels: readonly TrainingKernel[] = [
  batchMatMul,
  identity,
  conv2dBackpropFilter,
  conv2dBackpropInput,
]
