import { fromIndex256 } from '../src/draw/colour.ts'
import { backgrounds, type Theme } from '../src/draw/theme.ts'

/** One cell of a captured screen. */
export type Cell = {
  readonly character: string
  readonly foreground: string
  readonly background: string
  readonly isBold: boolean
}

type Pen = { foreground: string; background: string; isBold: boolean; isDim: boolean; isInverse: boolean }

/** A terminal's own colours: dark with light text, or light with dark text. */
export const grounds = {
  dark: { background: backgrounds.dark, foreground: '#d7dde4' },
  light: { background: backgrounds.light, foreground: '#24292f' },
} as const

/** The sixteen basic colours, toned for the background. */
const BASIC = [
  '#484f58',
  '#ff7b72',
  '#3fb950',
  '#d29922',
  '#58a6ff',
  '#bc8cff',
  '#39c5cf',
  '#b1bac4',
  '#6e7681',
  '#ffa198',
  '#56d364',
  '#e3b341',
  '#79c0ff',
  '#d2a8ff',
  '#56d4dd',
  '#f0f6fc',
]

const toHex = (rgb: readonly number[]): string => `#${rgb.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`

const indexed = (index: number): string => BASIC[index] ?? toHex(fromIndex256(index))

const plain = (theme: Theme): Pen => ({
  ...grounds[theme],
  isBold: false,
  isDim: false,
  isInverse: false,
})

function select(pen: Pen, parameters: readonly number[], theme: Theme): void {
  for (let i = 0; i < parameters.length; i++) {
    const code = parameters[i]!
    if (code === 0) Object.assign(pen, plain(theme))
    else if (code === 1) pen.isBold = true
    else if (code === 2) pen.isDim = true
    else if (code === 7) pen.isInverse = true
    else if (code === 22) pen.isBold = pen.isDim = false
    else if (code === 27) pen.isInverse = false
    else if (code === 39) pen.foreground = grounds[theme].foreground
    else if (code === 49) pen.background = grounds[theme].background
    else if (code >= 30 && code <= 37) pen.foreground = indexed(code - 30)
    else if (code >= 40 && code <= 47) pen.background = indexed(code - 40)
    else if (code >= 90 && code <= 97) pen.foreground = indexed(code - 82)
    else if (code >= 100 && code <= 107) pen.background = indexed(code - 92)
    else if (code === 38 || code === 48) {
      const isRgb = parameters[i + 1] === 2
      const colour = isRgb ? toHex(parameters.slice(i + 2, i + 5)) : indexed(parameters[i + 2] ?? 0)
      if (code === 38) pen.foreground = colour
      else pen.background = colour
      i += isRgb ? 4 : 2
    }
  }
}

/** Halfway to the background, as most terminals show dim text. */
function dimmed(foreground: string, background: string): string {
  const channel = (hex: string, i: number): number => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16)
  return toHex([0, 1, 2].map((i) => Math.round(0.6 * channel(foreground, i) + 0.4 * channel(background, i))))
}

function toCell(character: string, pen: Pen): Cell {
  const foreground = pen.isInverse ? pen.background : pen.foreground
  const background = pen.isInverse ? pen.foreground : pen.background
  return {
    character,
    foreground: pen.isDim ? dimmed(foreground, background) : foreground,
    background,
    isBold: pen.isBold,
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const TOKEN = /\x1b\[([\d;]*)m|[\s\S]/gu

/** Rows of cells from lines with SGR sequences, as `tmux capture-pane -p -e` prints them. */
export function readCells(text: string, theme: Theme = 'dark'): Cell[][] {
  const rows: Cell[][] = [[]]
  const pen = plain(theme)
  for (const [token, parameters] of text.matchAll(TOKEN)) {
    if (parameters !== undefined) select(pen, parameters.split(';').map(Number), theme)
    else if (token === '\n') rows.push([])
    else if (token >= ' ') rows.at(-1)!.push(toCell(token, pen))
  }
  return rows
}
