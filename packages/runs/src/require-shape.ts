import type { Field } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'

/** @throws RunsError, whose message begins with `what`, for a shape of more numbers than there are, or fewer. */
export function requireShape(what: string, { data, shape }: Field): void {
  const size = shape.reduce((product, length) => product * length, 1)
  if (size !== data.length)
    throw new RunsError(
      `${what} has length ${data.length}, its shape is [${shape.join(', ')}]: a shape whose product is ${data.length} is accepted`,
    )
}
