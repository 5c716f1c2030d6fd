import { cloneNetwork, LazyrichError, type Regression, type ReluNetwork } from '@lazyrich/core/two-layer-relu'
import * as v from 'valibot'
import { numberList, numberTable, readList, readNumbers } from '../numbers.ts'
import { lossName, positiveNumber } from '../read-problem.ts'

export const reluShape = {
  whole: 'an object with X, y, W0, a0, and learningRate and steps or times,',
  beside: ['tau', 'delta', 'evaluations'],
  schema: v.object({
    X: numberTable,
    y: numberList,
    W0: numberTable,
    a0: numberList,
    leak: v.optional(v.number('a number is accepted'), 0),
    method: v.optional(v.picklist(['descent', 'flow'], 'descent or flow is accepted'), 'descent'),
    learningRate: v.optional(v.number('a number > 0, the step size of descent, is accepted')),
    loss: v.optional(lossName, 'mean'),
    steps: v.optional(numberList),
    times: v.optional(numberList),
    checkpoints: v.optional(v.unknown()),
    solver: v.optional(v.picklist(['sliding', 'stabilized'], 'sliding or stabilized is accepted')),
    rtol: v.optional(
      v.pipe(
        positiveNumber,
        v.check((rtol) => rtol > 0 && rtol < 1, 'a number above 0 and below 1 is accepted'),
      ),
    ),
  }),
}

export type ReluFields = v.InferOutput<typeof reluShape.schema>

/** The initial network and its data; errors use the problem's names. */
export function networkAndData(fields: ReluFields): { network: ReluNetwork; data: Regression } {
  const [X, W] = [readNumbers('X', fields.X), readNumbers('W0', fields.W0)]
  const [y, a] = [readList('y', fields.y), readList('a0', fields.a0)]
  for (const [name, list] of Object.entries({ X: X.data, y, W0: W.data, a0: a })) {
    const bad = list.findIndex((entry) => !Number.isFinite(entry))
    if (bad >= 0) throw new LazyrichError(`${name}[${bad}] is ${list[bad]}: a finite number is accepted`)
  }
  const fits = (table: { shape: number[] }, rows: number): boolean =>
    table.shape.length === 2 && table.shape[0] === rows
  if (!fits(X, y.length))
    throw new LazyrichError(`X has shape [${X.shape}], y has length ${y.length}: a row of X for every y is accepted`)
  if (!fits(W, a.length))
    throw new LazyrichError(
      `W0 has shape [${W.shape}], a0 has length ${a.length}: a row of W0 for every a0 is accepted`,
    )
  if (X.shape[1] !== W.shape[1])
    throw new LazyrichError(`W0 has ${W.shape[1]} columns, X has ${X.shape[1]}: equal numbers are accepted`)
  return { network: cloneNetwork({ W: W.data, a, leak: fields.leak }), data: { X: X.data, y, loss: fields.loss } }
}

/** The requested steps, or those of the checkpoints that a case of the reference data lists. */
export function stepsOf({ steps, checkpoints }: ReluFields): Float64Array {
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
    throw new LazyrichError('checkpoints is not a list: a list of objects with a step is accepted')
  return Float64Array.from(checkpoints, (checkpoint: { step?: unknown } | null) => {
    return typeof checkpoint?.step === 'number' ? checkpoint.step : Number.NaN
  })
}

/** The requested times. */
export function timesOf({ times }: ReluFields): Float64Array {
  if (times === undefined) throw new LazyrichError('times is missing: a list of numbers ≥ 0 is accepted')
  const list = readList('times', times)
  const bad = list.findIndex((time) => !(time >= 0 && time < Infinity))
  if (bad >= 0) throw new LazyrichError(`times[${bad}] is ${list[bad]}: a finite number ≥ 0 is accepted`)
  return list
}

/** The indices of a list, in ascending order of its values. */
export function ascending(values: Float64Array): number[] {
  return Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!)
}
