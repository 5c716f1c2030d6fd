import {
  cloneNetwork,
  flowRelu,
  LazyrichError,
  type Regression,
  type ReluDistances,
  type ReluNetwork,
  reluDescent,
  reluMeasures,
} from '@lazyrich/core'
import * as v from 'valibot'
import type { Family } from './family.ts'
import { numberList, numberTable, readList, readNumbers } from './numbers.ts'
import { positiveNumber, readProblem } from './read-problem.ts'

const shape = {
  whole: 'an object with X, y, W0, a0, and learningRate and steps or times,',
  schema: v.object({
    X: numberTable,
    y: numberList,
    W0: numberTable,
    a0: numberList,
    leak: v.optional(v.number('a number is accepted'), 0),
    method: v.optional(v.picklist(['descent', 'flow'], 'descent or flow is accepted'), 'descent'),
    learningRate: v.optional(positiveNumber),
    steps: v.optional(numberList),
    times: v.optional(numberList),
    checkpoints: v.optional(v.unknown()),
  }),
}

const help = `
two-layer-relu: f(x) = Σ a_k σ(w_kᵀx) on the mean squared error (without ½), σ'(0) = 1
  in   X, y, W0, a0, leak (slope of σ below 0; 0 if left out), and
       learningRate (a number) and steps (a list; if left out, the step of each of the
       problem's checkpoints): descent; or "method": "flow" and times: integration
  out  checkpoints: step or time, loss, kernelDistance, hammingDistance,
       parameterDistance, W, a
  echo '{"X": [[1]], "y": [2], "W0": [[1]], "a0": [1], "learningRate": 0.1, "steps": [10]}' | lazyrich solve two-layer-relu
`

type Place = { readonly step: number } | { readonly time: number }

/** One of the steps or times that were asked for. */
export type ReluCheckpoint = Place &
  Pick<ReluDistances, 'kernelDistance' | 'hammingDistance' | 'parameterDistance'> & {
    readonly loss: number
    readonly W: number[][]
    readonly a: number[]
  }

/**
 * Trains one network by descent or flow.
 *
 * @throws LazyrichError that names the field, what came and what is accepted; for a descent that diverges, and a flow
 * that stops, before the last checkpoint.
 */
function solve(problem: unknown): { checkpoints: ReluCheckpoint[] } {
  const fields = readProblem(shape, problem)
  const { network, data } = networkAndData(fields)
  const measure = reluMeasures(network, data)
  const show = (at: Place, now: ReluNetwork): ReluCheckpoint => {
    const { kernelDistance, hammingDistance, parameterDistance } = measure(now)
    const loss = reluDescent(now, data, 1).loss()
    return { ...at, loss, kernelDistance, hammingDistance, parameterDistance, W: rows(now), a: Array.from(now.a) }
  }
  if (fields.method === 'flow') {
    if (fields.times === undefined) throw new LazyrichError('times is missing: a list of numbers ≥ 0 is accepted')
    return { checkpoints: flow(network, data, readList('times', fields.times), fields.learningRate, show) }
  }
  if (fields.learningRate === undefined) throw new LazyrichError('learningRate is missing: a number > 0 is accepted')
  return { checkpoints: descend(network, data, stepsOf(fields), fields.learningRate, show) }
}

function networkAndData(fields: v.InferOutput<typeof shape.schema>): { network: ReluNetwork; data: Regression } {
  const [X, W] = [readNumbers('X', fields.X), readNumbers('W0', fields.W0)]
  const [y, a] = [readList('y', fields.y), readList('a0', fields.a0)]
  const fits = (table: { shape: number[] }, rows: number): boolean =>
    table.shape.length === 2 && table.shape[0] === rows
  if (!fits(X, y.length))
    throw new LazyrichError(`X has shape [${X.shape}], y has length ${y.length}: a row of X for every y is accepted`)
  if (!fits(W, a.length))
    throw new LazyrichError(
      `W0 has shape [${W.shape}], a0 has length ${a.length}: a row of W0 for every a0 is accepted`,
    )
  if (X.shape[1] !== W.shape[1])
    throw new LazyrichError(`W0 has ${W.shape[1]} columns, X has ${X.shape[1]}: as many are accepted`)
  return { network: cloneNetwork({ W: W.data, a, leak: fields.leak }), data: { X: X.data, y } }
}

