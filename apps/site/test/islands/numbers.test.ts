import { describe, expect, it } from 'vitest'
import { formatFixed, formatNumber, formatPoint, powerOfTen } from '../../src/islands/kit/format.ts'

describe('numbers as people read them', () => {
  it.each([
    [0, '0'],
    [0.25, '0.250'],
    [-1.234, '−1.23'],
    [12.34, '12.3'],
    [0.99999, '1.00'],
    [12345, '12345'],
    [1e5, '1.00·10⁵'],
    [-1.234e-5, '−1.23·10⁻⁵'],
    [9.9999e-3, '0.0100'],
    [5e-324, '4.94·10⁻³²⁴'],
    [Number.NaN, '–'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('%s is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })

  it('have a true minus, and none before nothing', () => {
    expect(formatFixed(-0.001, 2)).toBe('0.00')
    expect(formatFixed(-0.006, 2)).toBe('−0.01')
    expect(formatFixed(Number.NaN, 2)).toBe('–')
    expect(formatPoint([-1, 0])).toBe('(−1.00, 0.00)')
  })

  it('have powers of ten with raised digits', () => {
    expect([-12, 0, 3].map(powerOfTen)).toEqual(['10⁻¹²', '10⁰', '10³'])
  })
})
