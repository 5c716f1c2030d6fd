/** The unevaluated sum hi + lo of two doubles, |lo| ≤ ½ ulp(hi): 106 bits (Dekker 1971). */
export interface Pair {
  readonly hi: number
  readonly lo: number
}

/** 2²⁷ + 1: x·SPLITTER − (x·SPLITTER − x) keeps the upper 26 bits of x. */
const SPLITTER = 134217729

export const ZERO: Pair = { hi: 0, lo: 0 }
export const ONE: Pair = { hi: 1, lo: 0 }

/** The upper 26 bits of x, so that products of two such halves are exact. */
export function upperHalf(x: number): number {
  const carried = SPLITTER * x
  return carried - (carried - x)
}

/** hi + lo for |hi| ≥ |lo|. */
function ordered(hi: number, lo: number): Pair {
  const sum = hi + lo
  return { hi: sum, lo: lo - (sum - hi) }
}

/** x + y, exactly. */
export function sumOf(x: number, y: number): Pair {
  const hi = x + y
  const carried = hi - x
  return { hi, lo: x - (hi - carried) + (y - carried) }
}

/** x y, exactly. */
export function productOf(x: number, y: number): Pair {
  const hi = x * y
  const xUpper = upperHalf(x)
  const yUpper = upperHalf(y)
  const xLower = x - xUpper
  const yLower = y - yUpper
  return { hi, lo: xUpper * yUpper - hi + xUpper * yLower + xLower * yUpper + xLower * yLower }
}

export function add(x: Pair, y: Pair): Pair {
  const high = sumOf(x.hi, y.hi)
  const low = sumOf(x.lo, y.lo)
  const first = ordered(high.hi, high.lo + low.hi)
  return ordered(first.hi, first.lo + low.lo)
}

export function multiply(x: Pair, y: Pair): Pair {
  const product = productOf(x.hi, y.hi)
  return ordered(product.hi, product.lo + (x.hi * y.lo + x.lo * y.hi))
}

/** x/y for y ≠ 0. */
export function divide(x: Pair, y: Pair): Pair {
  const first = x.hi / y.hi
  const rest = add(x, negative(multiply(y, { hi: first, lo: 0 })))
  return ordered(first, rest.hi / y.hi)
}

/** √x for x ≥ 0. */
export function squareRoot(x: Pair): Pair {
  const first = Math.sqrt(x.hi)
  if (first === 0) return ZERO
  const rest = add(x, negative(productOf(first, first)))
  return ordered(first, rest.hi / (2 * first))
}

export function negative(x: Pair): Pair {
  return { hi: -x.hi, lo: -x.lo }
}

/** x 2^exponent, exact within the range of doubles. */
export function scaleByPower(x: number, exponent: number): number {
  const whole = Math.max(-2200, Math.min(2200, exponent)) // beyond these all is 0 or infinite
  const third = Math.trunc(whole / 3)
  return x * 2 ** third * 2 ** third * 2 ** (whole - 2 * third)
}

export function scalePair(x: Pair, exponent: number): Pair {
  return { hi: scaleByPower(x.hi, exponent), lo: scaleByPower(x.lo, exponent) }
}

/** ⌊log₂|x|⌋, off by at most one next to a power of two; −∞ for 0. */
export function exponentOf(x: number): number {
  return Math.floor(Math.log2(Math.abs(x)))
}

/**
 * Σ x_i y_i as if in twice the precision (Ogita, Rump and Oishi 2005, Dot2), and Σ|x_i y_i|. About 25 operations per
 * entry. Products beyond 1e±290 lose their lower half.
 */
export function exactDot(x: ArrayLike<number>, y: ArrayLike<number>): { value: Pair; size: number } {
  let hi = 0
  let lo = 0
  let size = 0
  for (let i = 0; i < x.length; i++) {
    const product = productOf(x[i]!, y[i]!)
    const sum = sumOf(hi, product.hi)
    hi = sum.hi
    lo += sum.lo + product.lo
    size += Math.abs(product.hi)
  }
  return { value: ordered(hi, lo), size }
}

/** mantissa · 2^exponent for any whole exponent: a number of any size; 0 has the exponent −∞. */
export interface Wide {
  readonly mantissa: number
  readonly exponent: number
}
