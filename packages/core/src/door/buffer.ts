import { LazyrichError } from '../errors.ts'
import { shown } from './shown.ts'

/** Throws a {@link LazyrichError} unless `buffer`, which is to be written, is a Float64Array of `length` numbers or more; `hint` says how to come by one. */
export function requireBuffer(name: string, buffer: Float64Array, length: number, hint = ''): void {
  if (!(buffer instanceof Float64Array))
    throw new LazyrichError(`${name} is ${shown(buffer)}: a Float64Array is accepted, since it is written${hint}`)
  if (buffer.length < length)
    throw new LazyrichError(`${name} has length ${buffer.length}: at least ${length} is accepted`)
}
