import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import { createIntegrator, integrate, type RightHandSide, resumeIntegrator } from '../../src/integrate/index.ts'

const decay: RightHandSide = (_t, y, into) => {
  into[0] = -y[0]
}

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('rtol %d and atol %d are refused by name', (bad) => {
  for (const name of ['rtol', 'atol']) {
    const call = (): unknown => createIntegrator(decay, 0, [1], { [name]: bad })
    expect(call).toThrow(LazyrichError)
    expect(call).toThrow(`${name} is ${bad}: a finite number > 0 is accepted`)
  }
})

test('a start that is not finite is refused, state and time', () => {
  expect(() => createIntegrator(decay, 0, [1, Number.NaN])).toThrow(
    new LazyrichError('y0[1] is NaN: a finite number is accepted'),
  )
  expect(() => createIntegrator(decay, Number.NaN, [1])).toThrow(
    new LazyrichError('t0 is NaN: a finite number is accepted'),
  )
})

test.each([
  [[-1], 'times[0] is -1: a finite number ≥ 0 is accepted'],
  [[0, Number.NaN], 'times[1] is NaN: a finite number ≥ 0 is accepted'],
  [[Number.POSITIVE_INFINITY], 'times[0] is Infinity: a finite number ≥ 0 is accepted'],
])('times %j are refused', (times, message) => {
  expect(() => integrate(decay, [1], times)).toThrow(new LazyrichError(message))
})

test('equal times are fine, and no times give no states', () => {
  const { states } = integrate(decay, [1], [1, 1])
  expect(states[0]).toBe(states[1])
  expect(integrate(decay, [1], []).states).toHaveLength(0)
})

test('the start is copied: integrating leaves the given one as it was', () => {
  const start = Float64Array.of(1)
  const integrator = createIntegrator(decay, 0, start)
  integrator.step(1)
  expect(start[0]).toBe(1)
})

test('tolerances of each component are refused by name, and at another length', () => {
  expect(() => integrate(decay, [1], [1], { rtol: [0] })).toThrow(
    new LazyrichError('rtol[0] is 0: a finite number > 0 is accepted'),
  )
  expect(() => integrate(decay, [1], [1], { atol: [1, 1] })).toThrow(
    new LazyrichError('atol has length 2, y0 has length 1: equal lengths are accepted'),
  )
})

test('an empty start, a step budget of nothing, and words that are none of the options are refused', () => {
  expect(() => integrate(decay, [], [1])).toThrow(new LazyrichError('y0 is empty: at least one number is accepted'))
  expect(() => integrate(decay, [1], [1], { maxSteps: 0 })).toThrow(
    new LazyrichError('maxSteps is 0: a whole number ≥ 1 is accepted'),
  )
  expect(() => integrate(decay, [1], [1], { output: 'dense' as 'land' })).toThrow(
    new LazyrichError('output is "dense": land or interpolate is accepted'),
  )
  expect(() => integrate(decay, [1], [1], { events: [{ value: () => 1, direction: 2 as 1 }] })).toThrow(
    new LazyrichError('events[0].direction is 2: 1, 0 or −1 is accepted'),
  )
})

test('options of other names are refused with the nearest, and a state that is no Float64Array', () => {
  expect(() => integrate(decay, [1], [1], { tolerance: 1e-3 } as object)).toThrow('options.tolerance is unknown')
  expect(() => createIntegrator(decay, 0, [1], { rtoll: 1e-3 } as object)).toThrow(
    'options.rtoll is unknown (did you mean rtol?)',
  )
  expect(() => integrate(decay, [1], [1], { events: [{ value: () => 1, terminal: true }] as never })).toThrow(
    'events[0].terminal is unknown',
  )
  const state = createIntegrator(decay, 0, [1]).state()
  expect(() => resumeIntegrator(decay, Float32Array.from(state) as never)).toThrow(
    'state is of type Float32Array: the Float64Array that state() gave is accepted',
  )
  expect(() => resumeIntegrator(decay, state.fill(Number.NaN))).toThrow('state[0], the time, is NaN')
  expect(() => integrate(5 as never, [1], [1])).toThrow('f is 5: a function is accepted')
})
