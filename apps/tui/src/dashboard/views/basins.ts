import { neuronFromBeta } from '@lazyrich/core/single-neuron'
import type { Guide } from '../../draw/chart.ts'
import { formatNumber } from '../../draw/format.ts'
import { type Mark, plane } from '../../draw/plane.ts'
import type { Ray } from '../../draw/rays.ts'
import type { Rectangle } from '../../draw/view.ts'
import type { Scene, SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import type { ChartOptions } from './chart-options.ts'
import { chartsOf } from './charts.ts'
import { deltaSign, type Pane, type View } from './view.ts'

/** Fig. 7: into the saddle along the separating surface, the plateau there, and out on either side. */
export const basinsView: View = {
  signs: ({ runs }) => [
    deltaSign,
    { sign: '+ −', meaning: 'side of the surface at the start; a ends with this sign' },
    { sign: '⋯ in the plane', meaning: 'the separating surface z₊ = 0, seen edge on' },
    ...(runs.some(({ history }) => Number.isFinite(history.latest?.metrics.escapeTime ?? 0))
      ? [{ sign: '▲ ┊ in the charts', meaning: 'the escape time t*, predicted before the run' }]
      : []),
    { sign: '● ✕', meaning: 'the neuron now; its predicted end' },
    { sign: '∘', meaning: 'the exact solution, on the line of the flow' },
  ],
  panes: (comparison) => [
    statePane,
    ...chartsOf(comparison, ['a', 'surfaceCoordinate', 'loss', 'kernelDistance', 'exactError'], {
      a: readoutChart,
      surfaceCoordinate: distanceChart,
      loss: (scene) => ({ guides: escapes(scene) }),
      kernelDistance: (scene) => ({ guides: escapes(scene) }),
    }),
  ],
}

/** The plane in which z₊ is a straight line: w along β*, and a. */
const statePane: Pane = {
  id: 'state',
  title: 'a against w along β*',
  about: ({ selected }) =>
    line(
      where(selected, () => {
        const { a, along } = selected.moment!.metrics
        return `is at w = ${formatNumber(along!)} along β*, a = ${formatNumber(a!)}`
      }),
      'into the saddle and out again',
      'far downstream runs wait there for long',
    ),
  draw(scene, { width, height }) {
    const { runs } = scene
    const grid = plane({
      width,
      height,
      title: this.title,
      xLabel: '',
      yLabel: 'a',
      rays: runs.flatMap((run) => (isFirstOfItsDelta(scene, run) ? surfaceRays(run, run.ink) : [])),
      paths: runs.map(({ history, momentIndex, style, letter }) => {
        const frames = Array.from({ length: momentIndex + 1 }, (_, i) => history.at(i).metrics)
        return { x: frames.map(({ along }) => along!), y: frames.map(({ a }) => a!), style, letter }
      }),
      marks: runs.flatMap((run) => endMarks(run, run.ink)),
      domain: aroundTheSaddle(scene),
    })
    return { grid }
  },
}

/** The saddle and the ends on both sides of it; starts may lie far outside, on their lines. */
function aroundTheSaddle({ all: runs }: Scene): Rectangle {
  const ends = runs.map(({ planned }) => endOf(planned.parameters))
  const x = 1.6 * Math.max(...ends.map(({ along }) => along))
  const y = 2.1 * Math.max(...ends.map(({ a }) => a))
  return { x: [-x, x], y: [-y, y] }
}

function isFirstOfItsDelta({ runs }: Scene, { planned }: SceneRun): boolean {
  return runs.find((run) => run.planned.parameters.delta === planned.parameters.delta)!.planned === planned
}

/** The surface from the origin to both sides, through its last point at a > 0. */
function surfaceRays({ given: { surface, target } }: SceneRun, style: number): Ray[] {
  if (!surface || !target) return []
  const [, points, parameters] = surface.shape as [number, number, number]
  const last = surface.data.subarray((points - 1) * parameters, points * parameters)
  const along = target.data.reduce((sum, entry, j) => sum + entry * last[j + 1]!, 0) / Math.hypot(...target.data)
  const [x, y] = [along, last[0]!]
  return [
    { x, y, style },
    { x: -x, y: -y, style },
  ]
}

/** The state with a w = β* on the side where the run starts. */
function endMarks({ history, planned }: SceneRun, style: number): Mark[] {
  const first = history.length > 0 ? history.at(0) : undefined
  if (!first) return []
  const end = endOf(planned.parameters)
  const side = Math.sign(first.metrics.surfaceCoordinate!)
  return [{ x: side * end.along, y: side * end.a, glyph: '✕', style }]
}

function endOf(parameters: SceneRun['planned']['parameters']): { a: number; along: number } {
  const target = parameters.target as readonly number[]
  const learningRate = {
    a: parameters['learningRate.a'] as number,
    w: parameters['learningRate.w'] as number,
  }
  const { a0, w0 } = neuronFromBeta(target, parameters.delta as number, { learningRate })
  return { a: a0, along: Math.hypot(...w0) }
}

/** One guide a δ: both sides leave at the same time, or nearly. */
function escapes(scene: Scene): Guide[] {
  return scene.runs.flatMap((run) => {
    const time = run.history.latest?.metrics.escapeTime
    return time !== undefined && Number.isFinite(time) && isFirstOfItsDelta(scene, run)
      ? [{ x: time, style: run.ink, letter: run.letter }]
      : []
  })
}

/** a, as far as its ends reach: it starts far outside. */
function readoutChart(scene: Scene): ChartOptions {
  const reach = 1.2 * Math.max(...scene.all.map(({ planned }) => endOf(planned.parameters).a))
  return { yDomain: [-reach, reach], guides: escapes(scene) }
}

/** |z₊| on a log axis: the way out of the saddle is a straight line there. */
function distanceChart(scene: Scene): ChartOptions {
  return {
    title: '|z₊|, distance from the surface',
    scale: 'log',
    guides: escapes(scene),
    shown: ({ x, y }) => ({ x, y: y.map(Math.abs) }),
  }
}
