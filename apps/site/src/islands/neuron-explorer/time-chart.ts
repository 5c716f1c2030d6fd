import { type Chart, createChart } from '../kit/chart.ts'
import { deltaColour } from '../kit/colours.ts'
import { formatNumber } from '../kit/format.ts'
import type { Points } from '../kit/series.ts'
import { watchTouch } from '../kit/touch.ts'
import type { View } from './picture.ts'
import type { Moment, Trajectory } from './solution.ts'
import { TIME_RANGE } from './state.ts'

const TIME = { kind: 'log', label: 'time (1/learning rate)', domain: TIME_RANGE } as const

interface Kind {
  readonly kind: 'linear' | 'log'
  readonly domain: readonly [number, number]
  of(from: Trajectory): Float64Array
  now(moment: Moment): number
}

const kinds = {
  loss: {
    kind: 'log',
    domain: [1e-6, 10],
    of: ({ loss }) => loss,
    now: ({ loss }) => loss,
  },
  kernelDistance: {
    kind: 'linear',
    domain: [0, 1],
    of: ({ kernelDistance }) => kernelDistance,
    now: ({ kernelDistance }) => kernelDistance,
  },
} as const satisfies { [name: string]: Kind }

/** Loss or kernel distance over time: closed form as a line, numeric flow as dots. Press or drag to choose a time. */
export function createTimeChart(
  canvas: HTMLCanvasElement,
  name: keyof typeof kinds,
  signal: AbortSignal,
  resized: () => void,
  scrubbed: (time: number) => void,
): View {
  const { kind, domain, of, now }: Kind = kinds[name]
  const label = canvas.parentElement!.dataset.label!
  const chart = createChart(canvas, { x: TIME, y: { kind, label, domain } }, signal, resized)
  listenForScrubs(canvas, chart, signal, scrubbed)
  return {
    draw(theme, { solved, isStale }) {
      if (!solved) return chart.draw(theme, { curves: [] })
      const { state, solution, moment } = solved
      const colour = isStale ? theme.axis : deltaColour(state.delta, theme.name)
      const points = (from: Trajectory): Points => ({ length: from.length, x: from.time, y: of(from) })
      chart.draw(theme, {
        curves: [
          { series: points(solution.exact), colour },
          { series: points(solution.flow), colour, dots: true },
        ],
        cursor: moment.time,
        marks: [{ x: moment.time, y: now(moment), colour }],
      })
    },
    describe({ solved }) {
      chart.describe(
        solved
          ? `The ${label} over time on a logarithmic axis: ${formatNumber(now(solved.moment))} at time ${formatNumber(solved.moment.time)}.`
          : `The ${label} over time; no curve.`,
      )
    },
  }
}

function listenForScrubs(
  canvas: HTMLCanvasElement,
  chart: Chart,
  signal: AbortSignal,
  scrubbed: (time: number) => void,
): void {
  let isDown = false
  // A finger may scroll the page from here; then the time stays.
  const touch = watchTouch(canvas, { meant: (event) => scrub(event), scrolls: () => undefined }, signal)
  const scrub = (event: PointerEvent): void => scrubbed(chart.xAt(event.clientX - canvas.getBoundingClientRect().left))
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return
      isDown = true
      canvas.setPointerCapture(event.pointerId)
      if (!touch.isOpen) scrub(event)
    },
    { signal },
  )
  canvas.addEventListener('pointermove', (event) => isDown && !touch.isOpen && scrub(event), { signal })
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    canvas.addEventListener(
      end,
      () => {
        isDown = false
      },
      { signal },
    )
}