/** The steps that are asked for, or those of the checkpoints that a case of the reference data lists. */
function stepsOf({ steps, checkpoints }: v.InferOutput<typeof shape.schema>): Float64Array {
  if (steps === undefined && checkpoints === undefined)
    throw new LazyrichError('steps is missing: a list of whole numbers ≥ 0 is accepted')
  const list = steps === undefined ? listed(checkpoints) : readList('steps', steps)
  const [name, last] = steps === undefined ? ['checkpoints', '.step'] : ['steps', '']
  list.forEach((step, i) => {
    if (!(Number.isSafeInteger(step) && step >= 0))
      throw new LazyrichError(`${name}[${i}]${last} is ${step}: a whole number ≥ 0 is accepted`)
  })
  return list
}

function listed(checkpoints: unknown): Float64Array {
  if (!Array.isArray(checkpoints))
    throw new LazyrichError('checkpoints is no list: a list of objects with a step is accepted')
  return Float64Array.from(checkpoints, (checkpoint: { step?: unknown } | null) => {
    return typeof checkpoint?.step === 'number' ? checkpoint.step : Number.NaN
  })
}

function descend(
  network: ReluNetwork,
  data: Regression,
  steps: Float64Array,
  learningRate: number,
  show: (at: Place, network: ReluNetwork) => ReluCheckpoint,
): ReluCheckpoint[] {
  const descent = reluDescent(network, data, learningRate)
  const checkpoints = new Array<ReluCheckpoint>(steps.length)
  let step = 0
  for (const i of ascending(steps)) {
    step += descent.advance(steps[i]! - step)
    if (step < steps[i]! || !Number.isFinite(descent.loss()))
      throw new LazyrichError(
        `the loss is not finite at step ${step}: a learningRate below ${learningRate} is accepted`,
      )
    checkpoints[i] = show({ step }, network)
  }
  return checkpoints
}

function flow(
  network: ReluNetwork,
  data: Regression,
  times: Float64Array,
  learningRate: number | undefined,
  show: (at: Place, network: ReluNetwork) => ReluCheckpoint,
): ReluCheckpoint[] {
  const bad = times.findIndex((time) => !(time >= 0 && time < Infinity))
  if (bad >= 0) throw new LazyrichError(`times[${bad}] is ${times[bad]}: a finite number ≥ 0 is accepted`)
  const order = ascending(times)
  const sorted = Float64Array.from(order, (i) => times[i]!)
  const { W, a, reached, reason } = flowRelu(network, data, sorted, learningRate === undefined ? {} : { learningRate })
  const missed = order[reached]
  if (missed !== undefined)
    throw new LazyrichError(`the flow stopped before times[${missed}] = ${times[missed]} (${reason})`)
  const [weights, neurons] = [network.W.length, network.a.length]
  const checkpoints = new Array<ReluCheckpoint>(times.length)
  order.forEach((i, row) => {
    const now = {
      W: W.slice(row * weights, (row + 1) * weights),
      a: a.slice(row * neurons, (row + 1) * neurons),
      leak: network.leak,
    }
    checkpoints[i] = show({ time: times[i]! }, now)
  })
  return checkpoints
}

/** Places in a list, by what stands there. */
function ascending(values: Float64Array): number[] {
  return Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!)
}

function rows({ W, a }: ReluNetwork): number[][] {
  const inputs = W.length / a.length
  return Array.from(a, (_, k) => Array.from(W.subarray(k * inputs, (k + 1) * inputs)))
}

export const twoLayerReluFamily: Family = { help, solve }
