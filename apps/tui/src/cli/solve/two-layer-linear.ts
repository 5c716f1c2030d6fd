import {
  exactLinear,
  flowLinear,
  LazyrichError,
  linearConserved,
  linearDelta,
  linearFactors,
} from '@lazyrich/core/two-layer-linear'
import * as v from 'valibot'
import { numberList, numberTable, readList, readNumbers } from './numbers.ts'
import { layerRates, lossName, readProblem, requireSizes } from './read-problem.ts'

const shape = {
  whole: 'an object with A0, W0, times, and target or X and Y,',
  beside: ['hidden', 'outputs', 'inputs', 'beta', 'delta', 'conserved', 'A', 'W'],
  schema: v.object({
    A0: numberTable,
    W0: numberTable,
    learningRate: v.optional(layerRates, 1),
    times: numberList,
    target: v.optional(numberTable),
    X: v.optional(numberTable),
    Y: v.optional(numberTable),
    loss: v.optional(lossName),
    factors: v.optional(v.boolean('true or false is accepted'), false),
  }),
}

/** The answer to a line of `lazyrich solve two-layer-linear`. */
interface TwoLayerLinearSolution {
  readonly beta: number[][][]
  /** Null unless Δ is a multiple of I. */
  readonly delta: number | null
  readonly conserved: number[][]
  readonly A?: number[][][]
  readonly W?: number[][][]
}

export function solve(problem: unknown): TwoLayerLinearSolution {
  const fields = readProblem(shape, problem)
  const { learningRate, factors, loss } = fields
  const A0 = matrix('A0', fields.A0)
  const W0 = matrix('W0', fields.W0)
  if (A0.rows !== W0.rows)
    throw new LazyrichError(`A0 has ${A0.rows} rows, W0 has ${W0.rows}: one row each per hidden neuron is accepted`)
  const times = readList('times', fields.times)
  const [hidden, outputs, inputs] = [A0.rows, A0.columns, W0.columns]
  requireSizes(problem, {
    hidden: { size: hidden, of: 'the rows of A0 and W0' },
    outputs: { size: outputs, of: 'the columns of A0' },
    inputs: { size: inputs, of: 'the columns of W0' },
  })
  const start = { hidden, A0: A0.data, W0: W0.data, learningRate }
  const network = { hidden, A: A0.data, W: W0.data, learningRate }
  const conserved = linearConserved(network)
  const delta = linearDelta(network) ?? null
  const listed = (beta: Float64Array, ofA?: Float64Array, ofW?: Float64Array): TwoLayerLinearSolution => ({
    beta: tables(beta, inputs, outputs),
    delta,
    conserved: tables(conserved, hidden, hidden)[0]!,
    ...(ofA && ofW ? { A: tables(ofA, hidden, outputs), W: tables(ofW, hidden, inputs) } : {}),
  })

  if (fields.target !== undefined && fields.X !== undefined)
    throw new LazyrichError('target and X are both given: target, or X and Y, is accepted')
  if (fields.target !== undefined) {
    const target = matrix('target', fields.target)
    requireShape('target', target, inputs, outputs)
    const whitened = { ...start, target: target.data, loss: loss as 'half-sum' | undefined } // core refuses any other
    if (delta === null) return integrated(whitened)
    const beta = exactLinear(whitened).beta(times)
    if (!factors) return listed(beta)
    const { A, W } = linearFactors(whitened, times)
    return listed(beta, A, W)
  }
  if (fields.X === undefined || fields.Y === undefined)
    throw new LazyrichError(`${fields.X ? 'Y' : fields.Y ? 'X' : 'target'} is missing: target, or X and Y, is accepted`)
  const [X, Y] = [matrix('X', fields.X), matrix('Y', fields.Y)]
  requireShape('X', X, Y.rows, inputs)
  requireShape('Y', Y, X.rows, outputs)
  return integrated({ ...start, X: X.data, Y: Y.data, loss })

  function integrated(whole: Parameters<typeof flowLinear>[0]): TwoLayerLinearSolution {
    const { A, W, beta, reached, reason } = flowLinear(whole, times)
    if (reached < times.length)
      throw new LazyrichError(`the flow stopped after ${reached} of ${times.length} times (${reason})`)
    return factors ? listed(beta, A, W) : listed(beta)
  }
}

interface Table {
  readonly data: Float64Array
  readonly rows: number
  readonly columns: number
}

function matrix(name: string, value: Parameters<typeof readNumbers>[1]): Table {
  const { data, shape: sizes } = readNumbers(name, value)
  if (sizes.length !== 2)
    throw new LazyrichError(`${name} has ${sizes.length} dimensions: a list of rows of numbers is accepted`)
  if (data.length === 0)
    throw new LazyrichError(`${name} has shape [${sizes}]: a list of non-empty rows of numbers is accepted`)
  const bad = data.findIndex((entry) => !Number.isFinite(entry))
  if (bad >= 0) throw new LazyrichError(`${name}[${bad}] is ${data[bad]}: a finite number is accepted`)
  return { data, rows: sizes[0]!, columns: sizes[1]! }
}

function requireShape(name: string, table: Table, rows: number, columns: number): void {
  if (table.rows !== rows || table.columns !== columns)
    throw new LazyrichError(`${name} has shape [${table.rows},${table.columns}]: [${rows},${columns}] is accepted`)
}

/** A list of matrices, row by row. */
function tables(data: Float64Array, rows: number, columns: number): number[][][] {
  return Array.from({ length: data.length / (rows * columns) }, (_, n) =>
    Array.from({ length: rows }, (__, i) =>
      Array.from(data.subarray((n * rows + i) * columns, (n * rows + i + 1) * columns)),
    ),
  )
}
