import { parseHex, toIndex256 } from './colour.ts'
import type { ColourDepth } from './colour-depth.ts'
import { type Ink, palette } from './palette.ts'
import { BOLD, DIM, INVERSE, inkOf, STYLES } from './style.ts'

const foreground: Readonly<Record<Exclude<ColourDepth, 'none'>, (ink: Ink) => string>> = {
  truecolor: (ink) => `;38;2;${parseHex(ink.hex).join(';')}`,
  '256': (ink) => `;38;5;${toIndex256(parseHex(ink.hex))}`,
  '16': (ink) => `;${ink.ansi16}`,
}

function table(depth: Exclude<ColourDepth, 'none'>): readonly string[] {
  const colours = palette.map((ink) => (ink.hex === '' ? '' : foreground[depth](ink)))
  return Array.from({ length: STYLES }, (_, style) => {
    const attributes = `${style & BOLD ? ';1' : ''}${style & DIM ? ';2' : ''}${style & INVERSE ? ';7' : ''}`
    return `\x1b[0${attributes}${colours[inkOf(style)] ?? ''}m`
  })
}

const tables: Readonly<Record<ColourDepth, readonly string[]>> = {
  truecolor: table('truecolor'),
  '256': table('256'),
  '16': table('16'),
  none: new Array<string>(STYLES).fill(''),
}

/**
 * The escape sequence that selects a style, whatever was selected before: it starts with a reset. Looked
 * up in a table made once, as cells change style thousands of times a frame. Empty for depth 'none'.
 */
export const sgr = (style: number, depth: ColourDepth): string => tables[depth][style & (STYLES - 1)]!
