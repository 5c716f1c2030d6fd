import { expect, it } from 'vitest'
import { cosine, warmUp } from '../../../src/training/schedules/index.ts'

it('rises in a straight line from a fraction of the rate to all of it', () => {
  const rate = warmUp({ from: 0.1, steps: 9 }, () => 1e-3)
  expect(rate(0)).toBeCloseTo(1e-4, 15)
  expect(rate(3)).toBeCloseTo(4e-4, 15)
  expect([9, 10, 1e6].map(rate)).toEqual([1e-3, 1e-3, 1e-3])
})

it('tells the other schedule the step from the beginning', () => {
  const cooling = cosine(2, 20)
  const rate = warmUp({ from: 0, steps: 4 }, cooling)
  expect(rate(0)).toBe(0)
  expect(rate(1)).toBe(cooling(1) / 4)
  expect(rate(10)).toBe(cooling(10))
})

it('says which number it does not accept', () => {
  expect(() => warmUp({ from: 1.5, steps: 9 }, () => 1)).toThrow('from is 1.5: a fraction from 0 to 1 is accepted')
  expect(() => warmUp({ from: 0, steps: 0 }, () => 1)).toThrow('steps is 0: a whole number of at least 1 is accepted')
})
