import fc from 'fast-check'
import { expect, test } from 'vitest'
import { envelope, smoothed } from '../../src/draw/by-column.ts'
import { isShown } from '../../src/draw/domain.ts'
import { createScale, type ScaleKind } from '../../src/draw/scale.ts'

const kind = fc.constantFrom<ScaleKind>('linear', 'log')

const input = fc
  .record({
    xKind: kind,
    yKind: kind,
    width: fc.integer({ min: 2, max: 90 }),
    part: fc.constantFrom(0.02, 0.06, 0.5),
    samples: fc.array(
      fc.record({
        after: fc.constantFrom(0, 0, 0.5, 1, 7),
        y: fc.oneof(
          { weight: 8, arbitrary: fc.double({ min: -1e100, max: 1e100 }) },
          { weight: 8, arbitrary: fc.double({ min: 0, max: 2, noNaN: true }) },
          fc.constantFrom(NaN, Infinity, -Infinity, 0, -1, 5e-324),
        ),
      }),
      { maxLength: 120 },
    ),
  })
  .map(({ samples, ...rest }) => {
    let at = 0
    const x = samples.map(({ after }, i) => {
      // The start, x = 0, is one sample.
      at += i === 1 ? Math.max(0.5, after) : after
      return at
    })
    return { ...rest, x, y: samples.map(({ y }) => y), end: Math.max(2, at) }
  })

/** Columns of dots of the drawn points, and the values that can be shown of each column of the samples. */
function columnsOf({ x, y, xKind, yKind, end, width }: typeof input extends fc.Arbitrary<infer I> ? I : never) {
  const scale = createScale(xKind, [xKind === 'log' ? 0.5 : 0, end], [0, width - 1])
  const values = new Map<number, number[]>()
  for (const [i, at] of x.entries()) {
    // On a log axis 0 is seen where what follows it is in view; here it always is.
    const column = Math.round(scale.at(at))
    if (isShown(yKind, y[i]!)) values.set(column, [...(values.get(column) ?? []), y[i]!])
  }
  return { scale, values }
}

const isIncreasing = (x: ArrayLike<number>): boolean => Array.from(x).every((value, i) => i === 0 || value > x[i - 1]!)

test('a smoothed curve has a point a column at most, in order, between the least and the greatest value nearby', () => {
  fc.assert(
    fc.property(input, (given) => {
      const { scale, values } = columnsOf(given)
      const drawn = smoothed(given, scale, given.yKind, given.width, given.part)
      expect(isIncreasing(drawn.x)).toBe(true)
      const all = [...values.values()].flat()
      const most = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      const slack = 1e-9 * most
      const least = all.reduce((a, b) => Math.min(a, b), Infinity)
      const greatest = all.reduce((a, b) => Math.max(a, b), -Infinity)
      for (let i = 0; i < drawn.x.length; i++) {
        const column = Math.round(scale.at(drawn.x[i]!))
        // NaN is a gap: where nothing can be shown, and nowhere else.
        expect(Number.isNaN(drawn.y[i]!)).toBe(!values.has(column))
        if (!values.has(column)) continue
        expect(drawn.y[i]).toBeGreaterThanOrEqual(least - slack)
        expect(drawn.y[i]).toBeLessThanOrEqual(greatest + slack)
      }
      expect(Array.from(drawn.x).filter((_, i) => !Number.isNaN(drawn.y[i]!)).length).toBe(values.size)
    }),
    { numRuns: 200 },
  )
})

test('an envelope has a point a column at most, in order: values of the curve, none below those of its column', () => {
  fc.assert(
    fc.property(input, (given) => {
      const { scale, values } = columnsOf(given)
      const drawn = envelope(given, scale, given.yKind, given.width)
      expect(isIncreasing(drawn.x)).toBe(true)
      const all = new Set([...values.values()].flat())
      const seen: number[] = []
      for (let i = 0; i < drawn.x.length; i++) {
        const own = values.get(Math.round(scale.at(drawn.x[i]!)))
        expect(Number.isNaN(drawn.y[i]!)).toBe(!own)
        if (!own) continue
        expect(all).toContain(drawn.y[i])
        expect(drawn.y[i]).toBeGreaterThanOrEqual(Math.max(...own))
        seen.push(drawn.y[i]!)
      }
      expect(Math.max(...seen)).toBe(Math.max(...all))
    }),
    { numRuns: 200 },
  )
})
