import { scaleLinear, scaleLog } from 'd3-scale'
import { exponentOf, powerOfTen, scientific } from './format.ts'
import type { Domain, ScaleKind } from './scale.ts'

export type Tick = { readonly value: number; readonly label: string }

/** A domain may end this part of a step beside a round number: it came from sums that round. */
export const SLACK = 1e-9

/** What takes d3 from a step that it rounded down to the next one up. */
const FEWER = 1.6

/**
 * What to ask d3 for so that at most `count` steps cross the domain, and the step that it then takes. d3 rounds a step
 * up or down, so it may give half as many steps again as it is asked for. Undefined where floating point cannot tell
 * the multiples of a step apart, or cannot hold the span.
 */
export function wishFor([low, high]: Domain, count: number): { wish: number; step: number } | undefined {
  const span = high - low
  if (!(span > 1e-290 && 4 * span < Infinity)) return undefined
  // Its ticks from 0 up are 0, one step, two steps: four spans hold one for sure.
  const stepOf = (wish: number): number => scaleLinear([0, 4 * span], [0, 1]).ticks(4 * wish)[1]!
  const isFew = stepOf(count) >= (span / count) * (1 - SLACK)
  const wish = isFew ? count : count / FEWER
  return { wish, step: stepOf(wish) }
}

/** Labels of one axis share their decimals, or their power of ten, so that they line up. */
function linearLabel(value: number, largest: number, exponent: number): string {
  if (value === 0) return '0'
  const isPlain = largest < 1e6 && largest >= 1e-3 && exponent >= -6
  const power = exponentOf(largest)
  const text = isPlain ? value.toFixed(Math.max(0, -exponent)) : scientific(value, power, Math.max(0, power - exponent))
  return text.replace('-', '−')
}

/** Where values are so many steps from 0 that their labels would be long and nearly the same. */
const FAR = 1e5

/** The first value in full, the others as what they are more: 1000000, +0.0005, +0.0010. */
function offsetLabels(values: readonly number[], exponent: number): string[] {
  const [base] = values as [number]
  const decimals = Math.min(100, Math.max(0, -exponent))
  const full = Math.abs(base) < 1e15 && decimals < 8 ? base.toFixed(decimals) : String(base)
  const trimmed = full.includes('.') && !full.includes('e') ? full.replace(/\.?0+$/, '') : full
  const more = values.map((value) => value - base)
  const largest = Math.max(...more)
  return values.map((_, i) => (i === 0 ? trimmed.replace('-', '−') : `+${linearLabel(more[i]!, largest, exponent)}`))
}

function linearTicks(domain: Domain, count: number): Tick[] {
  const asked = wishFor(domain, count)
  if (!asked) return []
  const slack = asked.step * SLACK
  const values = scaleLinear()
    .domain([domain[0] - slack, domain[1] + slack])
    .ticks(asked.wish)
  const largest = Math.max(...values.map(Math.abs))
  const exponent = exponentOf(asked.step)
  const labels =
    largest >= FAR * asked.step && values.length > 1
      ? offsetLabels(values, exponent)
      : values.map((value) => linearLabel(value, largest, exponent))
  return values.map((value, i) => ({ value, label: labels[i]! }))
}

/** The numbers of decades between labels: d3 knows no stride of 3, which an axis of a dozen decades wants. */
const STRIDES = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500]

function logTicks(domain: Domain, count: number): Tick[] {
  const first = Math.ceil(Math.log10(domain[0]) - SLACK)
  const last = Math.floor(Math.log10(domain[1]) + SLACK)
  if (last > first) {
    const stride = STRIDES.find((candidate) => (last - first) / candidate <= count) ?? 500
    const ticks: Tick[] = []
    for (let decade = Math.ceil(first / stride) * stride; decade <= last; decade += stride)
      ticks.push({ value: Number(`1e${decade}`), label: powerOfTen(decade) })
    return ticks
  }
  const within = ticksWithinDecade(domain)
  return within.length > 1 ? within : linearTicks(domain, count)
}

/** Of the nine that d3 gives a decade, those that begin with 1, 2 and 5. */
function ticksWithinDecade([low, high]: Domain): Tick[] {
  const values = scaleLog()
    .domain([low * (1 - SLACK), high * (1 + SLACK)])
    .ticks()
  return values.flatMap((value) => {
    const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
    if (!['1', '2', '5'].includes(mantissa)) return []
    const power = powerOfTen(Number(exponent))
    return [{ value, label: mantissa === '1' ? power : `${mantissa}·${power}` }]
  })
}

/** At most about `count` round values within the domain, with labels of one form. */
export const createTicks = (kind: ScaleKind, domain: Domain, count: number): Tick[] =>
  kind === 'log' ? logTicks(domain, Math.max(1, count)) : linearTicks(domain, Math.max(1, count))

/** The number with the fewest digits between two of the same axis, which differ. */
export function roundest(low: number, high: number): number {
  if (low <= 0 && high >= 0) return 0
  for (let exponent = Math.floor(Math.log10(high - low)) + 1; exponent > -320; exponent--) {
    for (const factor of [5, 2, 1]) {
      const step = Number(`${factor}e${exponent}`)
      const value = Number((Math.ceil(low / step) * step).toPrecision(15))
      if (value >= low && value <= high) return value
    }
  }
  return low
}

/** A label for one number by itself, with all of its digits. */
export function plainLabel(value: number): string {
  const size = Math.abs(value)
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const text =
    value === 0 || (size >= 1e-3 && size < 1e6) ? String(value) : `${mantissa}·${powerOfTen(Number(exponent))}`
  return text.replace('-', '−')
}

/**
 * Where a log axis has ticks without a label: at 2, 3 … 9 times its powers of ten where a decade takes `cells` enough,
 * at 2 and 5 times where fewer, at the powers of ten alone where fewer still.
 */
export function minorTicks([low, high]: Domain, cells: number): number[] {
  const first = Math.floor(Math.log10(low))
  const last = Math.ceil(Math.log10(high))
  const mantissas = cells >= 9 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : cells >= 5 ? [1, 2, 5] : [1]
  const values: number[] = []
  if (last - first > 100) return values
  for (let decade = first; decade <= last; decade++)
    for (const mantissa of mantissas) {
      const value = Number(`${mantissa}e${decade}`)
      if (value >= low && value <= high) values.push(value)
    }
  return values
}
