/** Points of a curve. */
export interface Points {
  readonly length: number
  /** At least `length` numbers each. */
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

/** Points in the order in which they came; room grows by doubling. */
export interface Series extends Points {
  readonly x: Float64Array
  readonly y: Float64Array
  append(x: number, y: number): void
  clear(): void
}

/** An empty series with room for `room` points before it grows. */
export function createSeries(room = 256): Series {
  let x = new Float64Array(room)
  let y = new Float64Array(room)
  let length = 0
  const grown = (old: Float64Array): Float64Array<ArrayBuffer> => {
    const next = new Float64Array(2 * old.length)
    next.set(old)
    return next
  }
  return {
    get length() {
      return length
    },
    get x() {
      return x
    },
    get y() {
      return y
    },
    append(nextX, nextY) {
      if (length === x.length) {
        x = grown(x)
        y = grown(y)
      }
      x[length] = nextX
      y[length] = nextY
      length++
    },
    clear() {
      length = 0
    },
  }
}

/**
 * y at a given x, for ascending x: on the straight line between neighbours. NaN outside, and where a neighbour is not
 * finite.
 */
export function interpolate({ length, x, y }: Points, at: number): number {
  if (length === 0 || !(at >= x[0]! && at <= x[length - 1]!)) return Number.NaN
  let low = 0
  let high = length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (x[middle]! <= at) low = middle
    else high = middle
  }
  const span = x[high]! - x[low]!
  if (span === 0) return y[high]!
  return y[low]! + ((at - x[low]!) / span) * (y[high]! - y[low]!)
}
