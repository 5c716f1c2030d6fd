import { exponentOf, powerOfTen, scientific } from './format.ts'
import type { Domain, ScaleKind } from './scale.ts'

export type Tick = { readonly value: number; readonly label: string }

/** The smallest of 1, 2, 5 · 10ᵏ that cuts the domain into at most `count` steps, as mantissa and k. */
export function tickStep([low, high]: Domain, count: number): { mantissa: number; exponent: number } {
  const least = high / count - low / count
  const exponent = exponentOf(least)
  const mantissa = [1, 2, 5].find((candidate) => Number(`${candidate}e${exponent}`) >= least * (1 - 1e-9))
  return mantissa ? { mantissa, exponent } : { mantissa: 1, exponent: exponent + 1 }
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
  const { mantissa, exponent } = tickStep(domain, count)
  const step = Number(`${mantissa}e${exponent}`)
  // Below the normal numbers a step has no digits left to be told apart.
  if (!(step > 1e-306)) return []
  const values: number[] = []
  for (let i = Math.ceil(domain[0] / step - 1e-9); i <= domain[1] / step + 1e-9; i++) {
    values.push(Number(`${mantissa * i}e${exponent}`))
  }
  const largest = Math.max(...values.map(Math.abs))
  return values.map((value) => ({ value, label: value === 0 ? '0' : linearLabel(value, largest, exponent) }))
}

/** The numbers of decades between labels. */
const STRIDES = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500]

function logTicks(domain: Domain, count: number): Tick[] {
  const first = Math.ceil(Math.log10(domain[0]) - 1e-9)
  const last = Math.floor(Math.log10(domain[1]) + 1e-9)
  const ticks: Tick[] = []
  if (last > first) {
    const stride = STRIDES.find((candidate) => (last - first) / candidate <= count) ?? 500
    for (let decade = Math.ceil(first / stride) * stride; decade <= last; decade += stride) {
      ticks.push({ value: Number(`1e${decade}`), label: powerOfTen(decade) })
    }
    return ticks
  }
  // Within a decade: 1, 2, 5; within less, as on a linear axis.
  for (let decade = first - 1; decade <= last + 1; decade++) {
    for (const mantissa of [1, 2, 5]) {
      const value = Number(`${mantissa}e${decade}`)
      const label = mantissa === 1 ? powerOfTen(decade) : `${mantissa}·${powerOfTen(decade)}`
      if (value >= domain[0] * (1 - 1e-9) && value <= domain[1] * (1 + 1e-9)) ticks.push({ value, label })
    }
  }
  return ticks.length > 1 ? ticks : linearTicks(domain, count)
}

/** At most about `count` round values within the domain, with labels of one form. */
export const createTicks = (kind: ScaleKind, domain: Domain, count: number): Tick[] =>
  kind === 'log' ? logTicks(domain, Math.max(1, count)) : linearTicks(domain, Math.max(1, count))
