import {
  exactNeuron,
  flowNeuron,
  LazyrichError,
  type NeuronStates,
  neuronDelta,
  neuronFate,
  neuronKernelDistance,
} from '@lazyrich/core/single-neuron'
import * as v from 'valibot'
import { inOrderOfTime } from './in-order-of-time.ts'
import { numberList, numberTable, readList, readNumbers } from './numbers.ts'
import { layerRates, readProblem } from './read-problem.ts'

const shape = {
  whole: 'an object with a0, w0, times, and target or X and y,',
  beside: ['a', 'w', 'delta', 'basin', 'kernelDistance', 'limit', 'rank'],
  schema: v.object({
    a0: v.number('a number is accepted'),
    w0: numberList,
    learningRate: v.optional(layerRates, { a: 1, w: 1 }),
    times: numberList,
    target: v.optional(numberList),
    X: v.optional(numberTable),
    y: v.optional(numberList),
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
  const { a0, learningRate, target, X, y } = fields
  const w0 = readList('w0', fields.w0)
  const times = readList('times', fields.times)
  if (target !== undefined && X !== undefined)
    throw new LazyrichError('target and X are both given: target, or X and y, is accepted')
  if (target !== undefined) {
    const exact = exactNeuron({ a0, w0, learningRate, target: readList('target', target) })
    const distance = neuronKernelDistance(a0, w0, learningRate)
    return { ...listed(exact.at(times), w0.length, distance), delta: exact.delta, basin: exact.basin ?? null }
  }
  if (X === undefined || y === undefined)
    throw new LazyrichError(`${X ? 'y' : y ? 'X' : 'target'} is missing: target, or X and y, is accepted`)
  const table = readNumbers('X', X)
  const data = { a0, w0, learningRate, X: table.data, y: readList('y', y) }
  if (table.shape.length !== 2 || table.shape[1] !== w0.length || table.shape[0] !== data.y.length)
    throw new LazyrichError(
      `X has shape [${table.shape}], y has length ${data.y.length}, w0 has length ${w0.length}: X of shape [${data.y.length},${w0.length}] is accepted`,
    )
  const flow = inOrderOfTime(times, w0.length, (ascending) => flowNeuron(data, ascending))
  const { basin, limit } = neuronFate(data)
  const distance = neuronKernelDistance(a0, w0, learningRate, table.data)
  return {
    ...listed(flow, w0.length, distance),
    delta: neuronDelta(a0, w0, learningRate),
    basin: basin ?? null,
    limit: limit ? { a: limit.a, w: Array.from(limit.w) } : null,
  }
}

function listed({ a, w }: NeuronStates, d: number, distance: (a: number, w: Float64Array) => number) {
  const rows = Array.from(a, (_, i) => w.subarray(i * d, (i + 1) * d))
  return {
    a: Array.from(a),
    w: rows.map((row) => Array.from(row)),
    kernelDistance: rows.map((row, i) => distance(a[i]!, row)),
  }
}
