/** Bits after the point of the whole numbers that stand for reals here. */
const BITS = 1400n
const ONE = 1n << BITS

/** A finite double, exactly (to 2⁻¹⁴⁰⁰). */
export function fixed(x: number): bigint {
  if (!Number.isFinite(x)) throw new RangeError(`${x} has no fixed point`)
  if (x === 0) return 0n
  let mantissa = x
  let exponent = 0
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    exponent++
  }
  return (BigInt(mantissa) << BITS) >> BigInt(exponent)
}

export const times = (x: bigint, y: bigint): bigint => (x * y) >> BITS

/** e^{−x} for x ≥ 0: Taylor's series of x/2⁶⁴, squared 64 times. */
export function decayOfFixed(x: bigint): bigint {
  let term = ONE
  let sum = ONE
  const small = x >> 64n
  for (let n = 1n; term !== 0n; n++) {
    term = -times(term, small) / n
    sum += term
  }
  for (let i = 0; i < 64; i++) sum = times(sum, sum)
  return sum
}

/** (actual − expected)/expected to double accuracy, for expected ≠ 0. */
export function relativeDifference(actual: bigint, expected: bigint): number {
  return Number(((actual - expected) << 200n) / expected) / 2 ** 200
}

export { ONE as ONE_FIXED }
