import type { LineChart } from '../../src/draw/chart.ts'
import type { ColourDepth } from '../../src/draw/colour-depth.ts'
import type { Series } from '../../src/draw/series.ts'
import { sgr } from '../../src/draw/sgr.ts'

/** A cell as a terminal gets it. */
export type Cell = { readonly glyph: string; readonly sequence: string }

/** The rows of cells of a text with SGR sequences. */
export function cellsOf(ansi: string, columns: number, depth: ColourDepth): Cell[][] {
  const reset = sgr(0, depth)
  return ansi.split('\n').map((row) => {
    const cells: Cell[] = []
    let sequence = reset
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
    for (const [token] of row.matchAll(/\x1b\[[\d;]*m|./gu)) {
      if (token.length > 1 && token[0] === '\x1b') sequence = token
      else cells.push({ glyph: token, sequence })
    }
    while (cells.length < columns) cells.push({ glyph: ' ', sequence: reset })
    return cells
  })
}

const BITS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

/** The dots of a braille glyph, from its top left; empty for any other glyph. */
export function dotsOf(glyph: string): { readonly x: number; readonly y: number }[] {
  const bits = glyph.codePointAt(0)! - 0x2800
  if (bits <= 0 || bits > 255) return []
  return BITS.flatMap((bit, i) => (bits & bit ? [{ x: i & 1, y: i >> 1 }] : []))
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The number that a label shows. */
export function numberOf(label: string): number {
  const plain = label
    .replace('−', '-')
    .replace(/(?:^|·)10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (whole, sign: string, digits: string) => {
      const exponent = [...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('')
      return `${whole.startsWith('·') ? '' : '1'}e${sign ? '-' : ''}${exponent}`
    })
  return Number(plain)
}

/** The numbers of an axis' labels in order; a label such as +0.5 counts from the first. */
export function numbersOf(labels: readonly string[]): number[] {
  const base = numberOf(labels[0]!)
  return labels.map((label) => (label.startsWith('+') ? base + numberOf(label.slice(1)) : numberOf(label)))
}

/** Where a value is drawn, in dots from 0 to `last` of an axis with that domain: written down here once more. */
export function place(kind: LineChart['xScale'], [low, high]: readonly [number, number], value: number): number {
  return kind === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
}

/** The y of the line through the points of a series, in dots, at a column of dots that may be fractional. */
export function heightsOf(points: readonly (readonly [number, number])[], from: number, to: number): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  const take = (y: number): void => {
    low = Math.min(low, y)
    high = Math.max(high, y)
  }
  for (const [i, [x, y]] of points.entries()) {
    if (x >= from && x <= to) take(y)
    const next = points[i + 1]
    if (!next || !(next[0] > x)) continue
    for (const border of [from, to]) {
      const part = (border - x) / (next[0] - x)
      if (part >= 0 && part <= 1) take(y + part * (next[1] - y))
    }
  }
  return [low, high]
}

/** The runs that a sequence may stand for. */
export const runsIn = (series: readonly Series[], sequence: string, depth: ColourDepth): number[] =>
  [...series.keys()].filter((i) => sgr(series[i]!.style, depth) === sequence)
