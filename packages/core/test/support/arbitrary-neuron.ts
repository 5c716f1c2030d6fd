import fc from 'fast-check'
import { type Rates, requireRates } from '../../src/learning-rate.ts'
import type { WhitenedProblem } from '../../src/single-neuron/index.ts'

/** Evenly spread over [least, most]. (fc.double is spread over bit patterns: most of its values are next to 0.) */
export const uniform = (least: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 2 ** 30 }).map((k) => least + (most - least) * (k / 2 ** 30))
/** From 10^least to 10^most, evenly in the exponent. */
export const power = (least: number, most: number): fc.Arbitrary<number> =>
  uniform(least, most).map((exponent) => 10 ** exponent)
const within = (bound: number): fc.Arbitrary<number> => uniform(-bound, bound)
const unit = within(1)

const learningRate = (decades: number): fc.Arbitrary<Rates> =>
  fc.oneof(fc.constant({ a: 1, w: 1 }), fc.record({ a: power(-decades, decades), w: power(-decades, decades) }))

/** d entries in [−1, 1] from one number: a hundred times as fast as an array of arbitraries, and as reproducible. */
const entries = (d: number): fc.Arbitrary<number[]> =>
  fc.integer({ min: 1, max: 2147483646 }).map((seed) => {
    let state = seed
    return Array.from({ length: d }, () => {
      state = (state * 16807) % 2147483647
      return (2 * state) / 2147483647 - 1
    })
  })

/** 0 or 10⁻⁸ … 10⁸, in any direction; one of the axes at times. */
function target(d: number): fc.Arbitrary<number[]> {
  const direction = fc.oneof(entries(d), fc.constant(Array.from({ length: d }, (_, j) => Number(j === 0))))
  return fc
    .tuple(direction, fc.oneof(fc.constant(0), fc.constant(1), power(-8, 8), fc.constant(1e8)))
    .map(([direct, size]) => direct.map((entry) => entry * size))
}

const starts = ['any', 'tiny', 'zero', 'a = 0', 'w = 0', 'saddle', 'balanced', 'near balanced'] as const
const corners = [...starts, 'subnormal', 'across', 'near saddle'] as const
type Kind = (typeof corners)[number]

/** w without its part along b, up to rounding. */
function acrossOf(w: readonly number[], b: readonly number[]): number[] {
  const bb = b.reduce((sum, entry) => sum + entry * entry, 0)
  const share = bb === 0 ? 0 : w.reduce((sum, entry, j) => sum + entry * b[j], 0) / bb
  return w.map((entry, j) => entry - share * b[j])
}

function start(kinds: readonly Kind[], b: number[]): fc.Arbitrary<{ a0: number; w0: number[] }> {
  const d = b.length
  return fc
    .tuple(fc.constantFrom(...kinds), unit, entries(d), power(-4, 6), power(-4, 6), fc.integer({ min: -52, max: -10 }))
    .map(([kind, a, w, sizeA, sizeW, exponent]) => {
      const axis = (length: number): number[] => w.map((_, j) => (j === d - 1 ? length : 0))
      switch (kind) {
        case 'any': // δ of either sign, to 1e12
          return { a0: a * sizeA, w0: w.map((entry) => entry * sizeW) }
        case 'tiny':
          return { a0: a * 1e-150, w0: w.map((entry) => entry * 1e-150) }
        case 'subnormal':
          return { a0: a * 1e-310, w0: w.map((entry) => entry * 1e-310) }
        case 'zero':
          return { a0: 0, w0: w.map(() => 0) }
        case 'a = 0':
          return { a0: 0, w0: w.map((entry) => entry * sizeW) }
        case 'across': // the saddle's plane, up to rounding
          return { a0: 0, w0: acrossOf(w, b).map((entry) => entry * sizeW) }
        case 'near saddle':
          return { a0: a * 2 ** exponent * sizeW, w0: acrossOf(w, b).map((entry) => entry * sizeW) }
        case 'w = 0':
          return { a0: a * sizeA, w0: w.map(() => 0) }
        case 'saddle': // exactly: w ⊥ β* entry by entry
          return { a0: 0, w0: w.map((entry, j) => (b[j] === 0 ? entry * sizeW : 0)) }
        case 'balanced': // δ = 0 exactly at equal rates
          return { a0: a, w0: axis(a) }
        default: // near balanced: δ of either sign next to 0
          return { a0: a * (1 + Math.sign(a) * 2 ** exponent), w0: axis(a) }
      }
    })
}

type Problem = WhitenedProblem & { a0: number; w0: number[]; target: number[]; learningRate: Rates }

const problem = (dimension: fc.Arbitrary<number>, decades: number, kinds: readonly Kind[]): fc.Arbitrary<Problem> =>
  dimension
    .chain((d) => fc.tuple(target(d), learningRate(decades)))
    .chain(([b, rates]) => start(kinds, b).map((begin) => ({ ...begin, target: b, learningRate: rates })))

/** Whitened problems up to the edge of what is promised: |δ| to 1e12, ‖β*‖ to 1e8, saddles, zero and tiny starts. */
export const adversarialProblem: fc.Arbitrary<Problem> = problem(fc.integer({ min: 1, max: 4 }), 3, starts)

/** The same with rates from 1e-6 to 1e6, to 200 inputs, subnormal starts and saddles met up to rounding or nearly. */
export const cornerProblem: fc.Arbitrary<Problem> = problem(
  fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 60 },
    { arbitrary: fc.integer({ min: 5, max: 200 }), weight: 1 },
  ),
  6,
  corners,
)

/** Times from 0 to 1e12. */
export const anyTimes: fc.Arbitrary<number[]> = fc.array(fc.oneof(fc.constant(0), power(-12, 12)), {
  minLength: 1,
  maxLength: 6,
})

/** Problems of order one, where integration can be asked for nine digits. */
export const moderateProblem: fc.Arbitrary<Problem> = fc.integer({ min: 1, max: 4 }).chain((d) =>
  fc.record({
    a0: within(2),
    w0: fc.array(within(2), { minLength: d, maxLength: d }),
    target: fc.array(within(2), { minLength: d, maxLength: d }),
    learningRate: fc.record({ a: power(-0.5, 0.5), w: power(-0.5, 0.5) }),
  }),
)

/** The identity, row by row: X of a whitened problem. */
export function identity(d: number): number[] {
  return Array.from({ length: d * d }, (_, p) => Number(Math.floor(p / d) === p % d))
}

/** |z₊| relative to the start's size: how far from the separating surface a start lies, from 0 to 1. */
export function separation({ a0, w0, target: b, learningRate }: WhitenedProblem): number {
  const rates = requireRates(learningRate)
  const q = Math.sqrt(rates.w) * a0
  const p = Array.from(w0, (entry) => Math.sqrt(rates.a) * entry)
  const s = Math.sqrt(rates.a * rates.w) * Math.hypot(...Array.from(b))
  const delta = q * q - p.reduce((sum, entry) => sum + entry * entry, 0)
  const along = s === 0 ? 0 : (p.reduce((sum, entry, j) => sum + entry * b[j], 0) * Math.sqrt(rates.a * rates.w)) / s
  const theta = Math.atan2(s, delta / 2) / 2
  return Math.abs(Math.cos(theta) * q + Math.sin(theta) * along) / (Math.hypot(q, ...p) || 1)
}
