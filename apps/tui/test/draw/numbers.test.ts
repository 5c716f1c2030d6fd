import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roundOut, widen } from '../../src/draw/domain.ts'
import { formatNumber, powerOfTen } from '../../src/draw/format.ts'
import { createScale } from '../../src/draw/scale.ts'
import { createTicks } from '../../src/draw/ticks.ts'

test.each([
  [0.25, '0.250'],
  [1.234, '1.23'],
  [0.9999, '1.00'],
  [12.34, '12.3'],
  [1234.4, '1234'],
  [-0.5, '−0.500'],
  [1.2e-5, '1.20·10⁻⁵'],
  [0.00999, '9.99·10⁻³'],
  [1e300, '1.00·10³⁰⁰'],
  [5e-324, '4.94·10⁻³²⁴'],
  [0, '0'],
  [-0, '0'],
  [NaN, '–'],
  [-Infinity, '−∞'],
])('formatNumber(%d) is %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

test('powerOfTen() writes the exponent in superscripts', () => {
  expect([powerOfTen(0), powerOfTen(-3), powerOfTen(128)]).toEqual(['10⁰', '10⁻³', '10¹²⁸'])
})

test.each([
  ['linear', [0, 1], 5, '0 0.2 0.4 0.6 0.8 1.0'],
  ['linear', [-3, 7], 5, '−2 0 2 4 6'],
  ['linear', [0, 2e-5], 4, '0 0.5·10⁻⁵ 1.0·10⁻⁵ 1.5·10⁻⁵ 2.0·10⁻⁵'],
  ['linear', [0, 20000], 4, '0 5000 10000 15000 20000'],
  ['log', [1e-6, 1], 3, '10⁻⁶ 10⁻⁴ 10⁻² 10⁰'],
  ['log', [0.01, 0.05], 4, '10⁻² 2·10⁻² 5·10⁻²'],
] as const)('createTicks(%s, %j, %d) are %s', (kind, domain, count, labels) => {
  expect(
    createTicks(kind, domain, count)
      .map(({ label }) => label)
      .join(' '),
  ).toBe(labels)
})

test('ticks lie in the domain, in order, and no more than asked by much', () => {
  const value = fc.double({ noNaN: true })
  fc.assert(
    fc.property(
      fc.constantFrom('linear' as const, 'log' as const),
      value,
      value,
      fc.integer({ min: 1, max: 12 }),
      (kind, a, b, count) => {
        const domain = roundOut(kind, widen(kind, [Math.min(a, b), Math.max(a, b)]), count)
        const values = createTicks(kind, domain, count).map((tick) => tick.value)
        const slack = 1e-6 * (domain[1] / 2 - domain[0] / 2)
        expect(values).toEqual(values.toSorted((p, q) => p - q))
        expect(values.every((tick) => tick >= domain[0] - slack && tick <= domain[1] + slack)).toBe(true)
        expect(values.length).toBeLessThanOrEqual(Math.max(9, count + 2))
      },
    ),
  )
})

test('a scale and its inverse undo each other', () => {
  for (const kind of ['linear', 'log'] as const) {
    const scale = createScale(kind, [0.001, 250], [79, 0])
    for (const value of [0.001, 0.5, 40, 250]) expect(scale.invert(scale.at(value))).toBeCloseTo(value, 7)
    expect([scale.at(0.001), scale.at(250)]).toEqual([79, 0])
  }
})

test('a value on the border of two dots stays on it, however it was rounded', () => {
  for (const kind of ['linear', 'log'] as const) {
    const scale = createScale(kind, [0.1, 0.9], [0, 79])
    expect(0.1 + 0.2).not.toBe(0.3)
    expect(scale.at(0.1 + 0.2)).toBe(scale.at(0.3))
  }
})

test('a linear axis has labels also where no multiple of the step that would leave most room falls in it', () => {
  expect(createTicks('linear', [69_790, 473_006], 2).map(({ label }) => label)).toEqual(['200000', '400000'])
})

test('one value gets a domain around it, rounding errors too', () => {
  expect(widen('linear', [3, 3])).toEqual([0, 6])
  expect(widen('linear', [-2, -2])).toEqual([-4, 0])
  expect(widen('linear', [0, 0])).toEqual([0, 1])
  expect(widen('linear', [1, 1 + 1e-15])).toEqual([0, 2])
  expect(widen('log', [1, 1])).toEqual([0.1, 10])
})
