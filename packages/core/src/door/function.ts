import { LazyrichError } from '../errors.ts'
import { refuse } from './refuse.ts'

/** Throws a {@link LazyrichError} unless `value` is a function that can be called, which a class cannot. */
export function requireFunction(name: string, value: unknown): void {
  if (typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value)))
    throw new LazyrichError(`${name} is a class: a function is accepted`)
  if (typeof value !== 'function') refuse(name, value, 'a function')
}

/** Throws a {@link LazyrichError} unless `value` is an object with these methods; `what` says what such an object is. */
export function requireMethods(name: string, value: unknown, methods: readonly string[], what: string): void {
  const object = typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown }) : {}
  if (!methods.every((method) => typeof object[method] === 'function')) refuse(name, value, what)
}
