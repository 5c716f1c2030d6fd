/** A rectangle of cells. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The smallest terminal that the dashboard fits into. */
export const SMALLEST = { columns: 60, rows: 16 } as const

export function fits(columns: number, rows: number): boolean {
  return columns >= SMALLEST.columns && rows >= SMALLEST.rows
}

/** Rows above the panes (title, legend) and below (what the focused pane is, progress, keys). */
export const ROWS_ABOVE = 2
export const ROWS_BELOW = 3

/** Columns of the list of runs. */
const LIST_WIDTH = 34

const LEAST_WIDTH = 36
const LEAST_HEIGHT = 8

export const isInside = ({ x, y, width, height }: Rect, column: number, row: number): boolean =>
  column >= x && row >= y && column < x + width && row < y + height

/** The room of the panes, and of the list of runs where it is shown. */
export function areas(columns: number, rows: number, hasList: boolean): { panes: Rect; list: Rect | undefined } {
  const height = rows - ROWS_ABOVE - ROWS_BELOW
  const list = { x: 0, y: ROWS_ABOVE, width: LIST_WIDTH, height }
  const left = hasList ? LIST_WIDTH + 1 : 0
  return { panes: { x: left, y: ROWS_ABOVE, width: columns - left, height }, list: hasList ? list : undefined }
}

/** How many panes that room shows: two by two in the smallest terminal, at most three by three. */
export function capacity({ width, height }: Rect): { across: number; down: number } {
  const fit = (room: number, least: number): number => Math.max(1, Math.min(3, Math.floor(room / least)))
  return {
    across: Math.max(width >= SMALLEST.columns ? 2 : 1, fit(width, LEAST_WIDTH)),
    down: fit(height, LEAST_HEIGHT),
  }
}

/** The cells of a grid that holds `count` panes, at most `across` in a row, with a blank column between neighbours. */
export function paneRects(room: Rect, across: number, count: number): Rect[] {
  const columns = Math.min(across, count)
  const rows = Math.ceil(count / columns)
  const edge = (length: number, parts: number, i: number): number => Math.floor((length * i) / parts)
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns)
    // The last row shares its width among the panes that it has, so that no corner stays empty.
    const inRow = row === rows - 1 ? count - row * columns : columns
    const column = i % columns
    const x = edge(room.width + 1, inRow, column)
    const y = edge(room.height, rows, row)
    return {
      x: room.x + x,
      y: room.y + y,
      width: edge(room.width + 1, inRow, column + 1) - x - 1,
      height: edge(room.height, rows, row + 1) - y,
    }
  })
}
