import type { Field } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'

/** @throws RunsError for a field whose shape is that of more numbers, or fewer. */
export function requireShape(name: string, { data, shape }: Field): void {
  const size = shape.reduce((product, length) => product * length, 1)
  if (size !== data.length)
    throw new RunsError(
      `field ${name} has ${data.length} numbers, its shape is [${shape.join(', ')}]: a shape with as many entries is accepted`,
    )
}
