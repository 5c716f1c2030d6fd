import { expect, it } from 'vitest'
import { cosineRate } from '../../src/experiments/schedule.ts'

it('starts at the rate, falls along a cosine to 0 at 80 % of the epochs, and rises again to the end', () => {
  expect(cosineRate(6.4, 0, 250)).toBe(6.4)
  expect(cosineRate(6.4, 100, 250)).toBeCloseTo(3.2, 12)
  expect(cosineRate(6.4, 200, 250)).toBeCloseTo(0, 12)
  // (1 + cos(π · 249/200))/2
  expect(cosineRate(6.4, 249, 250)).toBeCloseTo(3.2 * (1 + Math.cos((Math.PI * 249) / 200)), 12)
  expect(cosineRate(6.4, 249, 250)).toBeGreaterThan(0.9)
})
