import type { TrainingGradient } from '../gradient.ts'
import { reluGradients } from './relu.ts'
import { sumGradients } from './sum.ts'

/** All of them. */
export const trainingGradients: readonly TrainingGradient[] = [...reluGradients, ...sumGradients]
