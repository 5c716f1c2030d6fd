import { scaleLinear, scaleLog } from 'd3-scale'
import type { Domain } from './scale.ts'
import type { Points } from './series.ts'

/**
 * The domain of an axis that holds all finite values of these series, with round ends: decades on a log axis (values
 * that are not positive have no place there), and what it `holds` besides. With nothing to hold, 0 to 1, or 0.1 to 1.
 */
export function domainOf(kind: 'linear' | 'log', series: readonly Points[], of: 'x' | 'y', holds?: Domain): Domain {
  let [low, high] = holds ?? [Infinity, -Infinity]
  for (const each of series) {
    const values = each[of]
    for (let i = 0; i < each.length; i++) {
      const value = values[i]!
      if (!Number.isFinite(value) || (kind === 'log' && value <= 0)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  if (low > high) return kind === 'log' ? [0.1, 1] : [0, 1]
  return kind === 'log' ? decades(low, high) : rounded(low, high)
}

function decades(low: number, high: number): Domain {
  const [first, last] = scaleLog().domain([low, high]).nice().domain() as [number, number]
  return [first, last > first ? last : 10 * first]
}

function rounded(low: number, high: number): Domain {
  if (low === high) return low === 0 ? [0, 1] : low < 0 ? [2 * low, 0] : [0, 2 * low]
  return scaleLinear().domain([low, high]).nice(4).domain() as [number, number]
}
