import type { Grid } from '../draw/grid.ts'
import { spellGreek } from './greek.ts'

const BLANK = 0x20

/** Signs one by one; what is not here is a letter with marks, whose letter is taken, or unknown. */
const SIGNS: { readonly [sign: string]: string } = {
  ...each('−–—‐‑', '-'),
  ...each('·∙⋅⋯…', '.'),
  ...each('‘’′ᵀᵗ', "'"),
  ...each('“”″▀▘▝', '"'),
  ...each('←⟨⌊≪⟵◂◀‹«', '<'),
  ...each('→⟩⌋≫⟶▸▶›»', '>'),
  ...each('↑▲▴', '^'),
  ...each('↓▼▾', 'v'),
  ...each('⇔↔', '='),
  ...each('●•▪■', '*'),
  ...each('∘○◇◦', 'o'),
  ...each('✓√', 'V'),
  ...each('✗✕✖×⊗', 'x'),
  ...each('≈∼', '~'),
  ...each('≠≡', '='),
  ...{ '±': '+', '≤': '<', '≥': '>', '∞': '8', '∂': 'd', '∇': 'V', '∫': 'S', '∏': 'P', '∥': '|', '‖': '|', '½': '5' },
  ...{ '¼': '2', '⅓': '3', '⅔': '6', '⊥': 'T', '⟂': 'T', '∠': '/', '⊙': 'o', ℓ: 'l', ø: 'o', '°': 'o' },
  // Greek, by what each is called or looks like; in capitals, as the first 26 runs have the small letters.
  ...letters('αβγδεζηθικλμνξοπρςστυφχψω', 'ABGDEZHQIKLMNXOPRSSTUFCYW'),
  ...letters('ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ', 'ABGDEZHQIKLMNXOPRSTUFCYW'),
  // Raised and lowered ones outside powers of ten.
  ...letters('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵏᵉⁿᵢ', '0123456789+-()keni'),
  ...letters('₀₁₂₃₄₅₆₇₈₉₊₋', '0123456789+-'),
  // Levels: from below and from the left, then shades.
  ...letters('▁▂▃▄▅▆▇█', '_.:-=+*#'),
  ...letters('▏▎▍▌▋▊▉', '.:-=+*%'),
  ...letters('░▒▓▐▖▗▚▞▙▛▜▟', ':+%=..\\/####'),
}

function each(signs: string, ascii: string): { [sign: string]: string } {
  return Object.fromEntries(Array.from(signs, (sign) => [sign, ascii]))
}

function letters(signs: string, ascii: string): { [sign: string]: string } {
  return Object.fromEntries(Array.from(signs, (sign, i) => [sign, ascii[i]!]))
}

/** Lines and their corners, U+2500 to U+257F. */
function boxSign(glyph: number): string {
  const sign = String.fromCodePoint(glyph)
  if ('─━┄┅┈┉╌╍═╴╶╸╺╼╾'.includes(sign)) return '-'
  if ('│┃┆┇┊┋╎╏║╵╷╹╻╽╿'.includes(sign)) return '|'
  if (sign === '╱') return '/'
  if (sign === '╲') return '\\'
  return sign === '╳' ? 'X' : '+'
}

/** Row (0 at the top) and column of the dot that each bit of a braille pattern stands for. */
const DOTS = [
  [0, 0],
  [1, 0],
  [2, 0],
  [0, 1],
  [1, 1],
  [2, 1],
  [3, 0],
  [3, 1],
] as const

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** A piece of a curve as the stroke that runs most like it. */
function brailleSign(pattern: number): string {
  const dots = DOTS.filter((_, bit) => pattern & (1 << bit))
  if (dots.length === 0) return ' '
  if (dots.length > 5) return '#'
  const left = dots.filter(([, column]) => column === 0).map(([row]) => row)
  const right = dots.filter(([, column]) => column === 1).map(([row]) => row)
  const height = mean(dots.map(([row]) => row))
  if (left.length === 0 || right.length === 0) {
    if (dots.length > 2) return '|'
    if (dots.length === 2) return Math.abs(dots[0]![0] - dots[1]![0]) > 1 ? ':' : '|'
    return height < 2 ? "'" : '.'
  }
  const rise = mean(left) - mean(right)
  if (Math.abs(rise) >= 1) return rise > 0 ? '/' : '\\'
  if (dots.length > 3) return '='
  return height < 1 ? '"' : height < 2.5 ? '-' : '_'
}

function find(glyph: number): number {
  const of = (sign: string): number => sign.codePointAt(0)!
  if (glyph >= 0x2500 && glyph < 0x2580) return of(boxSign(glyph))
  if (glyph >= 0x2800 && glyph < 0x2900) return of(brailleSign(glyph - 0x2800))
  const sign = String.fromCodePoint(glyph)
  const known = SIGNS[sign]
  if (known !== undefined) return of(known)
  // A mark of its own cell, such as a combining hat, is a blank.
  if (/\p{M}/u.test(sign)) return BLANK
  const letter = sign.normalize('NFKD').codePointAt(0)!
  return letter < 0x80 ? letter : of('?')
}

const found = new Map<number, number>()

/** One ASCII character in place of any other. */
function asciiOf(glyph: number): number {
  if (glyph < 0x80) return glyph
  const known = found.get(glyph)
  if (known !== undefined) return known
  const sign = find(glyph)
  found.set(glyph, sign)
  return sign
}

/** A power of ten, with or without a factor. */
const POWER = /(\d·)?10([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/gu

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Powers of ten as computers write them, padded to the same width: `1.25·10⁻³` is `1.25e-3` and two blanks. */
function withoutPowers(row: string): string {
  return row.replace(POWER, (text, factor: string | undefined, sign: string, digits: string) => {
    const exponent = Array.from(digits, (digit) => RAISED.indexOf(digit)).join('')
    const mantissa = factor === undefined ? '1' : factor[0]
    return `${mantissa}e${sign === '⁻' ? '-' : ''}${exponent}`.padEnd(text.length)
  })
}

/** The same picture, of the same size, in characters that every terminal has. */
export function toAscii(grid: Grid): Grid {
  const glyphs = new Uint32Array(grid.glyphs.length)
  const styles = Uint32Array.from(grid.styles)
  for (let row = 0; row < grid.rows; row++) {
    const start = row * grid.columns
    const end = start + grid.columns
    const line = String.fromCodePoint(...grid.glyphs.subarray(start, end))
    let cell = start
    // All signs of a power are of one code unit, so its width in them is its width in cells.
    for (const sign of withoutPowers(line)) glyphs[cell++] = sign.codePointAt(0)!
    spellGreek(glyphs.subarray(start, end), styles.subarray(start, end))
    for (cell = start; cell < end; cell++) glyphs[cell] = asciiOf(glyphs[cell]!)
  }
  return { ...grid, glyphs, styles }
}
