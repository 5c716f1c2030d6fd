import { formatFixed, formatNumber } from '../kit/format.ts'
import { writeNumber } from '../kit/write-number.ts'
import { numberIn, writeMetrics } from '../stage/metric-table.ts'
import { metrics } from './metrics.ts'
import type { Picture } from './picture.ts'
import { farthest } from './race-plane.ts'

/** The numbers of every network; each full value is in the `value` of its `<data>`. */
export interface Readout {
  draw(picture: Picture): void
}

/** Fills the `data[data-number]` of every element with `data-network`, and the step, within `host`. */
export function createReadout(host: Element): Readout {
  return {
    draw({ race }) {
      let last = 0
      for (const racer of race?.racers ?? []) {
        const box = host.querySelector(`[data-network="${racer.name}"]`)!
        const now = racer.frames[Math.min(race!.shown, racer.frames.length) - 1]
        last = Math.max(last, now?.step ?? 0)
        writeNumber(numberIn(box, 'delta'), racer.delta, formatFixed(racer.delta, 2))
        writeMetrics(box, metrics, now?.metrics)
      }
      const most = race ? farthest(race) : 0
      writeNumber(numberIn(host, 'longest'), most, most > 0 ? formatNumber(most) : '–')
      writeNumber(numberIn(host, 'step'), last, last.toLocaleString('en-US'))
    },
  }
}
