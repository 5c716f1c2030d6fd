import { describe, expect, test } from 'vitest'
import { type Grid, toText } from '../../src/draw/grid.ts'
import { type DrawnHeat, type HeatMap, heat } from '../../src/draw/heat.ts'
import type { HeatCell } from '../../src/draw/heat-cells.ts'
import { heatDomain, heatPart } from '../../src/draw/heat-scale.ts'
import { heatInk, ink, LEVELS } from '../../src/draw/palette.ts'
import { BOLD, groundOf, inkOf } from '../../src/draw/style.ts'
import { withoutColour, withoutHalves } from '../../src/draw/without-colour.ts'
import { toAscii } from '../../src/screen/ascii.ts'
import { createCompositor } from '../../src/screen/compositor.ts'

const sizes = [
  [39, 9],
  [39, 10],
  [39, 12],
  [65, 18],
  [80, 20],
  [120, 36],
] as const

const done = (value: number): HeatCell => ({ state: 'done', value, beat: 0 })
const waiting: HeatCell = { state: 'waiting', value: Number.NaN, beat: 0 }
const spaced = (count: number, at: (part: number) => number): string[] =>
  Array.from({ length: count }, (_, i) => String(Number(at(i / (count - 1)).toPrecision(3))).replace('-', '−'))

/** A map of n × n cells like a phase diagram's, the last of them still to come, one in training, one failed. */
function sample(n: number, width: number, height: number, cell = inTraining): HeatMap {
  return {
    width,
    height,
    title: 'parameter distance',
    columns: { name: 'τ', labels: spaced(n, (part) => 0.1 * 20 ** part) },
    rows: { name: 'δ', labels: spaced(n, (part) => 2 * part - 1) },
    scale: 'linear',
    cells: Array.from({ length: n }, (_, row) => Array.from({ length: n }, (_, column) => cell(row, column, n))),
    selected: { row: 1, column: 0 },
    reading: { label: 'τ0.1 δ−0.75', value: '0.484' },
  }
}

const surface = (row: number, column: number, n: number): number =>
  2 * Math.exp(-3 * (column / (n - 1))) * (0.2 + Math.sin((3 * row) / (n - 1)) ** 2)

function inTraining(row: number, column: number, n: number): HeatCell {
  if (column === 1 && row === n - 2) return { ...done(1e9), state: 'failed' }
  const place = column * n + row
  const last = Math.floor(0.75 * n * n)
  if (place > last + 1) return waiting
  if (place === last + 1) return { ...waiting, state: 'running', beat: 3 }
  return { ...done(surface(row, column, n)), state: place === last ? 'running' : 'done' }
}

/** One sign for every ink: tenths of the scale, `m` muted, `^` accent, `!` warning, `b` bold. */
function signOf(index: number, isBold: boolean): string {
  if (index >= heatInk(0) && index <= heatInk(1)) return String(Math.floor((10 * (index - heatInk(0) + 0.5)) / LEVELS))
  if (index === ink.muted) return 'm'
  if (index === ink.accent) return '^'
  if (index === ink.warn) return '!'
  return isBold ? 'b' : ' '
}

function picture(grid: Grid): string {
  const rowsOf = (sign: (style: number) => string): string =>
    Array.from({ length: grid.rows }, (_, y) =>
      Array.from(grid.styles.subarray(y * grid.columns, (y + 1) * grid.columns), sign)
        .join('')
        .trimEnd(),
    ).join('\n')
  return [
    toText(grid),
    'the text in: 0–9 tenths of the scale, m muted, ^ accent, ! warning, b bold',
    rowsOf((style) => signOf(inkOf(style), (style & BOLD) !== 0)),
    'the background in: 0–9 tenths of the scale',
    rowsOf((style) => (groundOf(style) === 0 ? ' ' : signOf(groundOf(style), false))),
    'without colours',
    toText(withoutColour(grid)),
    '',
  ].join('\n')
}

