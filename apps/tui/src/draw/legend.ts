import { createGrid, type Grid, put } from './grid.ts'
import { ink } from './palette.ts'

export type LegendEntry = { readonly label: string; readonly style: number; readonly mark: 'line' | 'points' }

const SAMPLES = { line: '━━', points: '∘∘' } as const

/** A label is cut to no less than this: a sample without a name says nothing. */
const SHORTEST = 2

/** One row of samples and labels. The first that does not fit is cut with …, or is all of it replaced by …. */
export const legend = ({ width, entries }: { width: number; entries: readonly LegendEntry[] }): Grid => {
  const grid = createGrid(width, 1)
  let x = 0
  for (const [i, { label, style, mark }] of entries.entries()) {
    const isLast = i === entries.length - 1
    // Unless it is the last entry, keep two cells for the … in place of the next one.
    const room = grid.columns - x - 3
    const isWhole = label.length + (isLast ? 0 : 2) <= room
    if (!isWhole && room <= SHORTEST) {
      put(grid, Math.max(0, x - 2), 0, '…', ink.muted)
      break
    }
    put(grid, x, 0, SAMPLES[mark], style)
    put(grid, x + 3, 0, isWhole ? label : `${label.slice(0, room - 1)}…`, ink.default)
    if (!isWhole) break
    x += label.length + 6
  }
  return grid
}
