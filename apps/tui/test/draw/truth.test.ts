import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chart, type LineChart, lineChart } from '../../src/draw/chart.ts'
import type { ColourDepth } from '../../src/draw/colour-depth.ts'
import { toAnsi, toText } from '../../src/draw/grid.ts'
import { inksOf } from '../../src/draw/palette.ts'
import type { Series } from '../../src/draw/series.ts'
import { BOLD, DIM } from '../../src/draw/style.ts'
import { cellsOf, dotsOf, heightsOf, numbersOf, place, runsIn } from '../support/read-chart.ts'

/** Half a cell, in dots. */
const HALF_ROW = 2

type Kind = LineChart['xScale']

/** Where the curves are: right of the y axis, between the heading and the x axis, up to the letters. */
function frameOf(text: readonly string[]) {
  const axis = text.findIndex((row) => row.includes('└'))
  const left = text[axis]!.indexOf('└') + 1
  return { left, top: 1, rows: axis - 1, columns: text[axis]!.length - left }
}

const kinds = fc.constantFrom<Kind>('linear', 'log')
const depths = fc.constantFrom<ColourDepth>('truecolor', '256', '16', 'none')

/** A walk in the unit square, which now and then leaves it; `roughness` is its step. */
const walk = fc
  .record({
    steps: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 120 }),
    start: fc.double({ min: 0, max: 1, noNaN: true }),
    roughness: fc.constantFrom(0, 0.02, 0.3),
    reach: fc.double({ min: 0.2, max: 1.1, noNaN: true }),
  })
  .map(({ steps, start, roughness, reach }) => {
    let y = start
    return steps.map((step, i) => {
      y += roughness * step
      return [(reach * i) / (steps.length - 1), y] as const
    })
  })

const sample = fc.record({
  width: fc.integer({ min: 24, max: 120 }),
  height: fc.integer({ min: 8, max: 40 }),
  xScale: kinds,
  yScale: kinds,
  depth: depths,
  walks: fc.array(walk, { minLength: 1, maxLength: 6 }),
  exponent: fc.integer({ min: -8, max: 5 }),
  decades: fc.integer({ min: 1, max: 9 }),
})

const valueAt = (kind: Kind, [low, high]: readonly [number, number], part: number): number =>
  kind === 'log' ? low * (high / low) ** part : low + part * (high - low)

test('every drawn dot is within half a cell of its own run, and every value is there or under a later run', () => {
  fc.assert(
    fc.property(sample, ({ width, height, xScale, yScale, depth, walks, exponent, decades }) => {
      const yDomain: [number, number] =
        yScale === 'log' ? [10 ** exponent, 10 ** (exponent + decades)] : [-(10 ** exponent), 2 * 10 ** exponent]
      const xDomain: [number, number] = xScale === 'log' ? [1, 10 ** decades] : [0, 40 * 10 ** exponent]
      const inks = inksOf('other', walks.length)
      const series = walks.map((points, i): Series => {
        const x = points.map(([part]) => valueAt(xScale, xDomain, part))
        const y = points.map(([, part]) => valueAt(yScale, yDomain, part))
        const style = inks[i]! | (i === walks.length - 1 ? BOLD : DIM)
        return { x, y, style, label: '', letter: 'abcdef'[i]!, mark: 'line' }
      })
      const grid = lineChart({
        width,
        height,
        title: '',
        xLabel: '',
        yLabel: '',
        xScale,
        yScale,
        xDomain,
        yDomain,
        series,
      })
      const cells = cellsOf(toAnsi(grid, depth), width, depth)
      const { left, top, rows, columns } = frameOf(toText(grid).split('\n'))
      const inDots = series.map(({ x, y }) =>
        Array.from(
          x as number[],
          (value, k) =>
            [
              place(xScale, xDomain, value) * (2 * columns - 1),
              4 * rows - 2 - place(yScale, yDomain, y[k]!) * (4 * rows - 3),
            ] as const,
        ),
      )
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const { glyph, sequence } = cells[top + row]![left + column]!
          const owners = runsIn(series, sequence, depth)
          for (const dot of dotsOf(glyph)) {
            const x = 2 * column + dot.x
            const y = 4 * row + dot.y
            const isTrue = owners.some((run) => {
              const [low, high] = heightsOf(inDots[run]!, x - 1, x + 1)
              return y >= low - HALF_ROW && y <= high + HALF_ROW
            })
            expect(isTrue, `a dot at ${x}, ${y}`).toBe(true)
          }
        }
      }
      for (const [run, points] of inDots.entries()) {
        for (const [x, y] of points) {
          const [dotX, dotY] = [Math.round(x), Math.round(y)]
          if (dotX < 0 || dotX >= 2 * columns || dotY < 0 || dotY >= 4 * rows) continue
          const { glyph, sequence } = cells[top + (dotY >> 2)]![left + (dotX >> 1)]!
          if (/[a-f+]/.test(glyph)) continue
          const dots = dotsOf(glyph)
          expect(dots.length, `run ${run} at ${x}, ${y}`).toBeGreaterThan(0)
          const owner = Math.max(...runsIn(series, sequence, depth))
          expect(owner).toBeGreaterThanOrEqual(run)
          if (owner > run) continue
          const isThere = dots.some((dot) => Math.abs(4 * (dotY >> 2) + dot.y - y) <= HALF_ROW)
          expect(isThere, `run ${run} at ${x}, ${y}`).toBe(true)
        }
      }
    }),
    { numRuns: 150 },
  )
})

