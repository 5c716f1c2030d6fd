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
  const isPlain = largest < 1e6 && largest >= 1e-3 && exponent >= -6
  const power = exponentOf(largest)
  const text = isPlain
    ? value.toFixed(Math.max(0, -exponent))
    : scientific(value, power, Math.min(6, Math.max(0, power - exponent)))
  return text.replace('-', '−')
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
  return values.map((value) => ({ value, label: value === 0 ? '0' : linearLabel(value, largest, exponent) }))
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
