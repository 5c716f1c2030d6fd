import type { LinearProblem } from '../../src/two-layer-linear/index.ts'
import { golden } from './golden.ts'

/** A case of `wide-linear.json` and `wide-linear-long.json`. */
export interface LinearCase {
  hidden: number
  outputs: number
  inputs: number
  delta: number
  A0: number[][]
  W0: number[][]
  target: number[][]
  times: number[]
  beta: number[][][]
  A?: number[][][]
  W?: number[][][]
}

export function linearCases(name: string): LinearCase[] {
  return golden<{ cases: LinearCase[] }>(name).cases
}

export function problemOf({ hidden, A0, W0, target }: LinearCase): LinearProblem {
  return { hidden, A0: A0.flat(), W0: W0.flat(), target: target.flat() }
}
