import { expect, it } from 'vitest'
import { cosine } from '../../../src/training/schedules/index.ts'

it('starts at the rate and falls along a cosine to 0 at the end', () => {
  const rate = cosine(0.3, 60)
  expect(rate(0)).toBe(0.3)
  expect(rate(20)).toBeCloseTo(0.3 * 0.75, 15)
  expect(rate(30)).toBeCloseTo(0.15, 15)
  expect(rate(60)).toBe(0)
})

it('goes on after a zero before the end: as published, it rises again over the last fifth', () => {
  const rate = cosine(6.4, 250, { zeroAt: 0.8 })
  expect(rate(0)).toBe(6.4)
  expect(rate(100)).toBeCloseTo(3.2, 12)
  expect(rate(200)).toBeCloseTo(0, 12)
  expect(rate(249)).toBeCloseTo(3.2 * (1 + Math.cos((Math.PI * 249) / 200)), 12)
  expect(rate(249)).toBeGreaterThan(0.9)
})

it('says which number it does not accept', () => {
  expect(() => cosine(Number.NaN, 10)).toThrow('initial is NaN: a finite number is accepted')
  expect(() => cosine(1, 0)).toThrow('steps is 0: a number above 0 is accepted')
  expect(() => cosine(1, 10, { zeroAt: -1 })).toThrow('cosine.zeroAt is -1: a number above 0 is accepted')
  expect(() => cosine(1, '10' as never)).toThrow('steps is "10": a number above 0 is accepted')
  expect(() => cosine(1, 10, { zeroat: 0.8 } as never)).toThrow('cosine.zeroat is unknown (did you mean zeroAt?)')
  expect(() => cosine(1, 10, 0.8 as never)).toThrow('cosine is 0.8: an object of zeroAt is accepted')
})
