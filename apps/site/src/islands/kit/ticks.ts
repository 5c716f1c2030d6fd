import { scaleLinear, scaleLog } from 'd3-scale'
import { exponentOf, powerOfTen, withMinus } from './format.ts'
import type { Domain } from './scale.ts'

/** A mark on an axis and what is written beside it. */
export interface Tick {
  readonly value: number
  readonly label: string
}

/** Round values within the domain, `count` + 1 of them at most: decades on a log axis, 1, 2, 5 · 10ᵏ on a linear one. */
export function axisTicks(kind: 'linear' | 'log', domain: Domain, count: number): Tick[] {
  if (!(domain[1] > domain[0]) || !Number.isFinite(domain[1] - domain[0])) return []
  return kind === 'log' ? logTicks(domain, count) : linearTicks(domain, count)
}

/** d3 takes a count for a wish, and gives up to half as many again; these labels have no more room than was said. */
function atMost(count: number, ticks: (wish: number) => number[]): number[] {
  for (let wish = Math.floor(count); wish > 1; wish--) {
    const values = ticks(wish)
    if (values.length <= count + 1) return values
  }
  return ticks(1)
}

function linearTicks(domain: Domain, count: number): Tick[] {
  const values = atMost(count, (wish) => scaleLinear().domain(domain).ticks(wish))
  const decimals = Math.max(0, ...values.map(decimalsOf))
  const isPlain = decimals <= 4 && Math.max(-domain[0], domain[1]) < 1e5
  return values.map((value) => ({
    value,
    label: value === 0 ? '0' : withMinus(isPlain ? value.toFixed(decimals) : scientific(value)),
  }))
}

/** How many decimals a round number has: 2 for 0.25, 0 for 300. */
function decimalsOf(value: number): number {
  const [mantissa] = value.toExponential().split('e')
  return Math.max(0, mantissa!.replace(/^-?\d\.?/, '').length - exponentOf(value))
}

function scientific(value: number): string {
  const [mantissa, exponent] = Number(value.toPrecision(3)).toExponential().split('e')
  return `${mantissa}·${powerOfTen(Number(exponent))}`
}

function logTicks(domain: Domain, count: number): Tick[] {
  if (!(domain[0] > 0)) return []
  const scale = scaleLog().domain(domain)
  const decades = atMost(count, (wish) => scale.ticks(wish).filter((value) => Number.isInteger(Math.log10(value))))
  // Within one decade a power of ten alone says too little.
  if (decades.length < 2) return linearTicks(domain, count)
  return decades.map((value) => ({ value, label: powerOfTen(Math.log10(value)) }))
}
