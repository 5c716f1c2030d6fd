import type { Frame } from '@lazyrich/core/port'
import { ink as inks } from '../../draw/palette.ts'
import { plane } from '../../draw/plane.ts'
import type { FrameHistory } from '../history.ts'
import type { SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import { chartsOf } from './charts.ts'
import { panesOfRuns, type RunPicture } from './per-run.ts'
import { deltaSign, type View } from './view.ts'

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
  signs: () => [
    deltaSign,
    { sign: '● ○', meaning: 'a neuron |a|w with a > 0 or a < 0; dots are its path' },
    { sign: '⋯ + −', meaning: 'the teacher’s neurons and the signs of their a' },
    { sign: '∘', meaning: 'drift of δ, predicted from the squared steps' },
  ],
  panes(comparison) {
    const metrics = chartsOf(comparison, charts)
    return [...metrics.slice(0, 3), ...panesOfRuns(comparison, paths), ...metrics.slice(3)]
  },
}

/** The paths of |a_k| w_k of one run; a filled head has a > 0; dotted rays are the teacher's neurons. */
const paths: RunPicture = {
  id: 'paths',
  title: 'paths of |a|w',
  about: (run) =>
    line(
      'where neurons go',
      'rich ones end along the teacher’s ⋯, lazy ones stay',
      where(run, () => alongTeacher(run)),
    ),
  draw(run, { width, height, title }) {
    const reach = reachOf(run.history)
    return plane({
      width,
      height,
      title,
      xLabel: '',
      yLabel: '',
      paths: pathsOf(run),
      rays: raysOf(run),
      domain: { x: [-reach, reach], y: [-reach, reach] },
    })
  },
}

/** A neuron points along a teacher's within 10°: on a plane of this size the eye sees them as one. */
const ALONG = Math.cos((10 * Math.PI) / 180)

function alongTeacher({ moment, given: { teacher } }: SceneRun): string {
  const neurons = moment!.fields!.neurons!.data
  const count = neurons.length / 2
  if (!teacher || !neurons.every(Number.isFinite)) return 'has neurons that are no longer finite'
  const ones = Array.from({ length: count }, (_, k) => {
    const [x, y] = [neurons[2 * k]!, neurons[2 * k + 1]!]
    for (let j = 0; j < teacher.data.length; j += 2)
      if (x * teacher.data[j]! + y * teacher.data[j + 1]! >= ALONG * Math.hypot(x, y)) return 1
    return 0 as number
  })
  return `has ${ones.reduce((sum, one) => sum + one, 0)} of ${count} within 10° of one`
}

/** The path of every neuron up to the moment; plain loops, frame by frame: it is drawn thirty times a second. */
function pathsOf({ history, moment, momentIndex, ink }: SceneRun) {
  if (!moment) return []
  const readout = moment.fields!.readout!.data
  const count = momentIndex + 1
  const paths = Array.from(readout, (a) => ({
    x: new Float64Array(count),
    y: new Float64Array(count),
    style: ink,
    head: a >= 0 ? '●' : '○',
  }))
  for (let i = 0; i < count; i++) {
    const neurons = history.at(i).fields!.neurons!.data
    for (let k = 0; k < paths.length; k++) {
      paths[k]!.x[i] = neurons[2 * k]!
      paths[k]!.y[i] = neurons[2 * k + 1]!
    }
  }
  return paths
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

/** Neurons are of the size of the teacher's, 1, when they have learned; what is this far has diverged. */
const ABSURD = 1e3

/** By run: how far its frames were looked through, and the farthest neuron in them. */
const farthest = new WeakMap<
  FrameHistory,
  { readonly length: number; readonly before: Frame | undefined; readonly most: number }
>()

/** The farthest neuron of a run so far: networks share no scale, and a cursor that goes back does not change it. */
function reachOf(history: FrameHistory): number {
  const known = farthest.get(history)
  // Of frames that were thinned meanwhile, the last but one is no longer where it was.
  const isLonger = known && history.length >= known.length && history.at(known.length - 2) === known.before
  let most = isLonger ? known.most : 0.05
  for (let i = isLonger ? Math.max(0, known.length - 1) : 0; i < history.length; i++) {
    const neurons = history.at(i).fields!.neurons!.data
    for (let k = 0; k < neurons.length; k++) {
      const size = Math.abs(neurons[k]!)
      if (size > most && size < ABSURD) most = size
    }
  }
  const { length } = history
  farthest.set(history, { length, before: history.at(length - 2), most })
  return most * 1.15
}
