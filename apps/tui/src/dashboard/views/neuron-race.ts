import { ink as inks, seriesInks } from '../../draw/palette.ts'
import { plane } from '../../draw/plane.ts'
import type { Comparison, LiveRun } from '../comparison.ts'
import { metricPane } from './metric-pane.ts'
import { deltaSign, type Pane, type View } from './view.ts'

const ink: View['ink'] = (index) => seriesInks[index % seriesInks.length]!

/** Metrics by what they tell here. */
const charts = [
  'loss',
  'kernelDistance',
  'hammingDistance',
  'turning',
  'teacherAlignment',
  'parameterDistance',
  'deltaDrift',
]

/** Fig. 1a: the losses and distances of all runs, and the paths of every network's neurons to the teacher's. */
export const neuronRaceView: View = {
  ink,
  signs: [
    deltaSign,
    { sign: '● ○', meaning: 'a neuron |a|w with a > 0 or a < 0; dots are its path' },
    { sign: '⋯ + −', meaning: 'the teacher’s neurons and the signs of their a' },
    { sign: '∘', meaning: 'drift of δ, predicted from the squared steps' },
  ],
  panes(comparison, room) {
    const metric = (name: string): Pane => metricPane(name, ink)
    const all = comparison.runs.map((_, i) => pathsPane(i))
    if (room >= 3 + all.length) return [...charts.slice(0, 3).map(metric), ...all].slice(0, room)
    return [...charts.slice(0, Math.max(0, room - 1)).map(metric), pathsPane(comparison.selected)]
  },
}

/** The paths of |a_k| w_k of one run; a filled head has a > 0; dotted rays are the teacher's neurons. */
function pathsPane(index: number): Pane {
  return (comparison, { width, height }) => {
    const run = comparison.runs[index]!
    const style = ink(index, comparison.runs.length)
    const reach = reachOf(comparison)
    return plane({
      width,
      height,
      title: `paths of |a|w, ${run.planned.label}`,
      xLabel: '',
      yLabel: '',
      paths: pathsOf(run, style),
      rays: raysOf(run),
      domain: { x: [-reach, reach], y: [-reach, reach] },
    })
  }
}

function pathsOf({ history }: LiveRun, style: number) {
  const latest = history.latest
  if (!latest) return []
  const readout = latest.fields!.readout!.data
  return Array.from(readout, (a, k) => ({
    x: Float64Array.from({ length: history.length }, (_, i) => history.at(i).fields!.neurons!.data[2 * k]!),
    y: Float64Array.from({ length: history.length }, (_, i) => history.at(i).fields!.neurons!.data[2 * k + 1]!),
    style,
    head: a >= 0 ? '●' : '○',
  }))
}

function raysOf({ given: { teacher, teacherReadout } }: LiveRun) {
  if (!teacher || !teacherReadout) return []
  return Array.from(teacherReadout.data, (sign, j) => ({
    x: teacher.data[2 * j]!,
    y: teacher.data[2 * j + 1]!,
    style: inks.muted,
    label: sign > 0 ? '+' : '−',
  }))
}

/** One scale for all networks: the farthest neuron of any, now. */
function reachOf(comparison: Comparison): number {
  let reach = 0.05
  for (const { history } of comparison.runs)
    for (const value of history.latest?.fields?.neurons?.data ?? []) reach = Math.max(reach, Math.abs(value))
  return reach * 1.15
}
