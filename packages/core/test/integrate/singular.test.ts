import { expect, test } from 'vitest'
import { createIntegrator, integrate, type RightHandSide } from '../../src/integrate/index.ts'

/** Blows up at t = 1 from y = 1. */
const squared: RightHandSide = (_t, y, into) => {
  into[0] = y[0] * y[0]
}

test('a blow-up ends as singular, with what was reached before it and NaN after it', () => {
  const { states, reached, reason } = integrate(squared, [1], [0.5, 0.9, 1.5, 2])
  expect([reached, reason]).toEqual([2, 'singular'])
  expect(states[0]).toBeCloseTo(2, 6)
  expect(states[1]).toBeCloseTo(10, 4)
  expect([states[2], states[3]]).toEqual([Number.NaN, Number.NaN])
})

test('a step that cannot be taken returns false and leaves a finite state where it was', () => {
  const integrator = createIntegrator(squared, 0, [1])
  while (integrator.step(2)); // to the blow-up
  expect(integrator.t).toBeCloseTo(1, 6)
  const [t, y] = [integrator.t, integrator.y[0]]
  expect(Number.isFinite(y)).toBe(true)
  expect(integrator.step(2)).toBe(false)
  expect([integrator.t, integrator.y[0]]).toEqual([t, y])
})

test('after a step that could not be taken, the last step can still be interpolated', () => {
  const integrator = createIntegrator(squared, 0, [1])
  while (integrator.step(2)); // to the blow-up
  const into = new Float64Array(1)
  integrator.interpolate(integrator.t, into)
  expect(into[0] / integrator.y[0]).toBeCloseTo(1, 12)
  const resting = createIntegrator((t, _y, rate) => rate.fill(t < 1 ? 1 : Number.NaN), 0, [0])
  while (resting.step(2)); // to t = 1
  resting.interpolate(resting.t, into)
  expect(into[0]).toBeCloseTo(resting.y[0], 12)
})

test('a right-hand side that is NaN from the start takes no step', () => {
  const integrator = createIntegrator((_t, _y, into) => into.fill(Number.NaN), 0, [1])
  expect(integrator.step(1)).toBe(false)
  expect([integrator.t, integrator.y[0]]).toEqual([0, 1])
})

test('the step budget ends an integration as budget', () => {
  const { reached, reason, counts } = integrate(squared, [1], [0.1, 0.5, 0.99], { maxSteps: 5 })
  expect(reason).toBe('budget')
  expect(counts.accepted).toBe(5)
  expect(reached).toBeLessThan(3)
})

test('a step never goes beyond its limit, and lands on it', () => {
  const integrator = createIntegrator(squared, 0, [1])
  for (const limit of [1e-12, 0.1, 0.1 + 1e-13, 0.5]) {
    while (integrator.t < limit) {
      expect(integrator.step(limit)).toBe(true)
      expect(integrator.t).toBeLessThanOrEqual(limit)
    }
    expect(integrator.t).toBe(limit)
  }
  expect(integrator.step(0.5)).toBe(false)
})

test('times a rounding apart, or next to 0, are reached: they are no singularity', () => {
  const decay: RightHandSide = (_t, y, into) => {
    into[0] = -y[0]
  }
  const apart = integrate(decay, [1], [1, 1 + Number.EPSILON, 2])
  expect([apart.reached, apart.reason]).toEqual([3, 'complete'])
  const small = integrate(decay, [1], [5e-324, 1e-300, 1])
  expect([small.reached, small.reason]).toEqual([3, 'complete'])
})
