import { LazyrichError } from '@lazyrich/core/port'
import type { Family, Watch } from '../family.ts'
import { readProblem } from '../read-problem.ts'
import { checkpoints, type ReluSolution } from './checkpoint.ts'
import { descend } from './descend.ts'
import { follow } from './follow.ts'
import { networkAndData, reluShape, stepsOf } from './problem.ts'

const help = `
two-layer-relu: f(x) = Σ a_k σ(w_kᵀx) on the mean squared error (without ½), σ'(0) = 1
  in   X, y, W0, a0, leak (slope of σ below 0; 0 if left out), and
       descent: learningRate (a number) and steps (a list; if left out, the step of each of
       the problem's checkpoints)
       "method": "flow": times, those of gradient flow of unit rate (a step of descent is
       learningRate of them); solver, sliding (every border located: exact; if left out, up
       to 2000 samples × neurons) or stabilized (any size, within 2 % or so), and its rtol;
       with a learningRate, steps may stand instead of times
  out  checkpoints: step or time, loss, kernelDistance, hammingDistance,
       parameterDistance, W, a; of a flow solver, evaluations (of the gradient) and, with a
       learningRate, at each checkpoint difference: how far descent is from these loss and
       distances, relative, taken by true descent to step 1000 and estimated from there on
       (a second flow); where training ends early, those reached, and error
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
  if (fields.method === 'flow') return follow(network, data, fields, show, watch)
  if (fields.learningRate === undefined) throw new LazyrichError('learningRate is missing: a number > 0 is accepted')
  return descend(network, data, stepsOf(fields), fields.learningRate, show, watch)
}

export const twoLayerReluFamily: Family = { help, solve }
