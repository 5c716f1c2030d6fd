import { expect, test } from 'vitest'
import { createMeter } from '../../src/dashboard/meter.ts'

test('a meter tells the speed of the last seconds and what is left at it, and stands still while paused', () => {
  let now = 0
  const meter = createMeter(() => now)
  expect(meter.left).toBeNaN()
  for (now = 0; now <= 4000; now += 100) meter.note(now, now / 10_000, false)
  expect(meter.stepsPerSecond).toBeCloseTo(1000)
  expect(meter.left).toBeCloseTo(6000)
  meter.note(4000, 0.4, true)
  now = 60_000
  meter.note(4000, 0.4, false)
  expect(meter.spent).toBeLessThan(4200)
  for (let share = 0.4; share < 0.9; share += 0.01) {
    now += 400 // four times slower
    meter.note(10_000 * share, share, false)
  }
  expect(meter.left).toBeGreaterThan(3500)
  expect(meter.left).toBeLessThan(4500)
})
