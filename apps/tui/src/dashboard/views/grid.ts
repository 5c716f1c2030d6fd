import { labelOf, labelsOf, ownMetrics } from '@lazyrich/core/port'
import { formatNumber } from '../../draw/format.ts'
import { blit, createGrid } from '../../draw/grid.ts'
import { heat } from '../../draw/heat.ts'
import type { HeatCell } from '../../draw/heat-cells.ts'
import type { Plan } from '../../plan.ts'
import type { Scene, SceneRun } from '../scene.ts'
import { cellOf, type GridAxis, neighbourOf, type RunGrid } from './grid-of.ts'
import type { Drawn, Pane, Sign, Size, View } from './view.ts'

/** The measures of the paper's phase diagrams, and before them the one that a hierarchy is about. */
const FIRST = ['testError', 'kernelDistance', 'hammingDistance', 'parameterDistance', 'loss', 'testLoss']
const MAPS = 5
/** A map this wide leaves room for its curves beside it. */
const WIDE = 78

const signs: readonly Sign[] = [
  { sign: '[ ] ▸', meaning: 'the selected cell; arrows go from cell to cell, and its column is drawn as curves' },
  { sign: '· ⠸', meaning: 'a cell that waits for its turn; one in training' },
  { sign: '✗', meaning: 'a cell whose run failed or diverged' },
]

/** A grid of runs: first maps of what it measures, a cell a run, then its experiment's panes for one column of cells. */
export function gridView(grid: RunGrid, view: View): View {
  return {
    signs: (comparison) => [...signs, ...view.signs(comparison)],
    panes(comparison) {
      const curves = view.panes(comparison).map((pane) => ofColumn(grid, pane))
      return [...mapped(comparison.plan).map((name) => mapPane(grid, name, comparison.plan, curves)), ...curves]
    },
  }
}

/** The metrics that are drawn as maps. */
function mapped({ experiment }: Plan): string[] {
  const own = ownMetrics(experiment)
  return [...new Set([...FIRST.filter((name) => own.includes(name)), ...own])].slice(0, MAPS)
}

/** A pane of the runs in the selected cell's column: all runs of a grid at once would cover each other. */
function ofColumn(grid: RunGrid, pane: Pane): Pane {
  return {
    ...pane,
    draw(scene, size) {
      const column = cellOf(grid, scene.selected.index)?.column
      if (column === undefined) return pane.draw(scene, size)
      const members = new Set(grid.runs.map((row) => row[column]))
      const runs = scene.runs.filter(({ index }) => members.has(index))
      const title = `${pane.title}, ${settingOf(scene.plan, grid.columns, column)}`
      return { ...pane, title }.draw({ ...scene, runs }, size)
    },
  }
}

function settingOf({ experiment }: Plan, { name, values }: GridAxis, place: number): string {
  return labelOf(experiment.parameters, { [name]: values[place]! })
}

function mapPane(grid: RunGrid, name: string, plan: Plan, curves: readonly Pane[]): Pane {
  const metric = plan.experiment.metrics[name]!
  const title = metric.unit ? `${metric.label} (${metric.unit})` : metric.label
  const id = `map-${name}`
  const curve = curves.find((pane) => pane.id === name)

  function draw(scene: Scene, { width, height }: Size): Drawn {
    const { selected } = scene
    const next = startingIn(scene)
    const cells = grid.runs.map((row) =>
      row.map((run) => (run === undefined ? NOTHING : cellFor(scene.all[run]!, name, run === next))),
    )
    const { grid: picture, cellAt } = heat({
      width,
      height,
      title,
      columns: { name: grid.columns.symbol, labels: grid.columns.labels },
      rows: { name: grid.rows.symbol, labels: grid.rows.labels },
      scale: scene.yScale(id, metric.scale),
      cells,
      ...withSelected(cellOf(grid, selected.index)),
      reading: { label: tightLabels(plan)[selected.index]!, value: formatNumber(valueIn(selected, name)) },
    })
    const runAt = (column: number, row: number): number | undefined => {
      const cell = cellAt(column, row)
      return cell && grid.runs[cell.row]![cell.column]
    }
    return { grid: picture, runAt }
  }

  return {
    id,
    title,
    usualScale: () => metric.scale,
    about: (scene) => aboutCell(scene, name, grid),
    neighbour: ({ selected }, direction) => neighbourOf(grid, selected.index, direction),
    draw: (scene, size) => (curve && size.width >= WIDE ? beside(draw, curve, scene, size) : draw(scene, size)),
  }
}

