import { BLANK, type Grid, put } from './grid.ts'

/** A glyph at the end of a path, in its cell. The letter of its path stands beside it where there are several. */
export type Head = {
  readonly column: number
  readonly row: number
  readonly glyph: string
  readonly style: number
  readonly letter?: string
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** Cells beside a head that its letters may take. */
const ROOM = 3

/**
 * Writes heads, the later ones on top: the selected run's is seen. Beside each stand the letters of the paths that end
 * in its cell, ●ac, the topmost always and + for those without room; or, of paths without letters, their number: ●³,
 * and ⁺ from ten on. Heads and other text never give way.
 */
export function putHeads(grid: Grid, heads: readonly Head[]): void {
  const groups = new Map<number, Head[]>()
  for (const head of heads) {
    const cell = head.row * grid.columns + head.column
    const group = groups.get(cell) ?? []
    group.push(head)
    groups.set(cell, group)
    put(grid, head.column, head.row, head.glyph, head.style)
  }
  for (const group of groups.values()) {
    if (group.some(({ letter }) => letter)) putLetters(grid, group)
    else if (group.length > 1 && roomBeside(grid, group[0]!) > 0) putCount(grid, group)
  }
}

function putCount(grid: Grid, group: readonly Head[]): void {
  const { column, row, style } = group.at(-1)!
  put(grid, column + 1, row, SUPERSCRIPTS[group.length] ?? '⁺', style)
}

function putLetters(grid: Grid, group: readonly Head[]): void {
  const top = group.at(-1)!
  const room = roomBeside(grid, top)
  const isAll = group.length <= room
  const kept = isAll ? [...group] : [...group.slice(0, Math.max(0, room - 2)), ...(room > 0 ? [top] : [])]
  kept.sort((one, other) => ((one.letter ?? '') < (other.letter ?? '') ? -1 : 1))
  let column = top.column + 1
  for (const { letter = '', style } of kept) {
    put(grid, column, top.row, letter, style)
    column += letter.length
  }
  if (!isAll && room > 1) put(grid, column, top.row, '+', top.style)
}

/** Free cells at the right of a head, at most as many as letters may take. */
function roomBeside(grid: Grid, { column, row }: Head): number {
  let room = 0
  while (room < ROOM && column + 1 + room < grid.columns) {
    const glyph = grid.glyphs[row * grid.columns + column + 1 + room]!
    if (glyph !== BLANK && !isLine(glyph)) break
    room++
  }
  return room
}

/** Lines of box drawing and dots of paths give way to a number or a letter; heads and other text do not. */
const isLine = (glyph: number): boolean => (glyph >= 0x2500 && glyph < 0x2580) || (glyph >= 0x2800 && glyph < 0x2900)
