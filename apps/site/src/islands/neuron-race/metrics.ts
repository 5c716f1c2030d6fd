import { formatFixed, formatNumber } from '../kit/format.ts'
import type { MetricTable } from '../stage/metric-table.ts'

/** What the page shows of a race: a chart and a number in every network's box each. */
export const metrics = {
  loss: { text: formatNumber },
  kernelDistance: { holds: [0, 0.1], text: (value) => formatFixed(value, 4) },
  hammingDistance: { holds: [0, 0.1], text: (value) => formatFixed(value, 3) },
  turning: { holds: [0, 10], text: (value) => `${formatFixed(value, 1)}°` },
} as const satisfies MetricTable
