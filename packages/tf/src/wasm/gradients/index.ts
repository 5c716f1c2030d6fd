import type { TrainingGradient } from '../gradient.ts'
import { einsumGradient } from './einsum.ts'
import { reluGradients } from './relu.ts'
import { sumGradients } from './sum.ts'

/** All of them. */
export const trainingGradients: readonly TrainingGradient[] = [...reluGradients, ...sumGradients, einsumGradient]
