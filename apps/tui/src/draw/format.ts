const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** 10⁻³ for −3. */
export function powerOfTen(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!)
  return `10${exponent < 0 ? '⁻' : ''}${digits}`
}

/** The exponent of the leading digit: 3 for 1234, −2 for 0.05. */
export const exponentOf = (value: number): number => Number(value.toExponential().split('e')[1])

/** value as mantissa·10ᵉ for a given e, which all labels of an axis share. */
export function scientific(value: number, exponent: number, digits: number): string {
  if (value === 0) return '0'
  // 10^e itself would underflow beyond the range of normal numbers; shifting the decimal point in the text does not.
  const [mantissa, own] = value.toExponential(15).split('e')
  const shifted = Number(`${mantissa}e${Number(own) - exponent}`)
  return `${shifted.toFixed(digits)}·${powerOfTen(exponent)}`
}

/**
 * A number for reading beside a curve: three digits, or as many as asked for, so that its width stays the same while it
 * changes. 0.250, 1.23, 12.3, 123, 1234; below 0.01 and from 10⁵ as 1.23·10⁻³.
 */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞'
  if (value === 0) return '0'
  // Round first: 0.9999 has the width of 1.00.
  const exponent = exponentOf(Number(value.toPrecision(digits)))
  const text =
    exponent < -2 || exponent > 4
      ? scientific(value, exponent, digits - 1)
      : value.toFixed(Math.max(0, digits - 1 - exponent))
  return text.replace('-', '−')
}

/** More digits than these nobody reads beside a curve. */
const MOST_DIGITS = 6

/**
 * The values with digits enough that two which differ differ as text, from three to six each; what six digits do not
 * tell apart is marked as rounded: ~0.123457.
 */
export function formatApart(values: readonly number[]): string[] {
  const digits = values.map(() => 3)
  for (;;) {
    const texts = values.map((value, i) => formatNumber(value, digits[i]))
    const isShared = texts.map((text, i) =>
      texts.some((other, j) => other === text && values[i] !== values[j] && !Number.isNaN(values[i])),
    )
    const grows = isShared.map((shared, i) => shared && digits[i]! < MOST_DIGITS)
    if (!grows.includes(true)) return texts.map((text, i) => (isShared[i] ? `~${text}` : text))
    for (const [i, grow] of grows.entries()) if (grow) digits[i]!++
  }
}

/** A number in full: six digits at most, without trailing zeros. */
export function formatExactly(value: number): string {
  const size = Math.abs(value)
  if (!Number.isFinite(value) || value === 0) return formatNumber(value)
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(6))).replace('-', '−')
  const digits = value
    .toExponential(5)
    .split('e')[0]!
    .replace(/\.?0+$/, '')
  return scientific(value, exponentOf(value), digits.split('.')[1]?.length ?? 0).replace('-', '−')
}

/** A time in words for a person: 3.2 s, 48 s, 12 min, 3.5 h, 2 days. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (!Number.isFinite(seconds)) return '–'
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 99.5) return `${Math.round(seconds)} s`
  if (seconds < 99.5 * 60) return `${Math.round(seconds / 60)} min`
  if (seconds < 48 * 3600) return `${(seconds / 3600).toFixed(1)} h`
  return `${Math.round(seconds / 86400)} days`
}