describe('a heat map in training looks like the committed one', () => {
  for (const n of [3, 9, 17])
    for (const [columns, rows] of sizes)
      test(`${n} by ${n} cells at ${columns}×${rows}`, () =>
        expect(picture(heat(sample(n, columns, rows)).grid)).toMatchFileSnapshot(
          `heat/map-${n}-${columns}x${rows}.txt`,
        ))
})

/** The colours that a cell of the map has on the screen, as parts of the scale. */
function partsOf({ grid, cellAt }: DrawnHeat, row: number, column: number, isHalf: boolean): number[] {
  const parts = new Set<number>()
  for (let y = 0; y < grid.rows; y++)
    for (let x = 0; x < grid.columns; x++) {
      const glyph = String.fromCodePoint(grid.glyphs[y * grid.columns + x]!)
      const style = grid.styles[y * grid.columns + x]!
      const cell = cellAt(x, y)
      const upper = cell?.row === row && cell.column === column
      // The lower half belongs to the cell below where two share a row.
      const below = cell && cell.row === row + 1 && cell.column === column
      const seen =
        upper && (glyph === '▀' || glyph === '█')
          ? inkOf(style)
          : below && isHalf && glyph === '▀'
            ? groundOf(style)
            : 0
      if (seen >= heatInk(0)) parts.add((seen - heatInk(0) + 0.5) / LEVELS)
    }
  return [...parts]
}

describe('read back from the screen, a cell has the value that it was drawn from, within half a level', () => {
  for (const n of [3, 9, 17])
    for (const [columns, rows] of sizes)
      for (const scale of ['linear', 'log'] as const)
        test(`${n} by ${n} cells at ${columns}×${rows}, ${scale}`, () => {
          const { selected: _, ...map } = sample(n, columns, rows, (row, column) => done(surface(row, column, n)))
          const drawn = heat({ ...map, scale })
          const isHalf = !hasOwnRows(drawn, n)
          for (let row = 0; row < n; row++)
            for (let column = 0; column < n; column++) {
              const parts = partsOf(drawn, row, column, isHalf)
              const wanted = heatPart(scale, drawn.domain, surface(row, column, n))
              expect(parts.length, `colours of row ${row}, column ${column}`).toBeGreaterThan(0)
              for (const part of parts) expect(Math.abs(part - wanted)).toBeLessThanOrEqual(0.5 / LEVELS + 1e-12)
            }
        })
})

/** True where the mouse finds every row of the map; of two that share a row of the terminal it finds the upper one. */
function hasOwnRows({ grid, cellAt }: DrawnHeat, n: number): boolean {
  const found = new Set<number>()
  for (let y = 0; y < grid.rows; y++) for (let x = 0; x < grid.columns; x++) found.add(cellAt(x, y)?.row ?? -1)
  found.delete(-1)
  return found.size === n
}

