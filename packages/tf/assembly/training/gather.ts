import { copyBytes } from './copy'

/**
 * out [outer, count, bytes] from x [outer, extent, bytes]: slice i of out is slice ids[i] of x. The indices must be in
 * range. Floor: the bytes of out, read and written; measured: twice that with rows of 512 bytes.
 */
export function gather(x: usize, ids: usize, out: usize, outer: i32, extent: i32, count: i32, bytes: i32): void {
  for (let o = 0; o < outer; o++, x += <usize>extent * <usize>bytes)
    for (let i = 0; i < count; i++, out += bytes)
      copyBytes(x + <usize>load<i32>(ids + (<usize>i << 2)) * <usize>bytes, out, bytes)
}
