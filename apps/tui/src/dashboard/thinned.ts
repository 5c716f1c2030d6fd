/** Points that a curve keeps: one of twice as many is thinned to fewer than this. */
const CAPACITY = 4096
/** What a part of a curve's memory holds at least: a dot for every column of a wide terminal, twice. */
const LEAST = 512
/**
 * Of a curve's capacity, the part that an octave of the axis of log-spaced frames may fill with buckets: 64, as many as
 * a wide terminal has dots for one. What 2³¹ samples fill so, two points a bucket, is less than all.
 */
const OCTAVE = 1 / 64

/** A growing curve of bounded memory. */
export interface Thinned {
  readonly length: number
  /** Valid up to `length`. */
  readonly x: Float64Array
  readonly y: Float64Array
  push(x: number, y: number): void
}

/**
 * The place of sample i once samples are merged `stride` at a time, but none of the early ones sooner than on a log
 * axis they fall into one dot: ∫ di / min(stride, 1 + i/k), k buckets a factor e.
 */
function placeOf(i: number, stride: number, k: number): number {
  const turn = k * (stride - 1)
  return i <= turn ? k * Math.log1p(i / k) : k * Math.log1p(turn / k) + (i - turn) / stride
}

/**
 * Keeps the shape of a curve: of the samples that share a bucket the least and the greatest are left, in their order,
 * so every extreme stays, and what a chart draws of the curve is the same to a bucket's width, on a linear axis and on
 * a log one. First and last are always there. A push costs a constant time on average. `part`: of the usual memory.
 */
export function createThinned(part = 1): Thinned {
  const capacity = Math.max(LEAST, Math.floor(part * CAPACITY))
  /** Buckets a factor e. */
  const k = (OCTAVE * capacity) / Math.LN2
  let x = new Float64Array(64)
  let y = new Float64Array(64)
  /** The number of each kept sample in the order of pushes. */
  let index = new Float64Array(64)
  let length = 0
  let pushed = 0
  let stride = 1

  function grow(): void {
    const larger = (from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(2 * from.length)
      to.set(from)
      return to
    }
    x = larger(x)
    y = larger(y)
    index = larger(index)
  }

  const move = (from: number, to: number): void => {
    x[to] = x[from]!
    y[to] = y[from]!
    index[to] = index[from]!
  }

  /** Merges what has come since into buckets of the stride. */
  function thin(): void {
    let kept = 1
    for (let i = 1; i < length - 1; ) {
      const place = Math.floor(placeOf(index[i]!, stride, k))
      let least = i
      let most = i
      let end = i + 1
      for (; end < length - 1 && Math.floor(placeOf(index[end]!, stride, k)) === place; end++) {
        if (y[end]! < y[least]! || Number.isNaN(y[least]!)) least = end
        if (y[end]! > y[most]! || Number.isNaN(y[most]!)) most = end
      }
      move(Math.min(least, most), kept++)
      if (least !== most) move(Math.max(least, most), kept++)
      i = end
    }
    move(length - 1, kept++)
    length = kept
  }

  return {
    get length() {
      return length
    },
    get x() {
      return x.subarray(0, length)
    },
    get y() {
      return y.subarray(0, length)
    },
    push(px, py) {
      if (length === x.length) grow()
      x[length] = px
      y[length] = py
      index[length] = pushed++
      length++
      if (length < 2 * capacity) return
      for (thin(); length > capacity; thin()) stride *= 2
    },
  }
}
