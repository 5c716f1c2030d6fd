import { multiply, type Pair, squareRoot, upperHalf, type Wide } from './double-double.ts'

/** A rate ≥ 0 to 80 bits, split so that the upper part times the upper half of a time is exact. */
export interface Rate {
  readonly value: number
  readonly upper: number
  readonly lower: number
}

/** Steps of the table of e^{−x} for one halving. */
const STEPS = 256
const PER_STEP = STEPS / Math.LN2
/** ln 2/256 in two parts, the first with 32 bits: its products with whole numbers below 2²¹ are exact. */
const STEP_UPPER = 0.6931471803691238 / STEPS
const STEP_LOWER = 0.00000000019082149292705877 / STEPS

/** 2^{−j/256} for j below 256 as pairs: hi at 2j, lo at 2j + 1. */
const FRACTIONS: Float64Array = /* @__PURE__ */ fractions()
/** 2^{−n} for n to 1100, the last ones 0. */
const HALVINGS: Float64Array = /* @__PURE__ */ new Float64Array(1101).map((_, n) => 2 ** -n)

function fractions(): Float64Array {
  let step: Pair = { hi: 0.5, lo: 0 }
  for (let halved = STEPS; halved > 1; halved /= 2) step = squareRoot(step)
  const table = new Float64Array(2 * STEPS)
  let power: Pair = { hi: 1, lo: 0 }
  for (let j = 0; j < STEPS; j++) {
    table[2 * j] = power.hi
    table[2 * j + 1] = power.lo
    power = multiply(power, step)
  }
  return table
}

export function rateOf({ hi, lo }: Pair): Rate {
  const upper = upperHalf(hi)
  return { value: hi, upper, lower: hi - upper + lo }
}

/**
 * E = e^{−rate·t} and, where `rest` is given, 1 − e^{−rate·t}, both within about 1 ulp for the exact product rate·t.
 *
 * x = rate·t is k·(ln 2/256) + r with |r| ≤ ln 2/512, and e^{−x} = 2^{−⌊k/256⌋} · 2^{−(k mod 256)/256} · e^{−r}, the
 * second factor from a table of pairs (Tang 1989), the third a polynomial of degree 5 that is off by 2⁻⁵⁷ r at most. r
 * is computed from the halves of rate and t, since rounding x to a double would alone cost x/2 ulp of the result. 1 − E
 * is (1 − T) − T expm1(−r), exact in its first term down to T = ½ and without a table value (T = 1) for small x.
 *
 * About 35 multiplications, additions and conversions and four reads per exponential, no division, one predicted
 * branch.
 */
export function decays(rate: Rate, times: Float64Array, count: number, E: Float64Array, rest?: Float64Array): void {
  const { value, upper, lower } = rate
  for (let i = 0; i < count; i++) {
    const t = times[i]!
    const x = value * t
    if (!(x < 740)) {
      E[i] = 0
      if (rest) rest[i] = 1
      continue
    }
    const k = (x * PER_STEP + 0.5) | 0
    const tUpper = upperHalf(t)
    const m = k * STEP_UPPER - upper * tUpper + (k * STEP_LOWER - (upper * (t - tUpper) + lower * t))
    const q = m + m * m * (0.5 + m * (1 / 6 + m * (1 / 24 + m * (1 / 120))))
    const halving = HALVINGS[k >> 8]!
    const j = (k & 255) << 1
    const F = FRACTIONS[j]!
    const change = F * q + FRACTIONS[j + 1]!
    E[i] = halving * (F + change)
    if (rest) rest[i] = 1 - halving * F - halving * change
  }
}

/** From here on e^{−x} counts as 0: it is smaller than any ratio of two doubles or of their squares. */
const GONE = 5000

/** e^{−rate·t} as mantissa · 2^exponent, for t of any size. */
export function decayOf({ value, upper, lower }: Rate, t: number): Wide {
  const x = value * t
  if (!(x < GONE)) return { mantissa: 0, exponent: -Infinity }
  const k = Math.floor(x * PER_STEP + 0.5)
  const tUpper = upperHalf(t)
  const m = k * STEP_UPPER - upper * tUpper + (k * STEP_LOWER - (upper * (t - tUpper) + lower * t))
  const q = m + m * m * (0.5 + m * (1 / 6 + m * (1 / 24 + m * (1 / 120))))
  const j = (k & 255) << 1
  const T = FRACTIONS[j]!
  return { mantissa: T + (T * q + FRACTIONS[j + 1]!), exponent: -(k >> 8) }
}
