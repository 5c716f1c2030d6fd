import { BLANK, type Grid, put } from './grid.ts'

/** A glyph at the end of a path, in its cell, and the letter of its run where that is written beside it. */
export type Head = {
  readonly column: number
  readonly row: number
  readonly glyph: string
  readonly style: number
  readonly letter?: string
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** More letters than these would hide what they name. */
const MOST_LETTERS = 12

/**
 * Writes heads, the later ones on top: the selected run's is seen. Where they are of several runs, the runs' letters
 * stand beside them, those that share a cell side by side: ●ab. Heads without letters that share a cell say how many
 * they are: ●³, and ⁺ from ten on.
 */
export function putHeads(grid: Grid, heads: readonly Head[]): void {
  const groups = new Map<number, Head[]>()
  for (const head of heads) {
    const cell = head.row * grid.columns + head.column
    groups.set(cell, [...(groups.get(cell) ?? []), head])
    put(grid, head.column, head.row, head.glyph, head.style)
  }
  const letters = new Set(heads.flatMap(({ letter }) => letter ?? []))
  const isLettered = letters.size > 1 && letters.size <= MOST_LETTERS
  for (const group of groups.values()) {
    const named = isLettered ? group.filter(({ letter }) => letter) : []
    if (named.length > 0) putLetters(grid, named)
    else putCount(grid, group)
  }
}

/** Letters right of the head, or left of it: where they have room, the topmost run's always among them. */
function putLetters(grid: Grid, group: readonly Head[]): void {
  const { column, row } = group[0]!
  const right = freeFrom(grid, column + 1, row, 1, group.length)
  const left = right < group.length ? freeFrom(grid, column - 1, row, -1, group.length) : 0
  const room = Math.max(right, left)
  if (room === 0) return
  const top = group.at(-1)!
  const isAll = group.length <= room
  const kept = isAll || room < 2 ? group.slice(-room) : [...group.slice(0, room - 2), top]
  const texts = kept
    .map(({ letter, style }) => ({ letter: letter!, style }))
    .sort((one, other) => (one.letter < other.letter ? -1 : 1))
  if (!isAll && room > 1) texts.push({ letter: '+', style: top.style })
  const start = left > right ? column - texts.length : column + 1
  for (const [i, { letter, style }] of texts.entries()) put(grid, start + i, row, letter, style)
}

function putCount(grid: Grid, group: readonly Head[]): void {
  const { column, row } = group[0]!
  if (group.length < 2 || freeFrom(grid, column + 1, row, 1, 1) === 0) return
  put(grid, column + 1, row, SUPERSCRIPTS[group.length] ?? '⁺', group.at(-1)!.style)
}

/** How many cells from (column, row) on to one side, at most `most`, text may take. */
function freeFrom(grid: Grid, column: number, row: number, step: 1 | -1, most: number): number {
  let count = 0
  while (count < most) {
    const x = column + step * count
    const glyph = x >= 0 && x < grid.columns ? grid.glyphs[row * grid.columns + x]! : undefined
    if (glyph === undefined || (glyph !== BLANK && !isLine(glyph))) break
    count++
  }
  return count
}

/** Lines of box drawing and dots of paths give way to what is written beside a head; heads and other text do not. */
const isLine = (glyph: number): boolean => (glyph >= 0x2500 && glyph < 0x2580) || (glyph >= 0x2800 && glyph < 0x2900)
