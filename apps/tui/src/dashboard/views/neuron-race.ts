import { ink as inks } from '../../draw/palette.ts'
import { plane } from '../../draw/plane.ts'
import type { SceneRun } from '../scene.ts'
import { chartsOf } from './charts.ts'
import { deltaSign, type Pane, type View } from './view.ts'

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
  signs: [
    deltaSign,
    { sign: '● ○', meaning: 'a neuron |a|w with a > 0 or a < 0; dots are its path' },
    { sign: '⋯ + −', meaning: 'the teacher’s neurons and the signs of their a' },
    { sign: '∘', meaning: 'drift of δ, predicted from the squared steps' },
  ],
  panes(comparison) {
    const metrics = chartsOf(comparison, charts)
    return [
      ...metrics.slice(0, 3),
      ...comparison.runs.map((run, i) => pathsPane(i, run.planned.label)),
      ...metrics.slice(3),
    ]
  },
}

/** The paths of |a_k| w_k of one run; a filled head has a > 0; dotted rays are the teacher's neurons. */
function pathsPane(index: number, label: string): Pane {
  const title = `paths of |a|w, ${label}`
  return {
    id: `paths-${index}`,
    title,
    about: () => 'where neurons go: rich and upstream ones turn to the teacher, lazy ones stay where they are',
    draw(scene, { width, height }) {
      const run = scene.all[index]!
      const reach = reachOf(run)
      const grid = plane({
        width,
        height,
        title,
        xLabel: '',
        yLabel: '',
        paths: pathsOf(run),
        rays: raysOf(run),
        domain: { x: [-reach, reach], y: [-reach, reach] },
      })
      return { grid }
    },
  }
}

function pathsOf({ history, moment, momentIndex, ink }: SceneRun) {
  if (!moment) return []
  const readout = moment.fields!.readout!.data
  return Array.from(readout, (a, k) => ({
    x: Float64Array.from({ length: momentIndex + 1 }, (_, i) => history.at(i).fields!.neurons!.data[2 * k]!),
    y: Float64Array.from({ length: momentIndex + 1 }, (_, i) => history.at(i).fields!.neurons!.data[2 * k + 1]!),
    style: ink,
    head: a >= 0 ? '●' : '○',
  }))
}

function raysOf({ given: { teacher, teacherReadout } }: SceneRun) {
  if (!teacher || !teacherReadout) return []
  return Array.from(teacherReadout.data, (sign, j) => ({
    x: teacher.data[2 * j]!,
    y: teacher.data[2 * j + 1]!,
    style: inks.muted,
    label: sign > 0 ? '+' : '−',
  }))
}

/** The farthest neuron of the run at the moment: networks share no scale. */
function reachOf({ moment }: SceneRun): number {
  let reach = 0.05
  for (const value of moment?.fields?.neurons?.data ?? []) reach = Math.max(reach, Math.abs(value))
  return reach * 1.15
}
