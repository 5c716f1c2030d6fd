import fc from 'fast-check'
import type { WhitenedProblem } from '../../src/single-neuron/index.ts'

/** Evenly spread over [least, most]. (fc.double is spread over bit patterns: most of its values are next to 0.) */
export const uniform = (least: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 2 ** 30 }).map((k) => least + (most - least) * (k / 2 ** 30))
/** From 10^least to 10^most, evenly in the exponent. */
export const power = (least: number, most: number): fc.Arbitrary<number> =>
  uniform(least, most).map((exponent) => 10 ** exponent)
const within = (bound: number): fc.Arbitrary<number> => uniform(-bound, bound)
const unit = within(1)

const learningRate = fc.oneof(fc.constant({ a: 1, w: 1 }), fc.record({ a: power(-3, 3), w: power(-3, 3) }))

/** 0 or 10⁻⁸ … 10⁸, in any direction; one of the axes at times. */
function target(d: number): fc.Arbitrary<number[]> {
  const direction = fc.oneof(
    fc.array(unit, { minLength: d, maxLength: d }),
    fc.constant(Array.from({ length: d }, (_, j) => Number(j === 0))),
  )
  return fc
    .tuple(direction, fc.oneof(fc.constant(0), fc.constant(1), power(-8, 8)))
    .map(([entries, size]) => entries.map((entry) => entry * size))
}

const starts = ['any', 'tiny', 'zero', 'a = 0', 'w = 0', 'saddle', 'balanced', 'near balanced'] as const

function start(d: number, b: number[]): fc.Arbitrary<{ a0: number; w0: number[] }> {
  const entries = fc.array(unit, { minLength: d, maxLength: d })
  return fc
    .tuple(fc.constantFrom(...starts), unit, entries, power(-4, 6), power(-4, 6), fc.integer({ min: -52, max: -10 }))
    .map(([kind, a, w, sizeA, sizeW, exponent]) => {
      const axis = (length: number): number[] => w.map((_, j) => (j === d - 1 ? length : 0))
      switch (kind) {
        case 'any': // δ of either sign, to 1e12
          return { a0: a * sizeA, w0: w.map((entry) => entry * sizeW) }
        case 'tiny':
          return { a0: a * 1e-150, w0: w.map((entry) => entry * 1e-150) }
        case 'zero':
          return { a0: 0, w0: w.map(() => 0) }
        case 'a = 0':
          return { a0: 0, w0: w.map((entry) => entry * sizeW) }
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

/** Whitened problems up to the edge of what is promised: |δ| to 1e12, ‖β*‖ to 1e8, saddles, zero and tiny starts. */
export const adversarialProblem: fc.Arbitrary<WhitenedProblem> = fc
  .integer({ min: 1, max: 4 })
  .chain((d) => fc.tuple(target(d), learningRate))
  .chain(([b, rates]) => start(b.length, b).map((begin) => ({ ...begin, target: b, learningRate: rates })))

/** Times from 0 to 1e12. */
export const anyTimes: fc.Arbitrary<number[]> = fc.array(fc.oneof(fc.constant(0), power(-12, 12)), {
  minLength: 1,
  maxLength: 6,
})

/** Problems of order one, where integration can be asked for nine digits. */
export const moderateProblem: fc.Arbitrary<WhitenedProblem & { w0: number[]; target: number[] }> = fc
  .integer({ min: 1, max: 4 })
  .chain((d) =>
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
export function separation({ a0, w0, target: b, learningRate: rates = { a: 1, w: 1 } }: WhitenedProblem): number {
  const q = Math.sqrt(rates.w) * a0
  const p = Array.from(w0, (entry) => Math.sqrt(rates.a) * entry)
  const s = Math.sqrt(rates.a * rates.w) * Math.hypot(...Array.from(b))
  const delta = q * q - p.reduce((sum, entry) => sum + entry * entry, 0)
  const along = s === 0 ? 0 : (p.reduce((sum, entry, j) => sum + entry * b[j], 0) * Math.sqrt(rates.a * rates.w)) / s
  const theta = Math.atan2(s, delta / 2) / 2
  return Math.abs(Math.cos(theta) * q + Math.sin(theta) * along) / (Math.hypot(q, ...p) || 1)
}
