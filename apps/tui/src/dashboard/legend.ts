import { labelsOf } from '@lazyrich/core/port'
import { createGrid, type Grid, put } from '../draw/grid.ts'
import { ink } from '../draw/palette.ts'
import { shown } from '../draw/shown.ts'
import { BOLD } from '../draw/style.ts'
import type { Scene, SceneRun } from './scene.ts'

/** Characters of a label that suffice to tell runs apart. */
const LEAST_LABEL = 6

/** A row that names the runs, and where in it each stands. */
export interface Legend {
  readonly grid: Grid
  readonly runAt: (column: number) => number | undefined
}

/** All runs in a row, each with its letter in its colour; where they have no room, the selected one and how many. */
export function legend(scene: Scene, width: number): Legend {
  const grid = createGrid(width, 1)
  const shownRuns = scene.all.filter((run) => scene.runs.some(({ index }) => index === run.index))
  const hidden = scene.all.length - shownRuns.length
  const tail = hidden > 0 ? `${hidden} hidden` : ''
  const room = Math.floor((width - 2 - (tail === '' ? 0 : tail.length + 2)) / shownRuns.length) - 4
  if (room < LEAST_LABEL) return crowd(scene, grid)
  const labels = labelsWithin(scene, room)
  const places: { from: number; to: number; index: number }[] = []
  let x = 1
  for (const run of shownRuns) {
    const label = shorten(labels[run.index]!, room)
    const from = x
    put(grid, x, 0, `${markOf(run)} `, run.ink | BOLD)
    put(grid, x + 2, 0, label, run.isSelected ? BOLD : ink.muted)
    x += 2 + label.length
    places.push({ from, to: x, index: run.index })
    x += 2
  }
  put(grid, Math.max(x, width - tail.length - 1), 0, tail, ink.muted)
  return { grid, runAt: (column) => places.find(({ from, to }) => column >= from && column < to)?.index }
}

/** The letter of a run, or that it could not go on. */
const markOf = ({ outcome, letter }: SceneRun): string =>
  outcome?.reason === 'failed' || outcome?.reason === 'diverged' ? '✗' : letter

/** Where there are too many runs to name in a row. */
function crowd({ selected, all, runs }: Scene, grid: Grid): Legend {
  const ended = all.filter(({ outcome }) => outcome).length
  const hidden = all.length - runs.length
  put(grid, 1, 0, markOf(selected), selected.ink | BOLD)
  put(grid, 3, 0, shown(selected.label), BOLD)
  const told = `run ${selected.index + 1} of ${all.length}, ${ended} ended${hidden > 0 ? `, ${hidden} hidden` : ''}; ↓ the next, l lists them`
  put(grid, 5 + selected.label.length, 0, told, ink.muted)
  return { grid, runAt: () => undefined }
}

/** The runs' labels, with fewer signs where one has no room. */
function labelsWithin({ plan: { experiment, runs } }: Scene, room: number): string[] {
  const labels = runs.map(({ label }) => label)
  if (labels.every(({ length }) => length <= room)) return labels
  return labelsOf(
    experiment.parameters,
    runs.map(({ apart }) => apart),
    'tight',
  )
}

function shorten(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`
}
