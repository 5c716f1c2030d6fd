import { type Names, refuse, requireOptions } from '../door.ts'

/** @throws TfError unless it is a text by which one thing can be told from others. */
export function requireName(what: string, given: unknown): void {
  // '__proto__' cannot be a key of what is measured by layer.
  if (typeof given !== 'string' || given === '' || given === '__proto__')
    refuse(what, given, 'a text that is not empty, nor __proto__,')
}

/**
 * The name that a layer's options give it, if any, as a field to be spread into the layer.
 *
 * @throws TfError for options of other names, and a name that is none.
 */
export function nameFrom<T extends { readonly name?: string }>(
  kind: string,
  options: T,
  known: Names<T>,
): { readonly name?: string } {
  requireOptions(kind, options, known)
  const { name } = options
  if (name === undefined) return {}
  requireName(`${kind}.name`, name)
  return { name }
}

/** Of layers that have no other options. */
export const NAME: Names<{ readonly name?: string }> = { name: true }
