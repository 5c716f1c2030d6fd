import type { TrainingGradient } from '../gradient.ts'

/** All of them. */
export const trainingGradients: readonly TrainingGradient[] = []
