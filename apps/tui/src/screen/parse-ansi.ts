import { distance, fromIndex256, parseHex, type Rgb } from '../draw/colour.ts'
import { createGrid, type Grid, putGlyph } from '../draw/grid.ts'
import { cellWidth, oneCell } from '../draw/one-cell.ts'
import { ink, palette } from '../draw/palette.ts'
import { isControl } from '../draw/shown.ts'
import { BOLD, DIM, INVERSE } from '../draw/style.ts'

const inks = palette.flatMap(({ hex }, index) => (hex === '' ? [] : [{ index, rgb: parseHex(hex) }]))

/** Colours from the palette are found exactly; any other becomes the nearest ink, and is remembered. */
const found = new Map<number, number>(inks.map(({ index, rgb }) => [(rgb[0] << 16) | (rgb[1] << 8) | rgb[2], index]))

function inkFor(rgb: Rgb): number {
  const key = (rgb[0] << 16) | (rgb[1] << 8) | rgb[2]
  const known = found.get(key)
  if (known !== undefined) return known
  const nearest = inks.reduce((best, ink) => (distance(ink.rgb, rgb) < distance(best.rgb, rgb) ? ink : best)).index
  // A gradient must not fill the memory.
  if (found.size < 4096) found.set(key, nearest)
  return nearest
}

/** The sixteen basic colours as xterm shows them, by index. Black and white are the terminal's own text. */
const BASIC: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
]

function inkForIndex(index: number): number {
  if (index === 0 || index === 7 || index === 15) return 0
  // Bright black is what sixteen colours have for text that stands back.
  if (index === 8) return ink.muted
  return inkFor(index < 16 ? (BASIC[index] ?? BASIC[8]!) : fromIndex256(index))
}

/** The style after the parameters of one SGR sequence. Backgrounds are skipped: no style has one. */
function select(style: number, parameters: readonly number[]): number {
  let next = style
  for (let i = 0; i < parameters.length; i++) {
    const code = parameters[i]!
    if (code === 0) next = 0
    else if (code === 1) next |= BOLD
    else if (code === 2) next |= DIM
    else if (code === 7) next |= INVERSE
    else if (code === 22) next &= ~(BOLD | DIM)
    else if (code === 27) next &= ~INVERSE
    else if (code === 39) next &= ~255
    else if (code >= 30 && code <= 37) next = (next & ~255) | inkForIndex(code - 30)
    else if (code >= 90 && code <= 97) next = (next & ~255) | inkForIndex(code - 82)
    else if (code === 38 || code === 48) {
      const isRgb = parameters[i + 1] === 2
      const [a = 0, b = 0, c = 0] = parameters.slice(i + 2, i + 5)
      if (code === 38) next = (next & ~255) | (isRgb ? inkFor([a, b, c]) : inkForIndex(a))
      i += isRgb ? 4 : 2
    }
  }
  return next
}

/** One control sequence (CSI), one operating system command (OSC, such as a link), or one other code point. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const TOKEN = /\x1b\[([<=>?]?)([\d;:]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\s\S]/gu

/**
 * The text that Ink writes, lines with SGR sequences, as a grid of the given size. Other sequences are ignored. A glyph
 * that is two cells wide is replaced by one that is not, with a blank after it, as Ink counted two; marks are dropped.
 */
export function parseAnsi(text: string, columns: number, rows: number): Grid {
  const grid = createGrid(columns, rows)
  let style = 0
  let x = 0
  let y = 0
  for (const [token, prefix, parameters, final] of text.matchAll(TOKEN)) {
    if (final === 'm' && prefix === '') style = select(style, parameters!.split(/[;:]/).map(Number))
    else if (token === '\n') {
      x = 0
      y++
    } else if (token.length <= 2 && !isControl(token.codePointAt(0)!)) {
      const codePoint = token.codePointAt(0)!
      const width = cellWidth(codePoint)
      if (width > 0) putGlyph(grid, x, y, oneCell(codePoint), style)
      x += width
    }
  }
  return grid
}