describe('the scale of a heat map', () => {
  test('begins at 0 for what is never negative, and spans the decades of a log one', () => {
    expect(heatDomain('linear', [0.2, 0.3, 0.5])).toEqual([0, 0.5])
    expect(heatDomain('linear', [-1, 0.3, 0.5])).toEqual([-1, 0.5])
    expect(heatDomain('log', [1e-3, 1, 10, 0])).toEqual([1e-3, 10])
    expect(heatDomain('log', [1e-30, 0.5, 1])).toEqual([1e-8, 1])
    expect(heatDomain('log', [0.9, 0.95, 1])).toEqual([0.1, 1])
  })

  test('draws the first value in its middle: alone it is neither large nor small', () => {
    for (const kind of ['linear', 'log'] as const)
      for (const value of [1e-9, 0.3, 40])
        expect(heatPart(kind, heatDomain(kind, [value]), value), `${kind} ${value}`).toBeCloseTo(0.5, 12)
    expect(heatPart('linear', heatDomain('linear', [0.3, 0.1]), 0.3)).toBe(0.5)
    expect(heatPart('linear', heatDomain('linear', [0.3, 0.1, 0.2]), 0.3)).toBe(1)
  })

  test('says at which end values lie beyond it', () => {
    const numbers = (values: readonly number[]): string => {
      const map = sample(3, 65, 18, (row, column) => done(values[(3 * row + column) % values.length]!))
      return toText(heat({ ...map, scale: 'log' }).grid)
    }
    expect(numbers([1e-14, 0.5, 1])).toContain('≤1·10⁻⁸')
    expect(numbers([1e-7, 0.5, 1])).not.toMatch(/[≤≥]/)
    expect(numbers([1e-7, 0.5, 1, 1e200])).toMatch(/≥1\.0/)
  })

  test('is not stretched by a value on its way to infinity', () => {
    expect(heatDomain('linear', [0.1, 0.2, 0.3, 1e200])).toEqual([0, 0.3])
    expect(heatDomain('log', [0.01, 0.2, 0.3, 1e200])).toEqual([0.01, 0.3])
  })

  test('reaches up to a run that has just begun, however small the losses of the others have become', () => {
    const [low, high] = heatDomain('log', [1e-16, 1e-15, 1e-15, 0.01])
    expect(high).toBe(0.01)
    expect(low).toBeCloseTo(1e-10, 20)
  })

  test('can be divided by where all values are one, or there are none', () => {
    for (const kind of ['linear', 'log'] as const)
      for (const values of [[], [0], [3, 3], [Number.NaN, Number.POSITIVE_INFINITY]]) {
        const [low, high] = heatDomain(kind, values)
        expect(high).toBeGreaterThan(low)
      }
    expect(heatPart('log', [1e-3, 10], 0)).toBe(0)
    expect(heatPart('linear', [0, 2], 5)).toBe(1)
  })
})

describe('the cells of a map', () => {
  test('have one height in panes that are a row apart, as those of a page are', () => {
    const heightOf = (height: number): number => {
      const { grid, cellAt } = heat(sample(3, 39, height))
      const rows = Array.from({ length: grid.rows }, (_, y) => cellAt(30, y) ?? cellAt(20, y))
      return rows.filter((cell) => cell?.row === 1).length
    }
    expect(heightOf(10)).toBe(2)
    expect(heightOf(9)).toBe(2)
    expect(heightOf(13)).toBe(heightOf(12))
  })

  test('share no row where they are large', () => {
    for (let height = 9; height < 40; height++) {
      const { grid } = heat(sample(3, 65, height, () => done(1)))
      for (let y = 1; y < height; y++)
        for (let x = 5; x < 45; x++) {
          const at = y * grid.columns + x
          if (grid.glyphs[at] === 0x2580) expect(inkOf(grid.styles[at]!)).toBe(groundOf(grid.styles[at]!))
        }
    }
  })
})

describe('the selected cell', () => {
  const marked = (width: number, state: HeatCell['state'], beat = 0): Grid =>
    heat(
      sample(9, width, 10, (row, column) =>
        row === 1 && column === 0 ? { state, value: Number.NaN, beat } : { state: 'failed', value: 1, beat },
      ),
    ).grid

  test('has both brackets in a narrow cell, whatever its state', () => {
    for (const state of ['waiting', 'running', 'done', 'failed'] as const)
      for (const beat of [0, 1]) {
        const text = toText(marked(39, state, beat))
        expect(text, state).toContain('▸[]✗')
        expect(text.match(/[[\]]/g), state).toHaveLength(2)
      }
  })

  test('is marked in black or white, whichever is read on its colour', () => {
    for (const value of [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1]) {
      const cell = (row: number, column: number): HeatCell =>
        done(row === 1 && column === 0 ? value : (row + column) / 16)
      const { grid } = heat(sample(9, 39, 10, cell))
      const style = grid.styles[grid.glyphs.indexOf('['.codePointAt(0)!)]!
      expect(groundOf(style)).toBe(heatInk(value))
      expect(inkOf(style), `${value}`).toBe(value < 0.34 ? ink.bright : ink.dark)
    }
  })
})

