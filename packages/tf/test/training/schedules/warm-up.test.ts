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
  expect(() => warmUp({ from: 1.5, steps: 9 }, () => 1)).toThrow('warmUp.from is 1.5: a number from 0 to 1 is accepted')
  expect(() => warmUp({ from: 0, steps: 0 }, () => 1)).toThrow(
    'warmUp.steps is 0: a whole number of at least 1 is accepted',
  )
  expect(() => warmUp({ from: 0, step: 9 } as never, () => 1)).toThrow('warmUp.step is unknown (did you mean steps?)')
  expect(() => warmUp({ from: 0 } as never, () => 1)).toThrow('warmUp.steps is missing: ')
  expect(() => warmUp({ from: 0, steps: 9 }, 1e-3 as never)).toThrow(
    'then is 0.001: a schedule, such as cosine() gives,',
  )
  expect(() => warmUp((() => 1) as never, { from: 0, steps: 9 } as never)).toThrow('warmUp is a function: an object of')
})
