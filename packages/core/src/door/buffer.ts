import { refuse, refuseAs, refuseLength } from './refuse.ts'

/** Throws a {@link LazyrichError} unless `buffer`, which is to be written, is a Float64Array of `length` numbers or more; `hint` says how to come by one. */
export function requireBuffer(name: string, buffer: Float64Array, length: number, hint = ''): void {
  if (!(buffer instanceof Float64Array)) refuse(name, buffer, `a Float64Array, since it is written${hint},`)
  if (buffer.length < length) refuseLength(name, buffer, `at least ${length}`)
}

/** Throws a {@link LazyrichError} where two buffers, both of which are to be written, share memory. */
export function requireApart(name: string, buffer: Float64Array, otherName: string, other: Float64Array): void {
  const [from, otherFrom] = [buffer.byteOffset, other.byteOffset]
  if (buffer.buffer === other.buffer && from < otherFrom + other.byteLength && otherFrom < from + buffer.byteLength)
    refuseAs(`${name} shares memory with ${otherName}`, 'memory of its own')
}
