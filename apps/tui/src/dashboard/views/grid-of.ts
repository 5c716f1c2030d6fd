import { labelOf, type ParameterSchema, type Parameters } from '@lazyrich/core/port'
import type { Plan } from '../../plan.ts'

/** One of the two parameters of a grid. */
export interface GridAxis {
  readonly name: string
  /** Its symbol, or its name. */
  readonly symbol: string
  /** Ascending. */
  readonly values: readonly number[]
  readonly labels: readonly string[]
  readonly spacing: 'linear' | 'log'
}

/** A comparison whose runs fill a rectangle of two parameters. */
export interface RunGrid {
  /** To the right. */
  readonly columns: GridAxis
  /** Upwards: the unbalance of the layers where it is one of the two, so that runs of a column differ in their regime. */
  readonly rows: GridAxis
  /** The index of the run in a cell, by row and column; undefined where there is none. */
  readonly runs: readonly (readonly (number | undefined)[])[]
  /** Cells without a run. */
  readonly holes: number
}

/** Where a run stands in its grid. */
export interface Cell {
  readonly row: number
  readonly column: number
}

/** Fewer values are a handful of curves, not a map. */
const FEWEST = 3
/** The part of the cells that must have a run. */
const FILLED = 0.75
/** Parameters that set the unbalance: they go upwards. */
const UNBALANCE = ['delta', 'alpha']

const known = new WeakMap<Plan, RunGrid | 'none'>()

/**
 * The grid that the runs of a comparison form: exactly two numbers set them apart, each with three values or more, and
 * (nearly) every combination occurs once. Undefined for any other comparison.
 */
export function gridOf(plan: Plan): RunGrid | undefined {
  const grid = known.get(plan) ?? gridAmong(plan) ?? 'none'
  known.set(plan, grid)
  return grid === 'none' ? undefined : grid
}

function gridAmong({ runs, experiment: { parameters: schema } }: Plan): RunGrid | undefined {
  const names = Object.keys(runs[0]?.apart ?? {})
  if (names.length !== 2 || names.some((name) => schema[name]!.kind !== 'number')) return undefined
  const [other, upwards] = UNBALANCE.includes(names[0]!) && !UNBALANCE.includes(names[1]!) ? names.toReversed() : names
  const settings = runs.map(({ apart }) => apart)
  const columns = axisOf(schema, other!, settings)
  const rows = axisOf(schema, upwards!, settings)
  const size = rows.values.length * columns.values.length
  if (Math.min(rows.values.length, columns.values.length) < FEWEST || runs.length < FILLED * size) return undefined

  const cells: (number | undefined)[][] = rows.values.map(() => columns.values.map(() => undefined))
  for (const { index, apart } of runs) {
    const row = cells[rows.values.indexOf(apart[rows.name] as number)]!
    const column = columns.values.indexOf(apart[columns.name] as number)
    if (row[column] !== undefined) return undefined
    row[column] = index
  }
  return { columns, rows, runs: cells, holes: size - runs.length }
}

function axisOf(schema: ParameterSchema, name: string, settings: readonly Parameters[]): GridAxis {
  const values = [...new Set(settings.map((each) => each[name] as number))].sort((a, b) => a - b)
  const symbol = schema[name]!.symbol ?? name
  return {
    name,
    symbol,
    values,
    labels: values.map((value) => labelFor(schema, name, value)),
    spacing: spacing(values),
  }
}

/** The value alone, as labels of runs write it; a word where the parameter has no symbol, but words. */
function labelFor(schema: ParameterSchema, name: string, value: number): string {
  const label = labelOf(schema, { [name]: value }, 'tight')
  const before = schema[name]!.symbol ?? `${name} `
  return label.startsWith(before) ? label.slice(before.length) : label
}

/** The spacing whose steps differ less. */
function spacing(values: readonly number[]): 'linear' | 'log' {
  if (values[0]! <= 0) return 'linear'
  return spread(values.map(Math.log)) < spread(values) ? 'log' : 'linear'
}

/** The difference between the longest step and the shortest, as a part of the way. */
function spread(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => value - values[i]!)
  return (Math.max(...steps) - Math.min(...steps)) / (values.at(-1)! - values[0]!)
}

/** The cell of a run. */
export function cellOf(grid: RunGrid, run: number): Cell | undefined {
  for (const [row, runs] of grid.runs.entries()) {
    const column = runs.indexOf(run)
    if (column >= 0) return { row, column }
  }
  return undefined
}

const ways = { left: [0, -1], right: [0, 1], up: [1, 0], down: [-1, 0] } as const

/** The nearest run in a direction, over holes; undefined at the border. */
export function neighbourOf(grid: RunGrid, run: number, direction: keyof typeof ways): number | undefined {
  const cell = cellOf(grid, run)
  if (!cell) return undefined
  const [up, right] = ways[direction]
  for (let [row, column] = [cell.row + up, cell.column + right]; ; row += up, column += right) {
    const runs = grid.runs[row]
    if (!runs || column < 0 || column >= runs.length) return undefined
    if (runs[column] !== undefined) return runs[column]
  }
}
