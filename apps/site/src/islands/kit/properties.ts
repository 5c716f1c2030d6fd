import type { Property } from './address.ts'
import { withMinus } from './format.ts'

/** The nearest value that an address can express. */
export type Rounding = (value: number) => number

/** To that many decimals. */
export function toDecimals(decimals: number): Rounding {
  return (value) => Number(value.toFixed(decimals)) + 0
}

/** To that many significant digits. */
export function toDigits(digits: number): Rounding {
  return (value) => Number(value.toPrecision(digits))
}

/** How people and programs write a number; excludes empty text, hexadecimals and Infinity. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i

function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('−', '-')
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

/** The shorter of 0.001 and 1e-3, as text that gives the same number back. */
function textOf(value: number): string {
  const plain = String(value + 0)
  const exponential = value.toExponential().replace('e+', 'e')
  return exponential.length < plain.length ? exponential : plain
}

/** A number within a range, rounded. */
export function numberProperty(
  name: string,
  byDefault: number,
  [from, to]: readonly [number, number],
  round: Rounding,
): Property<number> {
  return {
    name,
    default: byDefault,
    accepted: `a number from ${withMinus(String(from))} to ${withMinus(String(to))}`,
    parse(text) {
      const value = numberOf(text)
      return value !== undefined && value >= from && value <= to ? round(value) : undefined
    },
    format: (value) => textOf(round(value)),
  }
}

/** A point of a plane, written x,y, each coordinate within a range and rounded. */
export function pointProperty(
  name: string,
  byDefault: readonly [number, number],
  [from, to]: readonly [number, number],
  round: Rounding,
): Property<readonly [number, number]> {
  return {
    name,
    default: byDefault,
    accepted: `a pair of numbers from ${withMinus(String(from))} to ${withMinus(String(to))} such as ${byDefault.join(',')}`,
    parse(text) {
      const values = text.split(',').map((each) => numberOf(each.trim()))
      const [x, y] = values
      if (values.length !== 2 || x === undefined || y === undefined) return undefined
      return [x, y].every((each) => each >= from && each <= to) ? [round(x), round(y)] : undefined
    },
    format: ([x, y]) => `${textOf(round(x))},${textOf(round(y))}`,
  }
}

/** One of a few words. */
export function choiceProperty<const T extends string>(
  name: string,
  byDefault: NoInfer<T>,
  choices: readonly T[],
): Property<T> {
  return {
    name,
    default: byDefault,
    accepted: choices.map((choice) => `“${choice}”`).join(' or '),
    parse: (text) => choices.find((choice) => choice === text),
    format: (value) => value,
  }
}
