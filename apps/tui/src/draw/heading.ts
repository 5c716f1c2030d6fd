import { formatApart } from './format.ts'
import { type Grid, put } from './grid.ts'
import { widthOf } from './one-cell.ts'
import { ink } from './palette.ts'
import { BOLD } from './style.ts'

/** What the heading tells of a run: its value at the moment that is read. */
export type Value = { readonly letter: string; readonly style: number; readonly value: number }

/** Columns between two entries of the heading. */
const GAP = 2

type Entry = { readonly letter: string; readonly text: string; readonly style: number; readonly width: number }

/** Each with digits enough to tell it from the others. A value that stands alone needs no letter. */
function entriesOf(values: readonly Value[]): Entry[] {
  if (values.every(({ value }) => Number.isNaN(value))) return []
  const texts = formatApart(values.map(({ value }) => value))
  return values.map(({ letter, style }, i) => {
    const text = letter === '' || values.length === 1 ? texts[i]! : `${letter} ${texts[i]}`
    return { letter, text, style, width: widthOf(text) + GAP }
  })
}

/** The text, or its beginning and … where it does not fit. */
function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const kept = [...text.normalize('NFC')].slice(0, Math.max(0, width - 1))
  return width < 1 ? '' : `${kept.join('').trimEnd()}…`
}

/**
 * The top row: the title, and at the right the values of as many runs as fit, by letter, with the quantity on the y axis
 * between them if there is room. The last of `values`, the selected run's, is there always; the title is cut for it.
 */
export function putHeading(grid: Grid, title: string, yLabel: string, values: readonly Value[]): void {
  const entries = entriesOf(values)
  const selected = entries.at(-1)
  const heading = cut(title, grid.columns - (selected?.width ?? 0))
  put(grid, 0, 0, heading, ink.default | BOLD)
  let room = grid.columns - widthOf(heading) - (selected?.width ?? 0)
  const shown = selected ? [selected] : []
  for (const entry of entries.slice(0, -1)) {
    if (entry.width > room) break
    shown.push(entry)
    room -= entry.width
  }
  if (yLabel !== '' && widthOf(yLabel) + GAP <= room) put(grid, widthOf(heading) + GAP, 0, yLabel, ink.muted)
  shown.sort((one, other) => (one.letter < other.letter ? -1 : one.letter > other.letter ? 1 : 0))
  let x = grid.columns - shown.reduce((width, entry) => width + entry.width, -GAP)
  for (const { text, style, width } of shown) {
    put(grid, x, 0, text, style)
    x += width
  }
}