/** The labels of the y axis with their rows, from the lowest. */
const yLabelsOf = (text: readonly string[]) =>
  text
    .flatMap((row, i) => {
      const label = /^ *([^ ]+)┤/.exec(row)?.[1]
      return label ? [{ label, row: i }] : []
    })
    .toReversed()

test('labels read back as the scale: each stands in the cell that its number is drawn in, two at least', () => {
  const ends = fc.oneof(
    fc.tuple(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.double({ min: 1e-3, max: 1e4, noNaN: true })),
    fc.tuple(fc.constantFrom(1e6, -1e6, 12345678), fc.constantFrom(1e-3, 0.02, 7)),
  )
  const property = fc.property(
    fc.record({
      width: fc.integer({ min: 24, max: 120 }),
      height: fc.integer({ min: 5, max: 40 }),
      kind: kinds,
      ends,
      ratio: fc.double({ min: 1.05, max: 1e12, noNaN: true }),
    }),
    ({ width, height, kind, ends: [from, span], ratio }) => {
      const low = kind === 'log' ? Math.abs(from) + 1e-9 : from
      const domain: [number, number] = [low, kind === 'log' ? low * ratio : from + span]
      const series: Series[] = [{ x: domain, y: domain, style: 5, label: '', mark: 'line' }]
      const common = { width, height, title: '', xLabel: 'step', yLabel: '', series }
      const grid = lineChart({ ...common, xScale: kind, yScale: kind, xDomain: domain, yDomain: domain })
      const text = toText(grid).split('\n')
      const { left, rows, columns } = frameOf(text)
      const yLabels = yLabelsOf(text)
      expect(yLabels.length).toBeGreaterThanOrEqual(2)
      for (const [i, value] of numbersOf(yLabels.map(({ label }) => label)).entries()) {
        const dot = 4 * rows - 2 - place(kind, domain, value) * (4 * rows - 3)
        expect(Math.abs(dot - (4 * (yLabels[i]!.row - 1) + 1.5)), yLabels[i]!.label).toBeLessThanOrEqual(2.1)
      }
      const labels = text[rows + 2]!.trim()
        .split(/ +/)
        .filter((label) => label !== 'step')
      expect(labels.length).toBeGreaterThanOrEqual(2)
      // The labels lie under the ticks, in order; a tick without a label may lie between them.
      const ticks = [...text[rows + 1]!].flatMap((glyph, column) => (glyph === '┬' ? [column - left] : []))
      for (const value of numbersOf(labels)) {
        const column = Math.floor(Math.round(place(kind, domain, value) * (2 * columns - 1) + 1e-7) / 2)
        expect(Math.min(...ticks.map((tick) => Math.abs(tick - column))), text.join('\n')).toBeLessThanOrEqual(0)
      }
    },
  )
  fc.assert(property, { numRuns: 300 })
})

