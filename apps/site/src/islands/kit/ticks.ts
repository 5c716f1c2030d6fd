import { exponentOf, powerOfTen, withMinus } from './format.ts'
import type { Domain, ScaleKind } from './scale.ts'

/** A mark on an axis; minor ones have no label. */
export interface Tick {
  readonly value: number
  readonly label: string
}

/** Decades between two labels of a log axis. */
const STRIDES = [1, 2, 3, 5, 10, 20, 50, 100]

/** Round values within the domain, about `count` of them at most: decades on a log axis, 1, 2, 5 · 10ᵏ on a linear one. */
export function axisTicks(kind: ScaleKind, domain: Domain, count: number): Tick[] {
  if (!(domain[1] > domain[0]) || !Number.isFinite(domain[1] - domain[0])) return []
  return kind === 'log' ? logTicks(domain, count) : linearTicks(domain, count)
}

/** The step 1, 2 or 5 · 10ᵏ that cuts the domain into at most `count` parts. */
export function tickStep([low, high]: Domain, count: number): number {
  const least = (high - low) / Math.max(1, count)
  const exponent = exponentOf(least)
  const mantissa = [1, 2, 5].find((each) => Number(`${each}e${exponent}`) >= least * (1 - 1e-9)) ?? 10
  return Number(`${mantissa}e${exponent}`)
}

function linearTicks(domain: Domain, count: number): Tick[] {
  const step = tickStep(domain, count)
  const exponent = exponentOf(step)
  const isPlain = exponent >= -4 && Math.max(-domain[0], domain[1]) < 1e5
  const ticks: Tick[] = []
  for (let i = Math.ceil(domain[0] / step - 1e-9); i <= domain[1] / step + 1e-9; i++) {
    const value = Number((i * step).toPrecision(12))
    const plain = value.toFixed(Math.max(0, -exponent))
    ticks.push({ value, label: value === 0 ? '0' : withMinus(isPlain ? plain : scientific(value)) })
  }
  return ticks
}

function scientific(value: number): string {
  const [mantissa, exponent] = Number(value.toPrecision(3)).toExponential().split('e')
  return `${mantissa}·${powerOfTen(Number(exponent))}`
}

function logTicks(domain: Domain, count: number): Tick[] {
  if (!(domain[0] > 0)) return []
  const first = Math.ceil(Math.log10(domain[0]) - 1e-9)
  const last = Math.floor(Math.log10(domain[1]) + 1e-9)
  // Within one decade a power of ten alone says too little.
  if (last <= first) return linearTicks(domain, count)
  const stride = STRIDES.find((each) => (last - first) / each <= count) ?? 100
  const ticks: Tick[] = []
  for (let decade = Math.ceil(first / stride) * stride; decade <= last; decade += stride)
    ticks.push({ value: Number(`1e${decade}`), label: powerOfTen(decade) })
  return ticks
}
