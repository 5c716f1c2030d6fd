import type { Frame } from '@lazyrich/core/port'
import type { Domain } from '../kit/scale.ts'
import { writeNumber } from '../kit/write-number.ts'

/** How an island shows a metric of its experiment. What it is called, its unit and its scale, the experiment says. */
export interface ShownMetric {
  /** The ends of its chart; from the data if left out. */
  readonly domain?: Domain
  /** What ends from the data hold in any case, so that hardly anything is not blown up to fill the chart. */
  readonly holds?: Domain
  /** Its number as text, with as many decimals as keep their width while it moves. */
  text(value: number): string
}

/** The metrics that an island shows, by their names in the frames, in the order in which it shows them. */
export type MetricTable = { readonly [name: string]: ShownMetric }

/** Writes the metrics into the `data[data-number]` of `box`, with a dash for what is not known yet. */
export function writeMetrics(box: Element, table: MetricTable, metrics: Frame['metrics'] | undefined): void {
  for (const [name, { text }] of Object.entries(table)) {
    const value = metrics?.[name]
    writeNumber(numberIn(box, name), value, value === undefined ? '–' : text(value))
  }
}

/** The element within `box` that shows a number. */
export function numberIn(box: Element, name: string): HTMLDataElement {
  return box.querySelector<HTMLDataElement>(`data[data-number="${name}"]`)!
}
