import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bar } from '../../src/draw/bar.ts'
import { lineChart } from '../../src/draw/chart.ts'
import { type Grid, toText } from '../../src/draw/grid.ts'
import { plane } from '../../src/draw/plane.ts'

const nasty = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0, -0, 1e300, -1e300, 1e-300, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, Infinity, -Infinity, NaN),
)
const width = fc.integer({ min: 0, max: 130 })
const height = fc.integer({ min: 0, max: 45 })
const size = fc.record({ width, height })
const words = fc.record({
  title: fc.string({ maxLength: 20 }),
  xLabel: fc.string({ maxLength: 9 }),
  yLabel: fc.string({ maxLength: 9 }),
})
const points = fc
  .array(fc.tuple(nasty, nasty), { maxLength: 40 })
  .map((all) => ({ x: all.map(([x]) => x), y: all.map(([, y]) => y) }))
const domain = fc.option(fc.tuple(nasty, nasty), { nil: undefined })
const scale = fc.constantFrom('linear' as const, 'log' as const)

/** The grid has the asked size, and each of its glyphs is one printable code point. */
const expectSound = (grid: Grid, columns: number, rows: number): void => {
  expect([grid.columns, grid.rows]).toEqual([columns, rows])
  expect(grid.glyphs.length).toBe(columns * rows)
  expect(grid.glyphs.every((glyph) => glyph >= 32 && glyph !== 127 && glyph <= 0x10ffff)).toBe(true)
  expect(grid.styles.every((style) => style < 1 << 19)).toBe(true)
}

test('lineChart() draws whatever it is given on a grid of the requested size', () => {
  const series = points.chain((data) =>
    fc
      .record({ mark: fc.constantFrom('line' as const, 'points' as const), label: fc.string({ maxLength: 8 }) })
      .map((rest) => ({ ...data, ...rest, style: 5 })),
  )
  const input = fc.record({
    size,
    words,
    xScale: scale,
    yScale: scale,
    series: fc.array(series, { maxLength: 4 }),
    x: domain,
    y: domain,
  })
  fc.assert(
    fc.property(input, ({ size, words, x, y, ...rest }) => {
      const domains = { ...(x && { xDomain: x }), ...(y && { yDomain: y }) }
      expectSound(lineChart({ ...size, ...words, ...rest, ...domains }), size.width, size.height)
    }),
    { numRuns: 400 },
  )
})

test('plane() draws whatever it is given on a grid of the requested size', () => {
  const place = fc.record({
    x: nasty,
    y: nasty,
    style: fc.constant(3),
    label: fc.string({ maxLength: 6 }),
    glyph: fc.constant('✕'),
  })
  const path = points.map((data) => ({ ...data, style: 5 }))
  const f = fc.constantFrom(
    (x: number, y: number) => x * y,
    () => NaN,
    (x: number) => 1 / x,
  )
  const input = fc.record({
    size,
    words,
    paths: fc.array(path, { maxLength: 3 }),
    rays: fc.array(place, { maxLength: 3 }),
    marks: fc.array(place, { maxLength: 3 }),
    contours: fc.record({ f, levels: fc.array(nasty, { maxLength: 3 }) }),
    x: domain,
    y: domain,
  })
  fc.assert(
    fc.property(input, ({ size, words, x, y, ...rest }) => {
      const grid = plane({ ...size, ...words, ...rest, ...(x && y && { domain: { x, y } }) })
      expectSound(grid, size.width, size.height)
    }),
    { numRuns: 300 },
  )
})

test('bar() keeps to one row of the requested width', () => {
  fc.assert(fc.property(width, nasty, (width, fraction) => expectSound(bar({ width, fraction, style: 2 }), width, 1)))
})

const chartOf = (x: number[], y: number[], xScale: 'linear' | 'log', yScale: 'linear' | 'log'): string[] =>
  toText(
    lineChart({
      width: 40,
      height: 12,
      title: '',
      xLabel: '',
      yLabel: '',
      xScale,
      yScale,
      series: [{ x, y, style: 5, label: '', mark: 'line' }],
    }),
  ).split('\n')

const dotted = (rows: string[]): number[] =>
  Array.from({ length: 40 }, (_, column) => column).filter((column) =>
    rows.some((row) => /[\u2801-\u28ff]/.test(row[column] ?? '')),
  )

test('step 0 stands at the left edge of a log axis, joined to step 1', () => {
  expect(dotted(chartOf([0, 1, 10, 100], [4, 3, 2, 1], 'log', 'linear'))).toEqual(
    Array.from({ length: 34 }, (_, i) => i + 6),
  )
})

test.each([NaN, Infinity, -Infinity, 0, -1])('y = %d leaves a gap on a log axis', (gap) => {
  const columns = dotted(chartOf([0, 1, 2, 3, 4], [1, 1, gap, 1, 1], 'linear', 'log'))
  expect(columns.some((column) => column < 15) && columns.some((column) => column > 32)).toBe(true)
  expect(columns.filter((column) => column > 16 && column < 29)).toEqual([])
})
