import { LazyrichError } from '@lazyrich/core/port'
import type { Watch } from '../family.ts'
import { readProblem } from '../read-problem.ts'
import { checkpoints, type ReluSolution } from './checkpoint.ts'
import { descend } from './descend.ts'
import { follow } from './follow.ts'
import { networkAndData, reluShape, stepsOf } from './problem.ts'

/**
 * Trains one network by descent or flow.
 *
 * @throws LazyrichError that names the field, what came and what is accepted.
 */
export function solve(problem: unknown, watch: Watch): ReluSolution {
  const fields = readProblem(reluShape, problem)
  const { learningRate } = fields
  if (learningRate !== undefined && !(learningRate > 0 && learningRate < Infinity))
    throw new LazyrichError(`learningRate is ${learningRate}: a finite number > 0 is accepted`)
  const { network, data } = networkAndData(fields)
  const show = checkpoints(network, data)
  if (fields.method === 'flow') return follow(network, data, fields, show, watch)
  if (learningRate === undefined) throw new LazyrichError('learningRate is missing: a number > 0 is accepted')
  return descend(network, data, stepsOf(fields), learningRate, show, watch)
}
