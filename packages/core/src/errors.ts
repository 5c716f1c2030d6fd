/**
 * A caller's mistake: the message names the argument, what came and what is accepted. The only class that
 * `@lazyrich/core` throws on purpose.
 */
export class LazyrichError extends Error {
  override readonly name = 'LazyrichError'
}

/** Throws a {@link LazyrichError} unless `value` is a finite number. */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new LazyrichError(`${name} is ${value}: a finite number is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is a finite number above zero. */
export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new LazyrichError(`${name} is ${value}: a finite number > 0 is accepted`)
}

/** Throws a {@link LazyrichError} unless every entry of `values` is finite; the message names the first that is not. */
export function requireFiniteList(name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) requireFinite(`${name}[${i}]`, values[i]!) // finite entries build no string
}
