export { type ExactLinear, exactLinear, type LinearStates } from './exact.ts'
export type { LinearProblem } from './problem.ts'
