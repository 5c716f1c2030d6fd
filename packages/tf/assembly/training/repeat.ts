import { copyBytes } from './copy'

/** Each of `outer` runs of x, so many bytes, `times` times in a row. Floor: the bytes of out, read and written. */
export function repeatRuns(x: usize, out: usize, outer: i32, bytes: i32, times: i32): void {
  const run = <usize>bytes
  const whole = run * <usize>times
  for (let o = 0; o < outer; o++, x += run, out += whole) {
    copyBytes(x, out, run)
    // What is there doubles.
    for (let done = run; done < whole; done += min(done, whole - done)) copyBytes(out, out + done, min(done, whole - done))
  }
}
