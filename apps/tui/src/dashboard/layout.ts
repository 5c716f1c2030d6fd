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

/** Rows above the panes (title, legend) and below (progress, keys). */
export const ROWS_ABOVE = 2
export const ROWS_BELOW = 2

const LEAST_WIDTH = 36
const LEAST_HEIGHT = 9

/** How many panes a terminal of that size shows: two by two in the smallest, at most three by three. */
export function capacity(columns: number, rows: number): { across: number; down: number } {
  const fit = (room: number, least: number): number => Math.max(2, Math.min(3, Math.floor(room / least)))
  return { across: fit(columns, LEAST_WIDTH), down: fit(rows - ROWS_ABOVE - ROWS_BELOW, LEAST_HEIGHT) }
}

/** How many of `panes` panes to show: whole rows of the grid, as many as fit, so that no corner stays empty. */
export function shown(panes: number, { across, down }: { across: number; down: number }): number {
  const most = Math.min(panes, across * down)
  return most > across ? most - (most % across) : most
}

/** The cells of a grid of `across` columns that holds `count` panes, with a blank column between neighbours. */
export function paneRects(columns: number, rows: number, across: number, count: number): Rect[] {
  const down = Math.ceil(count / across)
  const height = rows - ROWS_ABOVE - ROWS_BELOW
  const edge = (room: number, parts: number, i: number): number => Math.floor((room * i) / parts)
  return Array.from({ length: count }, (_, i) => {
    const [column, row] = [i % across, Math.floor(i / across)]
    const x = edge(columns + 1, across, column)
    const y = edge(height, down, row)
    return {
      x,
      y: ROWS_ABOVE + y,
      width: edge(columns + 1, across, column + 1) - x - 1,
      height: edge(height, down, row + 1) - y,
    }
  })
}
