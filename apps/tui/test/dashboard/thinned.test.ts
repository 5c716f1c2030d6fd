import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createThinned } from '../../src/dashboard/thinned.ts'

const value = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.constantFrom(Infinity, -Infinity, 0, -0, 1e308, 1e-308),
)

/** Stretches of a stream: of one value, of a ramp, of swings, or of what is no number. */
const stretch = fc.record({
  kind: fc.constantFrom('constant' as const, 'ramp' as const, 'swing' as const, 'gap' as const),
  value,
  length: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5000 })),
  /** By how much x grows from sample to sample; several may share a place. */
  by: fc.constantFrom(0, 0.5, 1),
})

function samplesOf(stretches: readonly (typeof stretch extends fc.Arbitrary<infer S> ? S : never)[]) {
  const x: number[] = []
  const y: number[] = []
  let at = 0
  for (const { kind, value, length, by } of stretches)
    for (let i = 0; i < length; i++) {
      x.push(at)
      y.push(kind === 'gap' ? NaN : kind === 'ramp' ? value * (i / length) : kind === 'swing' && i % 2 ? -value : value)
      at += by
    }
  return { x, y }
}

function extremes(y: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < y.length; i++) {
    if (y[i]! < low) low = y[i]!
    if (y[i]! > high) high = y[i]!
  }
  return [low, high]
}

test('a thinned curve of any stream is short, in order, of its samples, and has its ends and extremes', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 12 }), fc.constantFrom(1, 0.5, 0.01), (stretches, part) => {
      const { x, y } = samplesOf(stretches)
      const thinned = createThinned(part)
      for (let i = 0; i < x.length; i++) {
        thinned.push(x[i]!, y[i]!)
        if (thinned.length >= 2 * Math.max(512, part * 4096)) throw new Error(`${thinned.length} points are kept`)
      }
      const kept = { x: thinned.x, y: thinned.y }
      expect([kept.x.length, kept.y.length]).toEqual([thinned.length, thinned.length])
      if (x.length === 0) return
      expect([kept.x[0], kept.y[0], kept.x.at(-1), kept.y.at(-1)]).toEqual([x[0], y[0], x.at(-1), y.at(-1)])
      expect(extremes(kept.y)).toEqual(extremes(y))
      // Every kept point is a sample, and they come in the order of the samples.
      let at = 0
      for (let i = 0; i < kept.x.length; i++) {
        while (at < x.length && !(x[at] === kept.x[i] && Object.is(y[at], kept.y[i]))) at++
        if (at++ >= x.length)
          throw new Error(`point ${i}, (${kept.x[i]}, ${kept.y[i]}), is no sample after the one before`)
      }
    }),
    { numRuns: 40 },
  )
})

test('a stretch of numbers between gaps stays a stretch of numbers, and a long gap a gap', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 8 }), (lengths) => {
      const thinned = createThinned(0.01)
      let step = 0
      const borders: { from: number; to: number; isGap: boolean }[] = []
      for (const [i, length] of lengths.entries()) {
        borders.push({ from: step, to: step + length - 1, isGap: i % 2 === 1 })
        for (let k = 0; k < length; k++) thinned.push(step++, i % 2 === 1 ? NaN : i)
      }
      // A bucket is at most a 128th of the stream where it is widest: a longer stretch has points of its own.
      for (const { from, to, isGap } of borders) {
        if (to - from < step / 100) continue
        const inside = [...thinned.x.keys()].filter((i) => thinned.x[i]! >= from && thinned.x[i]! <= to)
        expect(inside.some((i) => Number.isNaN(thinned.y[i]!) === isGap)).toBe(true)
      }
    }),
    { numRuns: 40 },
  )
})
