import type { TrainingKernel } from '../kernel.ts'
import { batchMatMul } from './batch-mat-mul.ts'
import { identity } from './identity.ts'

/** All of them, in the order in which they are registered. */
export const trainingKernels: readonly TrainingKernel[] = [batchMatMul, identity]
