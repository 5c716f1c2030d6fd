import { neuronFromBeta } from '@lazyrich/core/single-neuron'
import type { Guide } from '../../draw/chart.ts'
import { seriesInks } from '../../draw/palette.ts'
import { type Mark, plane } from '../../draw/plane.ts'
import type { Ray } from '../../draw/rays.ts'
import type { Rectangle } from '../../draw/view.ts'
import type { Comparison, LiveRun } from '../comparison.ts'
import { type ChartOptions, metricPane } from './metric-pane.ts'
import { deltaSign, type Pane, type View } from './view.ts'

/** Two runs of one δ, one a side: blue and petrol, pink and crimson, green and khaki. */
const pairs = [2, 5, 3, 6, 1, 7].map((place) => seriesInks[place]!)

const ink: View['ink'] = (index) => pairs[index % pairs.length]!

/** Fig. 7: into the saddle along the separating surface, the plateau there, and out on either side. */
export const basinsView: View = {
  ink,
  signs: [
    deltaSign,
    { sign: '+ −', meaning: 'side of the surface at the start; a ends with this sign' },
    { sign: '⋯ in the plane', meaning: 'the separating surface z₊ = 0, seen edge on' },
    { sign: '▲ ┊ in the charts', meaning: 'the escape time t*, predicted before the run' },
    { sign: '● ✕', meaning: 'the neuron now; its predicted end' },
    { sign: '∘', meaning: 'the exact solution, on the line of the flow' },
  ],
  panes: (_comparison, room) =>
    [
      statePane,
      metricPane('a', ink, readoutChart),
      metricPane('surfaceCoordinate', ink, distanceChart),
      metricPane('loss', ink, (comparison) => ({ guides: escapes(comparison) })),
      metricPane('kernelDistance', ink, (comparison) => ({ guides: escapes(comparison) })),
      metricPane('exactError', ink),
    ].slice(0, room),
}

/** The plane in which z₊ is a straight line: w along β*, and a. */
const statePane: Pane = (comparison, { width, height }) =>
  plane({
    width,
    height,
    title: 'a against w along β*',
    xLabel: '',
    yLabel: 'a',
    rays: comparison.runs.flatMap((run, i) => (isFirstOfItsDelta(comparison, i) ? surfaceRays(run, ink(i, 0)) : [])),
    paths: comparison.runs.map(({ history }, i) => ({
      x: history.metric('along'),
      y: history.metric('a'),
      style: ink(i, 0),
    })),
    marks: comparison.runs.flatMap((run, i) => endMarks(run, ink(i, 0))),
    domain: aroundTheSaddle(comparison),
  })

/** The saddle and the ends on both sides of it; starts may lie far outside, on their lines. */
function aroundTheSaddle({ runs }: Comparison): Rectangle {
  const ends = runs.map(({ planned }) => endOf(planned.parameters))
  const x = 1.6 * Math.max(...ends.map(({ along }) => along))
  const y = 2.1 * Math.max(...ends.map(({ a }) => a))
  return { x: [-x, x], y: [-y, y] }
}

function isFirstOfItsDelta({ runs }: Comparison, index: number): boolean {
  const delta = (i: number): unknown => runs[i]!.planned.parameters.delta
  return runs.findIndex((_, i) => delta(i) === delta(index)) === index
}

/** The surface from the origin to both sides, through its last point at a > 0. */
function surfaceRays({ given: { surface, target } }: LiveRun, style: number): Ray[] {
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
function endMarks({ history, planned }: LiveRun, style: number): Mark[] {
  const first = history.length > 0 ? history.at(0) : undefined
  if (!first) return []
  const end = endOf(planned.parameters)
  const side = Math.sign(first.metrics.surfaceCoordinate!)
  return [{ x: side * end.along, y: side * end.a, glyph: '✕', style }]
}

function endOf(parameters: LiveRun['planned']['parameters']): { a: number; along: number } {
  const target = parameters.target as readonly number[]
  const learningRate = {
    a: parameters['learningRate.a'] as number,
    w: parameters['learningRate.w'] as number,
  }
  const { a0, w0 } = neuronFromBeta(target, parameters.delta as number, { learningRate })
  return { a: a0, along: Math.hypot(...w0) }
}

/** One guide a δ: both sides leave at the same time, or nearly. */
function escapes(comparison: Comparison): Guide[] {
  return comparison.runs.flatMap(({ history }, i) => {
    const time = history.latest?.metrics.escapeTime
    return time !== undefined && Number.isFinite(time) && isFirstOfItsDelta(comparison, i)
      ? [{ x: time, style: ink(i, 0) }]
      : []
  })
}

/** a, as far as its ends reach: it starts far outside. */
function readoutChart(comparison: Comparison): ChartOptions {
  const reach = 1.2 * Math.max(...comparison.runs.map(({ planned }) => endOf(planned.parameters).a))
  return { yDomain: [-reach, reach], guides: escapes(comparison) }
}

/** |z₊| on a log axis: the way out of the saddle is a straight line there. */
function distanceChart(comparison: Comparison): ChartOptions {
  return {
    title: '|z₊|, distance from the surface',
    scale: 'log',
    guides: escapes(comparison),
    shown: (values) => values.map(Math.abs),
  }
}
