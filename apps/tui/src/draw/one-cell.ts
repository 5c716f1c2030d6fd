import { eastAsianWidth } from 'get-east-asian-width'
import { isControl } from './shown.ts'

/** Stands for what a terminal does not show in one cell. */
const REPLACEMENT = 0xfffd

/** What joins the glyph before it or shows nothing: marks, joiners, selectors, halves of pairs. */
const WIDTHLESS = /^[\p{Default_Ignorable_Code_Point}\p{Mark}\p{Format}\p{Surrogate}]$/u

/** The cells that a terminal takes for a code point that is no control character: 0, 1 or 2. */
export function cellWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint >= 0x20 && codePoint < 0x7f) return 1
  return WIDTHLESS.test(String.fromCodePoint(codePoint)) ? 0 : eastAsianWidth(codePoint)
}

const known = new Map<number, number>()

function find(codePoint: number): number {
  // Signs for the control codes (U+2400 on): an escape sequence is seen, and does nothing.
  if (codePoint < 0x20) return 0x2400 + codePoint
  if (codePoint === 0x7f) return 0x2421
  return isControl(codePoint) || cellWidth(codePoint) !== 1 ? REPLACEMENT : codePoint
}

/**
 * The code point itself if a terminal shows it one cell wide; otherwise one that stands for it: ␛ for escape, � for
 * what is two cells wide or none, so that no text shifts the cells after it.
 */
export function oneCell(codePoint: number): number {
  if (codePoint >= 0x20 && codePoint < 0x7f) return codePoint
  let glyph = known.get(codePoint)
  if (glyph === undefined) {
    glyph = find(codePoint)
    // Text from outside must not fill the memory.
    if (known.size < 4096) known.set(codePoint, glyph)
  }
  return glyph
}

/** The glyphs of a text, one for each cell that it takes. Letters with accents are composed where that is possible. */
export const glyphsOf = (text: string): number[] =>
  Array.from(text.normalize('NFC'), (character) => oneCell(character.codePointAt(0)!))

/** The number of cells that a text takes. */
export const widthOf = (text: string): number => glyphsOf(text).length
