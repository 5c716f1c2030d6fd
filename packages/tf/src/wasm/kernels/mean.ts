import type { TrainingKernel } from '../kernel.ts'
import { reduction } from './reduction.ts'

/** Means over any axes where they lie, as of a batch norm. 4 bytes read an entry. */
export const mean: TrainingKernel = reduction('Mean')
