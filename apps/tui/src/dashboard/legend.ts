import { labelsOf } from '@lazyrich/core/port'
import { createGrid, type Grid, put } from '../draw/grid.ts'
import { ink } from '../draw/palette.ts'
import { shown } from '../draw/shown.ts'
import { BOLD } from '../draw/style.ts'
import type { Scene, SceneRun } from './scene.ts'
import { gridOf } from './views/grid-of.ts'

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
  const inView = new Set(scene.runs.map(({ index }) => index))
  const shownRuns = scene.all.filter(({ index }) => inView.has(index))
  const hidden = scene.all.length - shownRuns.length
  const tail = hidden > 0 ? `${hidden} hidden` : ''
  const room = width - 1 - (tail === '' ? 0 : tail.length + 2)
  const labels = labelsWithin(scene, shownRuns, room)
  if (!labels) return crowd(scene, grid)
  const places: { from: number; to: number; index: number }[] = []
  let x = 1
  for (const run of shownRuns) {
    const label = labels[run.index]!
    const from = x
    const mark = `${markOf(run)} `
    put(grid, x, 0, mark, run.ink | BOLD)
    put(grid, x + mark.length, 0, label, run.isSelected ? BOLD : ink.muted)
    x += mark.length + label.length
    places.push({ from, to: x, index: run.index })
    x += 2
  }
  put(grid, Math.max(x, width - tail.length - 1), 0, tail, ink.muted)
  return { grid, runAt: (column) => places.find(({ from, to }) => column >= from && column < to)?.index }
}

/** Cells of a run's letter, or of the letter and that it could not go on. */
const markOf = ({ outcome, letter }: SceneRun): string =>
  outcome?.reason === 'failed' || outcome?.reason === 'diverged' ? `${letter}✗` : letter

/** Where there are too many runs to name in a row. */
function crowd({ plan, selected, all, runs }: Scene, grid: Grid): Legend {
  const ended = all.filter(({ outcome }) => outcome).length
  const hidden = all.length - runs.length
  const mark = `${markOf(selected)} `
  put(grid, 1, 0, mark, selected.ink | BOLD)
  put(grid, 1 + mark.length, 0, shown(selected.label), BOLD)
  const told = `run ${selected.index + 1} of ${all.length}, ${ended} ended${hidden > 0 ? `, ${hidden} hidden` : ''}; ${gridOf(plan) ? 'arrows go from cell to cell' : '↓ the next'}, l lists them`
  put(grid, 3 + mark.length + selected.label.length, 0, told, ink.muted)
  return { grid, runAt: () => undefined }
}

/** Cells between one label and the next, the letter of the next included. */
const APART = 4

/**
 * A label for every run, by its index: whole, with fewer signs, or cut, as the row has room; undefined where it has
 * none for so many.
 */
function labelsWithin({ plan }: Scene, shownRuns: readonly SceneRun[], room: number): readonly string[] | undefined {
  if (shownRuns.length * (1 + APART) > room) return undefined
  const whole = plan.runs.map(({ label }) => shown(label))
  const isRoom = (labels: readonly string[]): boolean =>
    shownRuns.reduce((sum, run) => sum + labels[run.index]!.length + markOf(run).length + APART - 1, -2) <= room
  if (isRoom(whole)) return whole
  const tight = labelsOf(
    plan.experiment.parameters,
    plan.runs.map(({ apart }) => apart),
    'tight',
  ).map(shown)
  if (isRoom(tight)) return tight
  const least = Math.floor((room + 2) / shownRuns.length) - APART
  return least < LEAST_LABEL ? undefined : tight.map((label) => shorten(label, least))
}

function shorten(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`
}
