import {
  exactNeuron,
  type FlowStates,
  flowNeuron,
  LazyrichError,
  type NeuronKernelDistance,
  type NeuronStates,
  neuronDelta,
  neuronFate,
  neuronKernelDistance,
} from '@lazyrich/core/single-neuron'
import * as v from 'valibot'
import { numberList, numberTable, readList, readNumbers } from './numbers.ts'
import { layerRates, lossName, readProblem } from './read-problem.ts'

const shape = {
  whole: 'an object with a0, w0, times, and target or X and y,',
  beside: ['a', 'w', 'delta', 'basin', 'kernelDistance', 'limit', 'rank'],
  schema: v.object({
    a0: v.number('a number is accepted'),
    w0: numberList,
    learningRate: v.optional(layerRates, 1),
    times: numberList,
    target: v.optional(numberList),
    X: v.optional(numberTable),
    y: v.optional(numberList),
    loss: v.optional(lossName),
  }),
}

/** The answer to a line of `lazyrich solve single-neuron`. */
export interface SingleNeuronSolution {
  readonly a: number[]
  readonly w: number[][]
  readonly delta: number
  /** Sign of a at the end; 0 for a saddle; null where rounding decides. */
  readonly basin: 1 | -1 | 0 | null
  readonly kernelDistance: number[]
  /** Only with X; null where the flow has no limit. */
  readonly limit?: { readonly a: number; readonly w: number[] } | null
}

/**
 * Solves one problem: whitened (`target`) in closed form, general data (`X`, `y`) by integration.
 *
 * @throws LazyrichError that names the field, what came and what is accepted.
 */
export function solve(problem: unknown): SingleNeuronSolution {
  const fields = readProblem(shape, problem)
  const { a0, learningRate, target, X, y, loss } = fields
  const w0 = readList('w0', fields.w0)
  const times = readList('times', fields.times)
  if (target !== undefined && X !== undefined)
    throw new LazyrichError('target and X are both given: target, or X and y, is accepted')
  if (target !== undefined) {
    const whitened = { a0, w0, learningRate, target: readList('target', target) }
    const exact = exactNeuron({ ...whitened, loss: loss as 'half-sum' | undefined }) // which refuses any other
    const distance = neuronKernelDistance({ a0, w0, learningRate })
    return { ...listed(exact.at(times), distance), delta: exact.delta, basin: exact.basin ?? null }
  }
  if (X === undefined || y === undefined)
    throw new LazyrichError(`${X ? 'y' : y ? 'X' : 'target'} is missing: target, or X and y, is accepted`)
  const table = readNumbers('X', X)
  const data = { a0, w0, learningRate, X: table.data, y: readList('y', y), loss }
  if (table.shape.length !== 2 || table.shape[1] !== w0.length || table.shape[0] !== data.y.length)
    throw new LazyrichError(
      `X has shape [${table.shape}], y has length ${data.y.length}, w0 has length ${w0.length}: X of shape [${data.y.length},${w0.length}] is accepted`,
    )
  const flow = flowNeuron(data, times)
  requireAll(times, flow)
  const { basin, limit } = neuronFate(data)
  const distance = neuronKernelDistance(data)
  return {
    ...listed(flow, distance),
    delta: neuronDelta({ a: a0, w: w0, learningRate }),
    basin: basin ?? null,
    limit: limit ? { a: limit.a, w: Array.from(limit.w) } : null,
  }
}

/** Throws unless the flow has reached all times; names the earliest that it has not. */
function requireAll(times: Float64Array, { reached, reason }: FlowStates): void {
  const missed = Array.from(times.keys()).sort((i, j) => times[i]! - times[j]!)[reached]
  if (missed !== undefined)
    throw new LazyrichError(`the flow stopped before times[${missed}] = ${times[missed]} (${reason})`)
}

function listed(states: NeuronStates, distance: NeuronKernelDistance) {
  const neurons = Array.from(states.a, (_, i) => states.at(i))
  return {
    a: neurons.map(({ a }) => a),
    w: neurons.map(({ w }) => Array.from(w)),
    kernelDistance: neurons.map((neuron) => distance(neuron)),
  }
}
