import { mix, parseHex, type Rgb, toIndex256 } from './colour.ts'
import type { ColourDepth } from './colour-depth.ts'
import { type Ink, ink, palette } from './palette.ts'
import { BOLD, DIM, groundOf, INVERSE, inkOf } from './style.ts'
import { backgrounds, type Theme } from './theme.ts'

/** How much of its colour a dimmed ink keeps, the rest is the background's. */
const KEPT = 0.7

type Where = 38 | 48

/** The parameters that select an ink for the text (38) or behind it (48). */
function parameters(ink: Ink, where: Where, depth: ColourDepth, theme: Theme, isDim: boolean): string {
  if (ink.hex === '' || depth === 'none') return ''
  if (depth === '16') {
    const code = theme === 'light' ? ink.ansi16Light : ink.ansi16
    return `;${where === 38 ? code : code + 10}`
  }
  const plain = parseHex(theme === 'light' ? ink.light : ink.hex)
  const rgb: Rgb = isDim ? mix(parseHex(backgrounds[theme]), plain, KEPT) : plain
  return depth === 'truecolor' ? `;${where};2;${rgb.join(';')}` : `;${where};5;${toIndex256(rgb)}`
}

function sequence(style: number, depth: ColourDepth, theme: Theme): string {
  const isDim = (style & DIM) !== 0
  const isMixed = isDim && (depth === 'truecolor' || depth === '256') && palette[inkOf(style)]!.hex !== ''
  const attributes = `${style & BOLD ? ';1' : ''}${isDim && !isMixed ? ';2' : ''}${style & INVERSE ? ';7' : ''}`
  const text = parameters(palette[inkOf(style)]!, 38, depth, theme, isDim)
  // Of sixteen colours none is faint enough for a shade: it would swallow what is muted, and is dropped.
  const isDropped = depth === '16' && groundOf(style) === ink.shade
  const ground = isDropped ? '' : parameters(palette[groundOf(style)]!, 48, depth, theme, false)
  return `\x1b[0${attributes}${text}${ground}m`
}

const tables = new Map<string, Map<number, string>>()

/**
 * The escape sequence that selects a style, whatever was selected before: it starts with a reset. Remembered, as cells
 * change style thousands of times a frame. Where there are no colours, attributes are left: they are none.
 */
export function sgr(style: number, depth: ColourDepth, theme: Theme = 'dark'): string {
  const key = `${depth} ${theme}`
  const table = tables.get(key) ?? new Map<number, string>()
  tables.set(key, table)
  const known = table.get(style)
  if (known !== undefined) return known
  const text = sequence(style, depth, theme)
  table.set(style, text)
  return text
}