describe('a heat map', () => {
  test('of nothing but waiting cells has no scale and no colour', () => {
    const { grid } = heat(sample(9, 39, 10, () => waiting))
    expect(Array.from(grid.styles, inkOf).some((index) => index >= heatInk(0))).toBe(false)
    expect(toText(grid).match(/·/g)).toHaveLength(81 - 1) // the selected one is [ ]
  })

  test('marks a failed cell whatever its size, and its value does not count', () => {
    for (const n of [3, 9, 17])
      for (const [columns, rows] of sizes) {
        const { grid, domain } = heat(sample(n, columns, rows))
        expect(domain[1]).toBeLessThan(3)
        const marks = Array.from(grid.glyphs).filter((glyph) => '✗ˣₓ'.includes(String.fromCodePoint(glyph)))
        expect(marks).toHaveLength(1)
      }
  })

  test('shows that the selected cell is in training, whatever its size', () => {
    const running = (beat: number) => (row: number, column: number) =>
      row === 1 && column === 0 ? { ...waiting, state: 'running' as const, beat } : waiting
    for (const n of [3, 9, 17])
      for (const [columns, rows] of sizes) {
        const [one, next] = [2, 3].map((beat) => picture(heat(sample(n, columns, rows, running(beat))).grid))
        expect(next, `${n} at ${columns}×${rows}`).not.toBe(one)
      }
  })

  test('shows the part around the selected cell where there is no room for all', () => {
    const map = sample(60, 39, 12, (row, column) => done(row + column))
    const { grid, cellAt } = heat({ ...map, selected: { row: 59, column: 59 } })
    const found = new Set<string>()
    for (let y = 0; y < 12; y++)
      for (let x = 0; x < 39; x++) {
        const cell = cellAt(x, y)
        if (cell) found.add(`${cell.row} ${cell.column}`)
      }
    expect(found).toContain('59 59')
    expect(found).not.toContain('0 0')
    expect(toText(grid)).toContain('2')
  })

  test('of any size stays within it, down to none', () => {
    for (const n of [3, 17])
      for (let width = 0; width < 50; width += 3)
        for (let height = 0; height < 14; height++) {
          const { grid } = heat(sample(n, width, height))
          expect([grid.columns, grid.rows]).toEqual([width, height])
        }
  })
})

describe('a terminal', () => {
  const { grid } = heat(sample(9, 39, 10))

  test('of sixteen colours shows six zones as backgrounds', () => {
    const painted = createCompositor({ depth: '16', theme: 'dark', ascii: false }).paint(grid)
    const zones = new Set(painted.match(/;(?:4[0-7]|10[0-7])m/g))
    expect(zones.size).toBeGreaterThanOrEqual(5)
  })

  test('of ASCII letters shows every cell in one colour, and no letter in it', () => {
    const plain = toAscii(withoutHalves(grid))
    for (const [at, glyph] of plain.glyphs.entries()) {
      const [text, ground] = [inkOf(plain.styles[at]!), groundOf(plain.styles[at]!)]
      if (text < heatInk(0)) continue
      expect(text).toBe(ground)
      expect(glyph).toBe(32)
    }
    expect(toText(plain)).not.toMatch(/[#%]/)
  })

  test('without colours leaves blank only what has no value', () => {
    const all = withoutColour(heat(sample(9, 39, 10, () => done(0))).grid)
    const row = toText(all).split('\n')[1]!
    expect(row).toMatch(/░{18}/)
  })

  test('without colours shows shades, and no half blocks', () => {
    const painted = createCompositor({ depth: 'none', theme: 'dark', ascii: false }).paint(grid)
    expect(painted).toMatch(/░/)
    expect(painted).toMatch(/▓/)
    expect(painted).not.toMatch(/▀|▄/)
    expect(painted).not.toMatch(/[34]8;[25];/)
  })
})
