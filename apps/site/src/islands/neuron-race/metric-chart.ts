import { type ChartAxis, createChart } from '../kit/chart.ts'
import { deltaColour } from '../kit/colour.ts'
import { formatNumber } from '../kit/format.ts'
import { STEPS } from './networks.ts'
import type { Picture, View } from './picture.ts'
import type { Racer } from './race.ts'

const STEP = { kind: 'log', label: 'step', domain: [1, STEPS] } as const satisfies ChartAxis

/** The metrics that have a chart, and what goes up along it. */
export const metrics = {
  loss: { kind: 'log', label: 'loss' },
  kernelDistance: { kind: 'linear', label: 'kernel distance', holds: [0, 0.1] },
  hammingDistance: { kind: 'linear', label: 'Hamming distance', holds: [0, 0.1] },
  turning: { kind: 'linear', label: 'turning (degrees)', holds: [0, 10] },
} as const satisfies { [name: string]: ChartAxis }

export type MetricName = keyof typeof metrics

/** One metric of the three networks over the steps; step 0 has no place on a logarithmic axis. */
export function createMetricChart(
  canvas: HTMLCanvasElement,
  name: MetricName,
  signal: AbortSignal,
  resized: () => void,
): View {
  const chart = createChart(canvas, { x: STEP, y: metrics[name] }, signal, resized)
  const seriesOf = ({ frames }: Racer, shown: number) => {
    const length = Math.min(shown, frames.length)
    return {
      length,
      x: Float64Array.from({ length }, (_, i) => frames[i]!.step),
      y: Float64Array.from({ length }, (_, i) => frames[i]!.metrics[name]!),
    }
  }
  return {
    draw(theme, { race }: Picture) {
      const curves = (race?.racers ?? []).map((racer) => ({
        series: seriesOf(racer, race!.shown),
        colour: deltaColour(2 * Math.sign(racer.delta), theme.name),
        dash: racer.dash,
        width: 2.25,
      }))
      const marks = curves.flatMap(({ series: { length, x, y }, colour }) =>
        length > 0 ? [{ x: x[length - 1]!, y: y[length - 1]!, colour }] : [],
      )
      chart.draw(theme, { curves, marks })
    },
    describe({ race }) {
      const values = (race?.racers ?? []).flatMap(({ name: network, frames }) => {
        const now = frames[Math.min(race!.shown, frames.length) - 1]
        return now ? [`${network} ${formatNumber(now.metrics[name]!)}`] : []
      })
      chart.describe(
        `The ${metrics[name].label} over steps, on a logarithmic axis: ${values.join(', ') || 'no curve yet'}.`,
      )
    },
  }
}
