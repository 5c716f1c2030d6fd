import { formatFixed, formatNumber } from '../kit/format.ts'
import type { MetricTable } from '../stage/metric-table.ts'

const share = (value: number): string => formatFixed(value, 3)

/** What the page shows of a training: a chart and a number in every network's box each, the errors first. */
export const metrics = {
  testError: { domain: [0, 1], text: share },
  trainError: { domain: [0, 1], text: share },
  loss: { text: formatNumber },
  kernelDistance: { domain: [0, 1], text: share },
  hammingDistance: { domain: [0, 0.6], text: share },
} as const satisfies MetricTable