/** 60 cells wide: labels of 5, the axis, 51 columns of curves, 3 for letters. */
const common = {
  width: 60,
  height: 14,
  title: 'Loss',
  xLabel: 'step',
  yLabel: '',
  xScale: 'linear',
  yScale: 'linear',
} as const
const steps = Array.from({ length: 101 }, (_, i) => i)
const run = (letter: string, f: (step: number) => number, rest: Partial<Series> = {}): Series => ({
  x: steps,
  y: steps.map(f),
  style: inksOf('other', 8)['abcdefgh'.indexOf(letter)]!,
  label: letter,
  letter,
  mark: 'line',
  ...rest,
})
const draw = (series: readonly Series[], more: Partial<LineChart> = {}): string[] =>
  toText(lineChart({ ...common, series, ...more })).split('\n')

test.each([8, 9, 10, 11, 12, 14, 18, 22, 30, 37])('labels of decades are evenly spaced in %d rows', (height) => {
  for (const decades of [2, 3, 4, 5, 6, 8, 12]) {
    const y = steps.map((step) => 10 ** ((-decades * step) / 100))
    const labels = yLabelsOf(draw([{ x: steps, y, style: 5, label: '', mark: 'line' }], { yScale: 'log', height }))
    const gaps = labels.slice(1).map(({ row }, i) => labels[i]!.row - row)
    expect(labels.length).toBeGreaterThanOrEqual(2)
    expect(new Set(gaps).size, `${decades} decades`).toBe(1)
  }
})

