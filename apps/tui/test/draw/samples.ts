import { lineChart } from '../../src/draw/chart.ts'
import type { Grid } from '../../src/draw/grid.ts'
import { ink } from '../../src/draw/palette.ts'
import { plane } from '../../src/draw/plane.ts'
import type { Series } from '../../src/draw/series.ts'
import { deltaInks, seriesInks } from '../support/inks.ts'

/** Pictures that the tests keep as text, each a named function of its size. */

const times = (end: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => (end * i) / (count - 1))

/** Loss of a product u·v trained towards 1: a plateau, then a fall whose time depends on delta. */
const loss = (delta: number) => (t: number) => 0.5 * (1 - 1 / (1 + Math.exp(-2 * (t - 3 + delta)))) ** 2

const regimes = [
  { label: 'upstream', delta: 1.6 },
  { label: 'balanced', delta: 0 },
  { label: 'downstream', delta: -1.6 },
]

const curves = (x: Float64Array, mark: Series['mark']): Series[] =>
  regimes.map(({ label, delta }, i) => ({
    x,
    y: x.map(loss(delta)),
    style: seriesInks[i]!,
    label,
    letter: 'abc'[i]!,
    mark,
  }))

export const lossOverTime = (width: number, height: number): Grid =>
  lineChart({
    width,
    height,
    title: 'Loss',
    yLabel: '½ mean (ŷ − y)²',
    xLabel: 'time t',
    xScale: 'linear',
    yScale: 'linear',
    series: [...curves(times(8, 2000), 'line'), ...curves(times(8, 400), 'points')],
  })

export const lossOnLogAxes = (width: number, height: number): Grid =>
  lineChart({
    width,
    height,
    title: 'Loss',
    yLabel: '½ mean (ŷ − y)²',
    xLabel: 'time t',
    xScale: 'log',
    yScale: 'log',
    series: curves(times(10, 5000), 'line'),
    xDomain: [0.01, 10],
  })

export const kernelDistance = (width: number, height: number): Grid => {
  const x = Float64Array.from({ length: 400 }, (_, i) => i * 50)
  return lineChart({
    width,
    height,
    title: 'Kernel distance',
    yLabel: '',
    xLabel: 'step',
    xScale: 'linear',
    yScale: 'linear',
    yDomain: [0, 1],
    series: deltaInks.map((style, i) => ({
      x,
      y: x.map((step) => (0.9 - 0.12 * Math.abs(i - 3)) * (1 - Math.exp(-step / (900 + 900 * i)))),
      style,
      label: `δ=${3 - i}`.replace('-', '−'),
      letter: 'abcdefg'[i]!,
      mark: 'line',
    })),
  })
}

export const hammingDistance = (width: number, height: number): Grid => {
  const x = Float64Array.from({ length: 300 }, (_, i) => i)
  const noise = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1
  return lineChart({
    width,
    height,
    title: 'Hamming distance',
    yLabel: 'share of flipped gates',
    xLabel: 'step',
    xScale: 'linear',
    yScale: 'linear',
    series: [
      {
        x,
        y: x.map((i) => 0.31 * (1 - Math.exp(-i / 60)) + 0.02 * noise(i)),
        style: seriesInks[0]!,
        label: 'run',
        mark: 'line',
      },
    ],
  })
}

export const noFrameYet = (width: number, height: number): Grid =>
  lineChart({ width, height, title: 'Loss', yLabel: '', xLabel: 'step', xScale: 'linear', yScale: 'log', series: [] })

export const constantLoss = (width: number, height: number): Grid => {
  const series: Series = {
    x: [0, 1, 2, 3],
    y: [0.25, 0.25, 0.25, 0.25],
    style: seriesInks[1]!,
    label: 'run',
    mark: 'line',
  }
  return lineChart({
    width,
    height,
    title: 'Loss',
    yLabel: '',
    xLabel: 'step',
    xScale: 'linear',
    yScale: 'linear',
    series: [series],
  })
}

/** Neurons that turn from a spread start towards one of two directions, growing as they align. */
export const neurons = (width: number, height: number): Grid => {
  const paths = Array.from({ length: 16 }, (_, i) => {
    const start = (i * Math.PI) / 8 + 0.15
    const goal = Math.cos(start - 0.9) > -0.2 ? 0.9 : 3.6
    const turn = Math.atan2(Math.sin(goal - start), Math.cos(goal - start))
    const along = Array.from({ length: 200 }, (_, k) => k / 199)
    const angles = along.map((s) => start + turn * (1 - Math.exp(-3 * s)))
    const sizes = along.map((s) => 0.12 + (1 - Math.abs(turn) / 4) * s * s)
    return {
      x: sizes.map((size, k) => size * Math.cos(angles[k]!)),
      y: sizes.map((size, k) => size * Math.sin(angles[k]!)),
      style: goal < 2 ? seriesInks[0]! : seriesInks[2]!,
    }
  })
  const ray = (angle: number, label: string) => ({ x: Math.cos(angle), y: Math.sin(angle), style: ink.muted, label })
  return plane({
    width,
    height,
    title: 'Neurons',
    xLabel: 'w₁',
    yLabel: 'w₂',
    paths,
    rays: [ray(0.9, 'β₊'), ray(3.6, 'β₋')],
  })
}

