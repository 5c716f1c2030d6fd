import { BLANK } from '../draw/grid.ts'
import { groundOf, INVERSE } from '../draw/style.ts'

const ALPHA = 0x3b1
const OMEGA = 0x3c9
const NAMES = (
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon ' +
  'phi chi psi omega'
).split(' ')

/** What may stand beside a letter that is a word of its own: no digit, arrow or other letter, and nothing drawn. */
const APART = new Set(Array.from(' =<>≤≥≈≠+−-·×/(),.:;|‖', (sign) => sign.codePointAt(0)!))

/** Borders, bars, blocks and dots: text is not moved across them. */
const isDrawn = (glyph: number): boolean => (glyph >= 0x2500 && glyph < 0x2600) || (glyph >= 0x2800 && glyph < 0x2900)

const isApart = (glyph: number | undefined): boolean =>
  glyph === undefined || APART.has(glyph) || (glyph >= 0x2500 && glyph < 0x2580)

const backOf = (style: number): number => (style & INVERSE) | (groundOf(style) << 11)

/** The blanks that follow the text around a cell: from where, and how many of them that text may take. */
function gapAfter(glyphs: Uint32Array, styles: Uint32Array, at: number): { readonly from: number; room: number } {
  const back = backOf(styles[at]!)
  const isFree = (cell: number): boolean => glyphs[cell] === BLANK && backOf(styles[cell]!) === back
  for (let from = at + 1; from < glyphs.length && !isDrawn(glyphs[from]!); from++) {
    if (!isFree(from)) continue
    let end = from
    while (end < glyphs.length && isFree(end)) end++
    // One blank within text stays; before what comes next one is kept.
    if (end - from > 1) return { from, room: end === glyphs.length ? end - from : end - from - 1 }
    from = end - 1
  }
  return { from: at, room: 0 }
}

/**
 * Writes Greek letters that are words of their own, as in `δ = 0`, by their names where the row has room: the rest of
 * that text moves into the blanks after it. Others are left. Changes one row of glyphs and styles in place.
 */
export function spellGreek(glyphs: Uint32Array, styles: Uint32Array): void {
  for (let at = 0; at < glyphs.length; at++) {
    const glyph = glyphs[at]!
    if (glyph < ALPHA || glyph > OMEGA || !isApart(glyphs[at - 1]) || !isApart(glyphs[at + 1])) continue
    const name = NAMES[glyph - ALPHA]!
    const more = name.length - 1
    const { from, room } = gapAfter(glyphs, styles, at)
    if (room < more) continue
    glyphs.copyWithin(at + 1 + more, at + 1, from)
    styles.copyWithin(at + 1 + more, at + 1, from)
    for (let k = 0; k <= more; k++) {
      glyphs[at + k] = name.charCodeAt(k)
      styles[at + k] = styles[at]!
    }
    at += more
  }
}
