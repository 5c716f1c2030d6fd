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
      where(run, () => alongTeacher(run)),
      'the paths of its neurons',
      'rich ones go along the teacher’s ⋯, lazy ones nowhere',
    ),
  draw(run, { width, height, title }) {
    const { reach } = extentOf(run)
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
  const neurons = moment?.fields?.neurons?.data ?? new Float64Array()
  const count = neurons.length / 2
  if (!teacher || !neurons.every(Number.isFinite)) return 'has neurons that are no longer finite'
  const ones = Array.from({ length: count }, (_, k) => {
    const [x, y] = [neurons[2 * k]!, neurons[2 * k + 1]!]
    for (let j = 0; j < teacher.data.length; j += 2)
      if (x * teacher.data[j]! + y * teacher.data[j + 1]! >= ALONG * Math.hypot(x, y)) return 1
    return 0 as number
  })
  return `has ${ones.reduce((sum, one) => sum + one, 0)} of ${count} neurons within 10° of a teacher’s`
}

/** The path of every neuron up to the moment, as far as it has not diverged. */
function pathsOf(run: SceneRun) {
  const { history, moment, momentIndex, ink } = run
  if (!moment) return []
  const length = Math.min(momentIndex + 1, extentOf(run).frames)
  return Array.from(moment.fields?.readout?.data ?? [], (a, k) => ({
    x: history.trace('neurons', 2 * k),
    y: history.trace('neurons', 2 * k + 1),
    length,
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

/** Neurons are of the size of the teacher's, 1, when they have learned: what is this far is on its way to infinity. */
const ABSURD = 10

/** What is drawn of a run: its frames before a neuron is absurdly far, and the farthest of them. */
interface Extent {
  /** Frames that were looked through, and the last but one of them. */
  readonly length: number
  readonly before: Frame | undefined
  readonly frames: number
  readonly farthest: number
  readonly reach: number
}

/** A run that has diverged did so from where its loss was last within this factor of its first: up to there is drawn. */
const BLOWN = 2

/** By run: while it trains, and once it has diverged. */
const extents = new WeakMap<FrameHistory, Extent>()
const diverged = new WeakMap<FrameHistory, Pick<Extent, 'frames' | 'reach'>>()

function extentOf({ history, outcome }: SceneRun): Pick<Extent, 'frames' | 'reach'> {
  if (outcome?.reason !== 'diverged') return growing(history)
  const known = diverged.get(history) ?? beforeBlowUp(history)
  diverged.set(history, known)
  return known
}

function beforeBlowUp(history: FrameHistory): Pick<Extent, 'frames' | 'reach'> {
  const lossAt = (i: number): number => history.at(i).metrics.loss!
  let frames = history.length
  while (frames > 1 && !(lossAt(frames - 1) <= BLOWN * lossAt(0))) frames--
  let farthest = 0.05
  for (let i = 0; i < frames; i++) {
    const most = farthestOf(history.at(i))
    if (!(most < ABSURD)) return { frames: i, reach: 1.15 * farthest }
    farthest = Math.max(farthest, most)
  }
  return { frames, reach: 1.15 * farthest }
}

/** Networks share no scale; a cursor that goes back does not change it, and what diverges leaves what came before. */
function growing(history: FrameHistory): Extent {
  const { length } = history
  const known = extents.get(history)
  // Once frames are thinned out, the last but one is no longer where it was: all are looked through again.
  const isLonger = known && length >= known.length && known.length > 1 && history.at(known.length - 2) === known.before
  let farthest = isLonger ? known.farthest : 0.05
  let frames = isLonger ? Math.min(known.frames, known.length - 1) : 0
  for (; frames < length; frames++) {
    const most = farthestOf(history.at(frames))
    if (!(most < ABSURD)) break
    farthest = Math.max(farthest, most)
  }
  const before = length > 1 ? history.at(length - 2) : undefined
  const extent = { length, before, frames, farthest, reach: farthest * 1.15 }
  extents.set(history, extent)
  return extent
}

/** NaN where a coordinate is not a number. */
function farthestOf({ fields }: Frame): number {
  let farthest = 0
  for (const value of fields?.neurons?.data ?? []) farthest = Math.max(farthest, Math.abs(value))
  return farthest
}