/** Two weights descending a quadratic bowl. */
export const descent = (width: number, height: number): Grid => {
  const along = Array.from({ length: 300 }, (_, k) => k / 50)
  const paths = [
    { from: [0.1, 1.6], style: seriesInks[0]! },
    { from: [0.1, 0.1], style: seriesInks[1]! },
    { from: [2.2, 0.1], style: seriesInks[2]! },
  ].map(({ from: [x0 = 0, y0 = 0], style }) => ({
    x: along.map((t) => 1.2 + (x0 - 1.2) * Math.exp(-t)),
    y: along.map((t) => 0.8 + (y0 - 0.8) * Math.exp(-2.6 * t)),
    style,
  }))
  return plane({
    width,
    height,
    title: 'Path of β',
    xLabel: 'β₁',
    yLabel: 'β₂',
    paths,
    marks: [{ x: 1.2, y: 0.8, glyph: '✕', style: ink.warn, label: 'β*' }],
    contours: { f: (x, y) => (x - 1.2) ** 2 + 2.6 * (y - 0.8) ** 2, levels: [0.1, 0.4, 1.2, 3] },
  })
}

/** A plateau with the time marked at which it is to end. */
export const guides = (width: number, height: number): Grid =>
  lineChart({
    width,
    height,
    title: 'Loss',
    yLabel: '',
    xLabel: 'time t',
    xScale: 'linear',
    yScale: 'linear',
    series: curves(times(8, 400), 'line'),
    guides: [
      { x: 3, style: seriesInks[1]! },
      { x: 9, style: seriesInks[2]! }, // out of view: not drawn
    ],
  })

/** Seeds that learn alike: the upper curve hides the others. */
export const coinciding = (width: number, height: number): Grid => {
  const x = times(100, 300)
  return lineChart({
    width,
    height,
    title: 'Loss',
    yLabel: '',
    xLabel: 'step',
    xScale: 'linear',
    yScale: 'log',
    series: [30, 30, 12, 30].map((time, i) => ({
      x,
      y: x.map((t) => Math.exp(-t / time) + 1e-3),
      style: seriesInks[3 + i]!,
      label: `seed ${i}`,
      letter: 'abcd'[i]!,
      mark: 'line',
    })),
  })
}

/** A run that blew up, beside one that did not. */
export const diverged = (width: number, height: number): Grid => {
  const x = times(100, 101)
  const calm = (t: number): number => 0.1 + Math.exp(-t / 20)
  return lineChart({
    width,
    height,
    title: 'Loss',
    yLabel: '',
    xLabel: 'step',
    xScale: 'linear',
    yScale: 'linear',
    series: [
      {
        x,
        y: x.map((t) => (t < 60 ? calm(t) + 0.3 : t < 90 ? 0.4 * 10 ** (t - 60) : NaN)),
        style: seriesInks[3]!,
        label: 'diverged',
        letter: 'a',
        mark: 'line',
      },
      { x, y: x.map(calm), style: seriesInks[4]!, label: 'calm', letter: 'b', mark: 'line' },
    ],
  })
}

/** The distance of two solutions at the level of rounding, as its envelope, with the place marked that is read. */
export const rounding = (width: number, height: number): Grid => {
  const x = times(1000, 5000)
  const noise = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1
  return lineChart({
    width,
    height,
    title: 'flow − exact',
    yLabel: '',
    xLabel: 'time t',
    xScale: 'linear',
    yScale: 'linear',
    cursor: 612,
    series: [1, 3].map((size, i) => ({
      x,
      y: x.map((t) => 1e-16 * size * noise(t)),
      style: seriesInks[3 + i]!,
      label: `run ${i}`,
      letter: 'ab'[i]!,
      mark: 'envelope',
    })),
  })
}

/** A curve whose values lie far from 0 and close together, smoothed. */
export const farAndNear = (width: number, height: number): Grid => {
  const x = times(1000, 2000)
  return lineChart({
    width,
    height,
    title: 'Norm',
    yLabel: '',
    xLabel: 'step',
    xScale: 'linear',
    yScale: 'linear',
    smoothing: 0.06,
    series: [
      {
        x,
        y: x.map((t) => 1e6 + 1e-3 * (t / 1000 + 0.2 * Math.sin(t))),
        style: seriesInks[0]!,
        label: 'run',
        mark: 'line',
      },
    ],
  })
}
