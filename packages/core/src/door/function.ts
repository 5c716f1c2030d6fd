import { LazyrichError } from '../errors.ts'
import { shown } from './shown.ts'

/** Throws a {@link LazyrichError} unless `value` is a function. */
export function requireFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw new LazyrichError(`${name} is ${shown(value)}: a function is accepted`)
}
