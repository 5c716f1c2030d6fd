const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A number as text with a true minus sign. */
export function withMinus(text: string): string {
  return text.replaceAll('-', '−')
}

/** 10⁻³ for −3. */
export function powerOfTen(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!)
  return `10${exponent < 0 ? '⁻' : ''}${digits}`
}

/** The exponent of the leading digit: 3 for 1234, −2 for 0.05. */
export function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1])
}

/**
 * A number as people read it, with three digits so that its width hardly changes while it moves: 0.250, 1.23, 12.3,
 * 123; from 10⁵ and below 0.01 as 1.23·10⁻³. What is not a number is a dash.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞'
  if (value === 0) return '0'
  // Rounded first: 0.9999 has the width of 1.00.
  const exponent = exponentOf(Number(value.toPrecision(3)))
  if (exponent >= -2 && exponent <= 4) return withMinus(value.toFixed(Math.max(0, 2 - exponent)))
  return withMinus(`${value.toExponential(2).split('e')[0]}·${powerOfTen(exponent)}`)
}

/** A number with a fixed count of decimals, never "−0.00". */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatNumber(value)
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? text.replace('-', '') : withMinus(text)
}

/** A point of a plane: (−1.00, 0.00). */
export function formatPoint(point: readonly number[], decimals = 2): string {
  return `(${point.map((entry) => formatFixed(entry, decimals)).join(', ')})`
}
