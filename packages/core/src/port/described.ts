import { LazyrichError } from '../errors.ts'
import type { Frame } from './frame.ts'

type Names = { readonly [name: string]: unknown }

/**
 * Refuses a frame that does not carry exactly the metrics and fields that its experiment describes: a table would have a
 * column too few, or a number that nothing explains. Costs two look-ups a name.
 *
 * @throws LazyrichError that names what it carries and what is described.
 */
export function requireDescribed(
  { id, metrics, fields }: { readonly id: string; readonly metrics: Names; readonly fields: Names },
  frame: Frame<ArrayBufferLike>,
): void {
  requireNames(id, 'metrics', frame.metrics, metrics)
  requireNames(id, 'fields', frame.fields ?? NONE, fields)
}

const NONE: Names = {}

function requireNames(id: string, what: string, carried: Names, described: Names): void {
  const isSame = isWithin(carried, described) && isWithin(described, carried)
  if (isSame) return
  const list = (names: Names): string => Object.keys(names).join(', ') || 'none'
  throw new LazyrichError(
    `the ${what} of a frame of ${id} are ${list(carried)}: those it describes are accepted, ${list(described)}`,
  )
}

/** True where every name of the one is a name of the other. */
function isWithin(some: Names, others: Names): boolean {
  for (const name in some) if (!Object.hasOwn(others, name)) return false
  return true
}
