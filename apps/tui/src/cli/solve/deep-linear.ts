import { deepLinearConserved, flowDeepLinear, LazyrichError } from '@lazyrich/core/deep-linear'
import * as v from 'valibot'
import { numberList, numberTable, readList, readNumbers } from './numbers.ts'
import { lossNameOrResult, positiveNumber, readProblem, requireSizes } from './read-problem.ts'

const shape = {
  whole: 'an object with X, Y, W0 and times',
  beside: ['widths', 'product', 'conserved'],
  schema: v.object({
    X: numberTable,
    Y: numberTable,
    W0: v.pipe(
      v.array(numberTable, 'a list of matrices, first layer first, is accepted'),
      v.minLength(1, 'a list of matrices, at least one, is accepted'),
    ),
    times: numberList,
    learningRate: v.optional(
      v.lazy((came) =>
        Array.isArray(came)
          ? v.array(positiveNumber)
          : v.number('a number or a list of numbers, one per layer, is accepted'),
      ),
    ),
    loss: v.optional(lossNameOrResult),
  }),
}

/** The answer to a line of `lazyrich solve deep-linear`. */
export interface DeepLinearSolution {
  /** A matrix of shape [outputs, inputs] at each time. */
  readonly product: number[][][]
  readonly loss: number[]
  /** A matrix over the neurons between each pair of layers. */
  readonly conserved: number[][][]
}

/**
 * Integrates one problem.
 *
 * @throws LazyrichError that names the field, what came and what is accepted, and if the flow stops before the last
 * time.
 */
export function solve(problem: unknown): DeepLinearSolution {
  const fields = readProblem(shape, problem)
  const X = readMatrix('X', fields.X)
  const Y = readMatrix('Y', fields.Y)
  const layers = fields.W0.map((matrix, l) => readMatrix(`W0[${l}]`, matrix))
  const times = readList('times', fields.times)
  const bad = times.findIndex((time) => !(time >= 0 && time < Infinity))
  if (bad >= 0) throw new LazyrichError(`times[${bad}] is ${times[bad]}: a finite number ≥ 0 is accepted`)
  if (X.rows !== Y.rows)
    throw new LazyrichError(`X has ${X.rows} rows, Y has ${Y.rows} rows: one each per sample is accepted`)
  requireFit('W0[0]', layers[0]!.columns, 'X', X.columns, 'columns')
  for (let l = 1; l < layers.length; l++)
    requireFit(`W0[${l}]`, layers[l]!.columns, `W0[${l - 1}]`, layers[l - 1]!.rows, 'rows')
  requireFit('Y', Y.columns, `W0[${layers.length - 1}]`, layers.at(-1)!.rows, 'rows')
  const widths = [X.columns, ...layers.map(({ rows }) => rows)]
  requireSizes(problem, { widths: { size: widths, of: 'the columns of X and the rows of each matrix of W0' } })
  const W0 = layers.map(({ data }) => data)
  const { learningRate } = fields
  const loss = typeof fields.loss === 'string' ? fields.loss : undefined
  const weights = W0.reduce((sum, { length }) => sum + length, 0)
  const flow = flowDeepLinear({ widths, W0, X: X.data, Y: Y.data, learningRate, loss }, times, {
    maxSteps: stepBudget(weights * widths.at(-1)!),
  })
  const missed = flow.loss.findIndex(Number.isNaN)
  if (flow.reason !== 'complete')
    throw new LazyrichError(`the flow stopped before times[${missed}] = ${times[missed]} (${flow.reason})`)
  const entries = widths[0]! * widths.at(-1)!
  return {
    product: Array.from(times, (_, i) => rowsOf(flow.product.subarray(i * entries, (i + 1) * entries), widths[0]!)),
    loss: Array.from(flow.loss),
    conserved: deepLinearConserved({ widths, W: W0, learningRate }).map((matrix, l) => rowsOf(matrix, widths[l + 1]!)),
  }
}

/** Stiff data needs many steps, even of a small network: about a minute's worth, and at least a million. */
function stepBudget(work: number): number {
  return Math.max(1e6, Math.min(5e6, Math.floor(1e9 / work)))
}

interface ShapedMatrix {
  readonly data: Float64Array
  readonly rows: number
  readonly columns: number
}

function readMatrix(name: string, value: Parameters<typeof readNumbers>[1]): ShapedMatrix {
  const { data, shape } = readNumbers(name, value)
  const [rows = 0, columns = 0] = shape
  if (shape.length !== 2 || rows === 0 || columns === 0)
    throw new LazyrichError(`${name} has shape [${shape}]: a list of non-empty rows of numbers is accepted`)
  return { data, rows, columns }
}

function requireFit(name: string, columns: number, other: string, size: number, sides: string): void {
  if (columns !== size)
    throw new LazyrichError(`${name} has ${columns} columns, ${other} has ${size} ${sides}: equal numbers are accepted`)
}

function rowsOf(matrix: Float64Array, columns: number): number[][] {
  return Array.from({ length: matrix.length / columns }, (_, i) =>
    Array.from(matrix.subarray(i * columns, (i + 1) * columns)),
  )
}