/** Map and curves side by side: what the cursor on a cell opens where there is room for both. */
function beside(map: Pane['draw'], curve: Pane, scene: Scene, { width, height }: Size): Drawn {
  const half = Math.floor((width - 1) / 2)
  const left = map(scene, { width: half, height })
  const right = curve.draw(scene, { width: width - half - 1, height })
  const grid = createGrid(width, height)
  blit(grid, left.grid, 0, 0)
  blit(grid, right.grid, half + 1, 0)
  return {
    grid,
    xAt: (column) => right.xAt?.(column - half - 1),
    runAt: (column, row) => (column < half ? left.runAt?.(column, row) : right.runAt?.(column - half - 1, row)),
  }
}

const labels = new WeakMap<Plan, readonly string[]>()

function tightLabels(plan: Plan): readonly string[] {
  const all =
    labels.get(plan) ??
    labelsOf(
      plan.experiment.parameters,
      plan.runs.map(({ apart }) => apart),
      'tight',
    )
  labels.set(plan, all)
  return all
}

function withSelected(selected: ReturnType<typeof cellOf>): { selected?: NonNullable<typeof selected> } {
  return selected ? { selected } : {}
}

const valueIn = ({ moment }: SceneRun, name: string): number => moment?.metrics[name] ?? Number.NaN

const hasBroken = ({ outcome }: SceneRun): boolean => outcome?.reason === 'failed' || outcome?.reason === 'diverged'

const NOTHING: HeatCell = { state: 'none', value: Number.NaN, beat: 0 }

/** The first run that has not ended: runs start in their order, so a thread has it, even if it has not said so yet. */
const startingIn = ({ all }: Scene): number | undefined => all.find(({ outcome }) => !outcome)?.index

/** A run as a cell: at a moment before it failed it shows what it was then. */
function cellFor(run: SceneRun, name: string, isStarting: boolean): HeatCell {
  const { outcome, parameters, progress, moment, history } = run
  const value = valueIn(run, name)
  const isPast = moment !== undefined && moment !== history.latest
  if (hasBroken(run)) return { state: isPast ? 'done' : 'failed', value, beat: 0 }
  if (outcome) return { state: moment ? 'done' : 'none', value, beat: 0 }
  if (!parameters && !isStarting) return { state: 'waiting', value: Number.NaN, beat: 0 }
  return { state: 'running', value, beat: beatOf(progress.step + 1e6 * progress.time) }
}

/** A whole number that looks drawn by chance, so that round steps move a spinner too. */
const beatOf = (progress: number): number => Math.imul(Math.floor(progress) | 0, 0x9e3779b1) >>> 24

/** What a line of 80 columns has room for, without its margins and its mark. */
const ABOUT = 76

/** The selected cell first, then what the map shows; how its axes are spaced only where there is room. */
function aboutCell(scene: Scene, name: string, { rows, columns, holes }: RunGrid): string {
  const { plan, selected, cursor } = scene
  const { experiment } = plan
  const { label, meaning } = experiment.metrics[name]!
  const state = stateOf(scene)
  const when = cursor === undefined ? '' : ` at ${momentText(experiment.axis, cursor)}`
  const reading = `${selected.label}: ${formatNumber(valueIn(selected, name))}${when}${state && `, ${state}`}`
  // Of a meaning its end, as "0 is lazy": with the label before it the rest says little more.
  const hint = meaning.split('; ').at(-1)!
  const text = `${reading} · ${label} · ${hint}`
  const logs = [rows, columns].filter((axis) => axis.spacing === 'log').map(({ symbol }) => symbol)
  const spacing = logs.length > 0 ? ` · ${logs.join(' and ')} on a log scale` : ''
  const gaps = holes > 0 ? ` · ${holes} cells of the grid have no run` : ''
  return [gaps, spacing].reduce((line, note) => (line.length + note.length <= ABOUT ? line + note : line), text)
}

const momentText = (axis: 'step' | 'time', at: number): string =>
  axis === 'step' ? `step ${Math.round(at).toLocaleString('en-US')}` : `t = ${formatNumber(at)}`

/** What the run of the selected cell does; nothing of one that is done, as most are. */
function stateOf(scene: Scene): string {
  const { outcome, parameters, progress, index } = scene.selected
  const { axis } = scene.plan.experiment
  if (outcome?.reason === 'complete') return ''
  if (outcome) return `${outcome.reason}: ${outcome.message}`
  if (parameters) return `in training at ${momentText(axis, progress[axis])}`
  return index === startingIn(scene) ? 'starting' : 'waiting for its turn'
}
