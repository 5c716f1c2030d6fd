// A depthwise convolution whose channels have several kernels each is one with so many times the channels, each of them
// repeated.

/** Each of `count` entries `times` times in a row. One store an entry of the result. */
export function repeat(x: usize, count: i32, times: i32, to: usize): void {
  for (const last = x + ((<usize>count) << 2); x < last; x += 4) {
    const value = load<f32>(x)
    for (let q = 0; q < times; q++) {
      store<f32>(to, value)
      to += 4
    }
  }
}

/** Sums of `times` entries in a row, `count` of them. One load an entry. */
export function sumRuns(x: usize, count: i32, times: i32, to: usize): void {
  for (const last = to + ((<usize>count) << 2); to < last; to += 4) {
    let sum: f32 = 0
    for (let q = 0; q < times; q++) {
      sum += load<f32>(x)
      x += 4
    }
    store<f32>(to, sum)
  }
}
