import { formatFixed, formatNumber } from '../kit/format.ts'
import { writeNumber } from '../kit/write-number.ts'
import { type MetricName, metrics } from './metric-chart.ts'
import type { Picture } from './picture.ts'
import { farthest } from './race-plane.ts'

/** The numbers of every network; each full value is in the `value` of its `<data>`. */
export interface Readout {
  draw(picture: Picture): void
}

/** With as many decimals as keep their width while they move. */
const texts: { readonly [name in MetricName]: (value: number) => string } = {
  loss: formatNumber,
  kernelDistance: (value) => formatFixed(value, 4),
  hammingDistance: (value) => formatFixed(value, 3),
  turning: (value) => `${formatFixed(value, 1)}°`,
}

/** Fills the `data[data-number]` of every element with `data-network`, and the step, within `host`. */
export function createReadout(host: Element): Readout {
  const longest = host.querySelector<HTMLDataElement>('data[data-number="longest"]')!
  const step = host.querySelector<HTMLDataElement>('data[data-number="step"]')!

  return {
    draw({ race }) {
      let last = 0
      for (const racer of race?.racers ?? []) {
        const box = host.querySelector(`[data-network="${racer.name}"]`)!
        const now = racer.frames[Math.min(race!.shown, racer.frames.length) - 1]
        last = Math.max(last, now?.step ?? 0)
        writeNumber(box.querySelector('data[data-number="delta"]')!, racer.delta, formatFixed(racer.delta, 2))
        for (const name of Object.keys(metrics) as MetricName[]) {
          const value = now?.metrics[name]
          writeNumber(
            box.querySelector(`data[data-number="${name}"]`)!,
            value,
            value === undefined ? '–' : texts[name](value),
          )
        }
      }
      const most = race ? farthest(race) : 0
      writeNumber(longest, most, most > 0 ? formatNumber(most) : '–')
      writeNumber(step, last, last.toLocaleString('en-US'))
    },
  }
}
