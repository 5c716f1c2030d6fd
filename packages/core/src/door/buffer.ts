import { refuse, refuseLength } from './refuse.ts'

/** Throws a {@link LazyrichError} unless `buffer`, which is to be written, is a Float64Array of `length` numbers or more; `hint` says how to come by one. */
export function requireBuffer(name: string, buffer: Float64Array, length: number, hint = ''): void {
  if (!(buffer instanceof Float64Array)) refuse(name, buffer, `a Float64Array, since it is written${hint},`)
  if (buffer.length < length) refuseLength(name, buffer, `at least ${length}`)
}
