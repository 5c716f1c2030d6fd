import { refuse } from './refuse.ts'

/** Throws a {@link LazyrichError} unless `value` is a text, the empty one among them. */
export function requireText(name: string, value: unknown): void {
  if (typeof value !== 'string') refuse(name, value, 'a text')
}

/** Throws a {@link LazyrichError} unless `values` is an array of texts; names the first entry that is not. */
export function requireTexts(name: string, values: readonly string[]): void {
  if (!Array.isArray(values)) refuse(name, values, 'a list of texts')
  for (let i = 0; i < values.length; i++) requireText(`${name}[${i}]`, values[i])
}