describe('a chart of several runs', () => {
  test('takes a cell where two curves cross for the later one, whole', () => {
    const series = [run('a', (t) => t / 100), run('b', (t) => 1 - t / 100)]
    const grid = lineChart({ ...common, series })
    const styles = [...grid.styles.keys()].filter((cell) => grid.glyphs[cell]! > 0x2800 && grid.glyphs[cell]! < 0x2900)
    const alone = lineChart({ ...common, series: [{ ...series[1]!, letter: 'b' }, run('c', () => NaN)] })
    for (const cell of styles)
      if (grid.styles[cell] === series[1]!.style) expect(grid.glyphs[cell]).toBe(alone.glyphs[cell])
    // Every cell that b touches is b's.
    for (const cell of alone.glyphs.keys())
      if (alone.glyphs[cell]! > 0x2800 && alone.glyphs[cell]! < 0x2900) expect(grid.styles[cell]).toBe(series[1]!.style)
  })

  test('covers the exact solution of a lower run like its line, and shows that of the topmost', () => {
    const flat = (letter: string): Series[] => [run(letter, () => 0.5), run(letter, () => 0.5, { mark: 'points' })]
    const lower = draw([...flat('a'), run('b', () => 0.5)], { yDomain: [0, 1] })
    expect(lower.join('')).not.toMatch(/[∘°ₒ]/)
    const upper = draw([run('b', () => 0.5), ...flat('a')], { yDomain: [0, 1] })
    expect(upper.join('')).toMatch(/[∘°ₒ]/)
    expect(upper.join('')).toContain('a = b')
  })

  test('writes each letter where its curve ends', () => {
    const text = draw([
      run('a', (t) => t / 100),
      run('b', (t) => 1 - t / 100, { x: steps.map((t) => t / 2) }),
      run('c', (t) => 1 - t / 100),
    ])
    expect(text[1]!.at(-1)).toBe('a')
    expect(text[11]!).toMatch(/⠤b {20}.*⠤c$/)
  })

  test('says of three identical curves that they are', () => {
    const same = (t: number): number => Math.exp(-t / 30)
    const text = draw([run('a', same), run('b', same), run('c', same)]).join('\n')
    expect(text).toContain('a = b = c')
    expect(text).toMatch(/abc$/m)
  })

  test('says of curves a dot apart that they are nearly the same, and nothing of those farther apart', () => {
    const text = (offset: number): string =>
      draw([run('a', () => 0.38 + offset), run('b', () => 0.38)], { yDomain: [0, 1] }).join('\n')
    expect(text(0.03)).toContain('a ≈ b')
    expect(text(0.2)).not.toMatch(/[=≈]/)
  })

  test('says so only of curves that are within a dot of each other all along', () => {
    const apartAtTheEnd = (t: number): number => (t < 95 ? 0.38 : 0.6)
    const text = draw([run('a', apartAtTheEnd), run('b', () => 0.38)], { yDomain: [0, 1] }).join('\n')
    expect(text).not.toMatch(/[=≈]/)
  })

  test('calls values equal only where they are, though the dots are the same', () => {
    const text = draw([run('a', () => 0.38), run('b', () => 0.38001)], { yDomain: [0, 1] }).join('\n')
    expect(text).toContain('a ≈ b')
  })

  test('writes several nearly equal curves as one chain, equal ones among them too', () => {
    const curves = [run('a', () => 0.38), run('b', () => 0.41), run('c', () => 0.38), run('d', () => 0.9)]
    expect(draw(curves, { yDomain: [0, 1] }).join('\n')).toMatch(/ a ≈ b ≈ c$/m)
  })

  test('keeps the picture of what came before a run diverged', () => {
    const calm = (t: number): number => 0.2 + Math.exp(-t / 30)
    const diverged = (t: number): number => (t < 80 ? calm(t) : t < 95 ? calm(80) * 10 ** (20 * (t - 80)) : NaN)
    const text = draw([run('a', diverged)])
    expect(numbersOf(yLabelsOf(text).map(({ label }) => label)).at(-1)).toBeLessThan(4)
    // It leaves at the top border, in the column of step 81.
    expect(dotsOf(text[1]![6 + 43] ?? ' ').length + dotsOf(text[1]![6 + 44] ?? ' ').length).toBeGreaterThan(0)
  })

  test('keeps the picture also on a log axis and for a run that is still finite', () => {
    const text = draw([run('a', (t) => (t < 90 ? 10 ** (-t / 30) : 10 ** (30 * (t - 90))))], { yScale: 'log' })
    const labels = numbersOf(yLabelsOf(text).map(({ label }) => label))
    expect(labels.at(-1)).toBeLessThanOrEqual(10)
    expect(labels[0]).toBeGreaterThanOrEqual(1e-4)
  })

  test.each<[string, (t: number) => number, number]>([
    ['an escape from a plateau at rounding noise', (t) => (t < 90 ? 1e-16 * (1 + t) : 0.5), 0.5],
    ['a spike that comes back', (t) => (t === 60 ? 1e12 : 1), 1e12],
    ['a growth over eight decades', (t) => 10 ** (t / 12.5), 1e8],
    ['a step at the very end', (t) => (t < 100 ? 0.001 * t : 700), 700],
    ['moderate values before NaN', (t) => (t < 99 ? (t < 95 ? 0.1 : 40) : NaN), 40],
  ])('never leaves out %s', (_, f, most) => {
    const text = draw([run('a', f)])
    expect(numbersOf(yLabelsOf(text).map(({ label }) => label)).at(-1)).toBeGreaterThanOrEqual(0.8 * most)
  })

  test('says of a metric that is NaN throughout that it has no finite value', () => {
    expect(draw([run('a', () => NaN)]).join('\n')).toContain('no finite value in any frame')
    expect(draw([run('a', () => 0)], { yScale: 'log' }).join('\n')).toContain('no value that this axis can show')
    expect(draw([]).join('\n')).toContain('waiting for the first frame')
  })

  test('scales a window by what is in it, and draws curves up to both of its borders', () => {
    const text = draw([run('a', (t) => t ** 2)], { xDomain: [20.5, 30.5] })
    const labels = numbersOf(yLabelsOf(text).map(({ label }) => label))
    expect(labels[0]).toBeGreaterThanOrEqual(400)
    expect(labels.at(-1)).toBeLessThanOrEqual(1000)
    const columns = [6, 59].map((column) => text.slice(1, 12).some((row) => dotsOf(row[column] ?? ' ').length > 0))
    expect(columns).toEqual([true, true])
  })

  test('draws what is between two points that a window shows none of', () => {
    const text = draw([run('a', (t) => t, { x: [0, 100], y: [0, 100] })], { xDomain: [40, 60] })
    expect(numbersOf(yLabelsOf(text).map(({ label }) => label))).toEqual([40, 50, 60])
  })

  test('a window of a log axis that begins later does not show the start', () => {
    const y = [5, 1, 1, 1, 1]
    const text = draw([run('a', () => 0, { x: [0, 1, 10, 100, 1000], y })], { xScale: 'log', xDomain: [10, 1000] })
    expect(text.slice(1, 12).filter((row) => [...row].some((glyph) => dotsOf(glyph).length > 0))).toHaveLength(1)
  })
})

