import { expect, it } from 'vitest'
import { piecewiseLinear } from '../../../src/training/schedules/index.ts'

it('goes through its knots in straight lines, and stays where the first and the last are', () => {
  const rate = piecewiseLinear([
    [0, 0],
    [5, 0.4],
    [24, 0],
  ])
  expect([-1, 0, 2.5, 5, 24, 30].map(rate)).toEqual([0, 0, 0.2, 0.4, 0, 0])
  expect(rate(14.5)).toBeCloseTo(0.2, 15)
  expect(rate(1)).toBeCloseTo(0.08, 15)
})

it('is a constant with one knot', () => {
  const rate = piecewiseLinear([[7, 0.1]])
  expect([0, 7, 100].map(rate)).toEqual([0.1, 0.1, 0.1])
})

it('says which knot it does not accept', () => {
  expect(() => piecewiseLinear([])).toThrow('knots is []: a list of at least one knot, [step, rate], is accepted')
  expect(() => piecewiseLinear([[0, Number.POSITIVE_INFINITY]])).toThrow('rate of knots[0] is Infinity: a finite')
  expect(() => piecewiseLinear(0.1 as never)).toThrow('knots is 0.1: a list of at least one knot')
  expect(() => piecewiseLinear([0, 1] as never)).toThrow('knots[0] is 0: a pair, [step, rate], is accepted')
  expect(() => piecewiseLinear([[0, '1']] as never)).toThrow('rate of knots[0] is "1": a finite number is accepted')
  expect(() => piecewiseLinear([[0]] as never)).toThrow('knots[0] is [0]: a pair')
  expect(() =>
    piecewiseLinear([
      [3, 1],
      [3, 2],
    ]),
  ).toThrow('knots[1] is at step 3, the one before at 3: steps that rise are accepted')
})
