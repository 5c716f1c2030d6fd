import { RunsError } from './errors.ts'
import { parseObject } from './parse-object.ts'

/**
 * A line of `fields.ndjson`: where a typed array lies in `fields.bin`, as little-endian doubles, row-major. `frame`
 * counts the lines of `frames.ndjson` from 0, since frames of an integrated flow may share a step.
 */
export interface FieldLine {
  readonly frame: number
  readonly step: number
  readonly field: string
  /** In bytes. */
  readonly offset: number
  readonly dtype: 'f64'
  readonly shape: readonly number[]
}

export function fieldLineToJson({ frame, step, field, offset, dtype, shape }: FieldLine): string {
  return JSON.stringify({ frame, step, field, offset, dtype, shape })
}

/** @throws RunsError for a line that names another dtype, or lacks something. */
export function fieldLineFromJson(line: string): FieldLine {
  const value = parseObject('the line of fields.ndjson', line)
  const { frame, step, field, offset, dtype, shape } = value
  if (dtype !== 'f64') throw new RunsError(`dtype of a field is ${JSON.stringify(dtype)}: f64 is accepted`)
  const counts = [frame, offset, ...(Array.isArray(shape) ? shape : [undefined])]
  if (!counts.every((count) => Number.isSafeInteger(count) && (count as number) >= 0) || typeof field !== 'string')
    throw new RunsError(
      `the line of fields.ndjson is ${line}: frame, step, field, offset, dtype and shape are accepted`,
    )
  return { frame, step, field, offset, dtype, shape } as FieldLine
}

/** The size of a field in bytes. */
export function fieldSize({ shape }: { readonly shape: readonly number[] }): number {
  return shape.reduce((product, length) => product * length, 8)
}
