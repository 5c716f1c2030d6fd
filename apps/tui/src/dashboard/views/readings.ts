import { formatNumber } from '../../draw/format.ts'
import type { Scene } from '../scene.ts'

/** What a measure looks like in a lazy and in a rich network. */
interface Reading {
  readonly lazy: string
  readonly rich: string
}

/** By metric: the names are the same in every experiment. */
const readings: { readonly [metric: string]: Reading } = {
  kernelDistance: { lazy: 'stays near 0', rich: 'rises: the kernel turns' },
}

/** One line on a metric: what it is, what lazy and rich would look like, what is seen of the selected run. */
export function about(name: string, { plan, selected }: Scene): string {
  const { meaning } = plan.experiment.metrics[name]!
  const reading = readings[name]
  const value = selected.moment?.metrics[name]
  const seen = value === undefined ? '' : ` · ${selected.letter}: ${formatNumber(value)}`
  return reading ? `${meaning} · lazy: ${reading.lazy} · rich: ${reading.rich}${seen}` : `${meaning}${seen}`
}
