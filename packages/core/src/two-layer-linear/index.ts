export { linearConserved, linearDelta } from './conserved.ts'
export { type ExactLinear, exactLinear, type LinearStates } from './exact.ts'
export type { LinearDataProblem, LinearProblem, LinearShape, LinearStart } from './problem.ts'
