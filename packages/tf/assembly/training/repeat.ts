import { copyBytes } from './copy'

/** Each of `outer` runs of x, so many bytes, `times` times in a row. Floor: the bytes of out, read and written. */
export function repeatRuns(x: usize, out: usize, outer: i32, bytes: i32, times: i32): void {
  const run = <usize>bytes
  const whole = run * <usize>times
  if (bytes == 4) {
    for (let o = 0; o < outer; o++, x += 4) {
      fill(out, out + whole, v128.load32_splat(x))
      out += whole
    }
    return
  }
  for (let o = 0; o < outer; o++, x += run, out += whole) {
    copyBytes(x, out, run)
    // What is there doubles.
    for (let done = run; done < whole; done += min(done, whole - done))
      copyBytes(out, out + done, min(done, whole - done))
  }
}

/** One entry over and over. */
// @ts-expect-error: a decorator of the language
@inline
function fill(out: usize, end: usize, entry: v128): void {
  for (; out + 16 <= end; out += 16) v128.store(out, entry)
  for (; out < end; out += 4) v128.store32_lane(out, entry, 0)
}