describe('one curve', () => {
  const noise = (t: number): number => 1e-16 * (1 + ((t * 7919) % 97))

  test('drawn as an envelope is one line along its largest values', () => {
    const text = draw([run('a', noise, { mark: 'envelope' })])
    const filled = text.slice(1, 12).map((row) => [...row].filter((glyph) => dotsOf(glyph).length > 0).length)
    expect(filled.reduce((sum, count) => sum + count)).toBeLessThan(1.6 * 54)
    // Every value lies below or on it.
    const lowest = filled.findLastIndex((count) => count > 0)
    expect(lowest).toBeLessThan(7)
  })

  test('smoothed has the noise averaged away, its ends where they were, and the original faint below', () => {
    const series = [run('a', (t) => 0.5 + 0.4 * (-1) ** t)]
    const grid = lineChart({ ...common, series, smoothing: 0.1, yDomain: [0, 1] })
    const styleRows = (style: number): Set<number> =>
      new Set(
        [...grid.styles.keys()].filter((cell) => grid.styles[cell] === style).map((cell) => Math.floor(cell / 60)),
      )
    const inside = [...styleRows(series[0]!.style)].filter((row) => row > 0)
    expect(Math.min(...inside)).toBeGreaterThanOrEqual(1)
    const middle = [...grid.styles.keys()].filter(
      (cell) => grid.styles[cell] === series[0]!.style && cell % 60 > 12 && cell % 60 < 54 && cell >= 60,
    )
    expect(new Set(middle.map((cell) => Math.floor(cell / 60))).size).toBeLessThanOrEqual(2)
    expect(styleRows(series[0]!.style | DIM).size).toBeGreaterThan(6)
  })

  test('is not hidden by the cursor, whose place the axis tells', () => {
    const series = [run('a', (t) => t / 100)]
    const cursor = 37
    const without = lineChart({ ...common, series })
    const { grid, xAt } = chart({ ...common, series, cursor })
    for (const [cell, glyph] of without.glyphs.entries())
      if (dotsOf(String.fromCodePoint(glyph)).length > 0) expect(grid.glyphs[cell]).toBe(glyph)
    const text = toText(grid).split('\n')
    const column = text[2]!.indexOf('│', 7)
    expect(Math.abs(xAt(column)! - cursor)).toBeLessThan(1)
    expect(text[12]!.slice(column - 1, column + 2)).toContain('37')
  })
})

describe('the heading', () => {
  const value = (letter: string, number: number) => ({ letter, style: 5, value: number })
  const heading = (values: LineChart['values'], width = 60, title = 'Loss'): string =>
    draw([run('a', (t) => t)], { values: values!, width, title })[0]!

  test('tells values that differ apart, up to six digits', () => {
    expect(heading([value('a', 0.12341), value('b', 0.1234)])).toMatch(/a 0\.12341 {2}b 0\.12340$/)
    expect(heading([value('a', 0.5), value('b', 2e-4)])).toMatch(/a 0\.500 {2}b 2\.00·10⁻⁴$/)
    expect(heading([value('a', 0.12345678), value('b', 0.12345679)])).toMatch(/a ~0\.123457 {2}b ~0\.123457$/)
    expect(heading([value('a', 0.25), value('b', 0.25)])).toMatch(/a 0\.250 {2}b 0\.250$/)
  })

  test('shows the last value always, cutting the title for it, and of the others as many as fit', () => {
    const values = [value('a', 0.1), value('c', 0.3), value('b', 0.2)]
    expect(heading(values)).toMatch(/^Loss.* a 0\.100 {2}b 0\.200 {2}c 0\.300$/)
    expect(heading(values, 24)).toMatch(/^Loss +a 0\.100 {2}b 0\.200$/)
    expect(heading(values, 26, 'Distance of the kernel')).toBe('Distance of the…   b 0.200')
  })
})

test('control characters in labels are shown, not obeyed, and wide ones take one cell', () => {
  const text = draw([run('a', (t) => t)], { title: '\x1b[2J\x07漢字👍é', xLabel: 'st\u0301ep' })
  expect(text[0]).toMatch(/^␛\[2J␇���é/)
  expect(text.every((row) => [...row].length <= 60)).toBe(true)
})
