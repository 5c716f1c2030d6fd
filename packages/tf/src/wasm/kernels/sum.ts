import type { TrainingKernel } from '../kernel.ts'
import { reduction } from './reduction.ts'

/** Sums over any axes where they lie, the gradient of every bias among them. 4 bytes read an entry. */
export const sum: TrainingKernel = reduction('Sum')
