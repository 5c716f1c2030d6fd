import { formatNumber, withMinus } from '../kit/format.ts'
import { LEAST_LOSS, MEASURES, type Measure } from './measures.ts'

/** The runs on record: by step, seed and cell (τ outer, δ inner). */
export type Record = {
  readonly madeBy: string
  readonly steps: readonly number[]
  readonly tau: readonly number[]
  readonly delta: readonly number[]
  /** By seed and cell. */
  readonly descended: readonly (readonly number[])[]
} & { readonly [name in Measure]: readonly (readonly (readonly number[])[])[] }

/** The mean over the seeds; for losses the geometric mean, as they lie decades apart. */
export function meanOf(record: Record, measure: Measure, step: number, cell: number): number {
  const values = record[measure][step]!.map((seed) => seed[cell]!)
  if (MEASURES[measure].kind === 'linear') return values.reduce((sum, value) => sum + value) / values.length
  return Math.exp(values.reduce((sum, value) => sum + Math.log(Math.max(value, LEAST_LOSS / 10)), 0) / values.length)
}

/** A value of a measure as people read it. */
export function valueText(measure: Measure, value: number): string {
  return measure === 'loss' && value < LEAST_LOSS ? 'below 10⁻⁹' : formatNumber(value)
}

export function stepText(step: number): string {
  return step.toLocaleString('en-US')
}

/** Which cell it is. */
export function placeText({ tau, delta }: Record, cell: number): string {
  const side = delta.length
  return `τ = ${tau[Math.floor(cell / side)]}, δ = ${withMinus(String(delta[cell % side]))}`
}

/** What the diagram shows: a measure, what the experiment calls it, and which of the recorded steps. */
export interface Shown {
  readonly measure: Measure
  readonly label: string
  /** The number of the step among those of the record. */
  readonly step: number
}

/** The picture in a sentence, for those who do not see it. */
export function plotText(label: string, step: number): string {
  return `The ${label} at step ${stepText(step)} over τ and δ, as in the table below.`
}

/** Everything there is to say about a cell. */
export function cellText(record: Record, { measure, label, step }: Shown, cell: number): string {
  const values = record[measure][step]!.map((seed, i) => `${valueText(measure, seed[cell]!)} (seed ${i})`).join(', ')
  const descended = [...new Set(record.descended.map((seed) => stepText(seed[cell]!)))].join(' and ')
  return `${placeText(record, cell)}: ${label} ${values}. Descent for ${descended} steps, then flow.`
}
