import { LazyrichError } from '@lazyrich/core'
import type { Family, Watch } from '../family.ts'
import { readProblem } from '../read-problem.ts'
import { checkpoints, type ReluSolution } from './checkpoint.ts'
import { descend } from './descend.ts'
import { follow } from './follow.ts'
import { networkAndData, reluShape, stepsOf } from './problem.ts'

const help = `
two-layer-relu: f(x) = Σ a_k σ(w_kᵀx) on the mean squared error (without ½), σ'(0) = 1
  in   X, y, W0, a0, leak (slope of σ below 0; 0 if left out), and
       learningRate (a number) and steps (a list; if left out, the step of each of the
       problem's checkpoints): descent; or "method": "flow" and times, in the time of
       gradient flow of unit rate (a step of descent is learningRate of it): integration.
       With a learningRate instead of times, the flow at the times of those steps
       rtol (of the flow)
  out  checkpoints: step or time, loss, kernelDistance, hammingDistance,
       parameterDistance, W, a; where training ends early, those reached and an error
  echo '{"X": [[1]], "y": [2], "W0": [[1]], "a0": [1], "learningRate": 0.1, "steps": [10]}' | lazyrich solve two-layer-relu
`

/**
 * Trains one network by descent or flow.
 *
 * @throws LazyrichError that names the field, what came and what is accepted.
 */
function solve(problem: unknown, watch: Watch): ReluSolution {
  const fields = readProblem(reluShape, problem)
  const { network, data } = networkAndData(fields)
  const show = checkpoints(network, data)
  if (fields.method === 'flow') return follow(network, data, fields, show)
  if (fields.learningRate === undefined) throw new LazyrichError('learningRate is missing: a number > 0 is accepted')
  return descend(network, data, stepsOf(fields), fields.learningRate, show, watch)
}

export const twoLayerReluFamily: Family = { help, solve }
