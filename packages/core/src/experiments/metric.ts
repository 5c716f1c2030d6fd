import type { Metric } from '../port/experiment.ts'

/** A metric that is drawn on a linear scale. */
export function linear(label: string, meaning: string, unit = ''): Metric {
  return { label, meaning, unit, scale: 'linear' }
}

/** A metric that is drawn on a log scale. */
export function log(label: string, meaning: string, unit = ''): Metric {
  return { label, meaning, unit, scale: 'log' }
}
