import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import { exactNeuron, neuronDelta, separatingSurface } from '../../src/single-neuron/index.ts'
import { adversarialProblem, power, uniform } from '../support/arbitrary-neuron.ts'

const rates = fc.record({ a: power(-3, 3), w: power(-3, 3) })
const place = fc
  .integer({ min: 2, max: 4 })
  .chain((d) =>
    fc.record({
      delta: power(-8, 12).map((size) => -size),
      target: fc.tuple(fc.array(uniform(-1, 1), { minLength: d, maxLength: d }), power(-6, 6)),
      a: fc.tuple(uniform(-1, 1), power(-6, 6)).map(([sign, size]) => sign * size),
      rate: rates,
      side: fc.constantFrom(1 as const, -1 as const),
    }),
  )
  .map((item) => ({ ...item, target: item.target[0].map((entry) => entry * item.target[1]) }))
  .filter(({ target }) => Math.hypot(...target) > 0)

test('states on the surface have z₊ = 0 and the δ that was asked for, up to rounding', () => {
  fc.assert(
    fc.property(place, ({ delta, target, a, rate, side }) => {
      const surface = separatingSurface(delta, target, { learningRate: rate })
      const w = surface.weights(a, 0, side)
      const squared = rate.w * a * a + rate.a * Math.hypot(...w) ** 2
      expect(surface.kind).toBe('surface')
      expect(Math.abs(surface.coordinate(a, w))).toBeLessThanOrEqual(1e-14 * Math.sqrt(squared))
      expect(Math.abs(neuronDelta({ a, w, learningRate: rate }) - delta)).toBeLessThanOrEqual(1e-14 * squared)
    }),
    { numRuns: 2000 },
  )
})

test('a start moved off the surface keeps a and ‖w‖, and ends on the side that it was moved to', () => {
  let moves = 0
  fc.assert(
    fc.property(place, power(-6, -0.01), fc.boolean(), ({ delta, target, a, rate, side }, share, up) => {
      const surface = separatingSurface(delta, target, { learningRate: rate })
      const on = surface.weights(a, 0, side)
      const size = Math.hypot(...on)
      const from = Math.atan2(surface.across(a), surface.along(a))
      const angle = up ? share * from : share * (from - Math.PI)
      const w0 = surface.weights(a, angle * size, side)
      expect(Math.abs(Math.hypot(...w0) - size)).toBeLessThanOrEqual(1e-14 * size)
      const moved = Math.hypot(...w0.map((entry, j) => entry - on[j]))
      expect(moved / size).toBeCloseTo(Math.abs(2 * Math.sin(angle / 2)), 12)
      const z = surface.coordinate(a, w0)
      fc.pre(Math.abs(z) > 1e-13 * Math.hypot(Math.sqrt(rate.w) * a, Math.sqrt(rate.a) * size))
      expect(Math.sign(z)).toBe(up ? 1 : -1)
      // exactNeuron takes δ from the start again, with a rounding of ε(η_w a² + η_a‖w‖²), which tilts the surface.
      const exact = exactNeuron({ a0: a, w0, target, learningRate: rate })
      fc.pre(Math.abs(exact.delta - delta) < 1e-6 * share * share * Math.abs(delta))
      moves++
      expect(exact.basin).toBe(up ? 1 : -1)
    }),
    { numRuns: 3000 },
  )
  expect(moves).toBeGreaterThan(1000)
})

test('the sign of z₊ is the basin of any start that has one', () => {
  let decided = 0
  fc.assert(
    fc.property(adversarialProblem, (problem) => {
      const { basin, delta } = exactNeuron(problem)
      fc.pre(!!basin && delta <= 0)
      decided++
      const surface = separatingSurface(delta, problem.target, { learningRate: problem.learningRate })
      expect(Math.sign(surface.coordinate(problem.a0, problem.w0))).toBe(basin)
    }),
    { numRuns: 2000 },
  )
  expect(decided).toBeGreaterThan(500)
})

test.each([-2, -10])('Fig. 7, δ = %d: 1e-3 to either side of the surface at a = −4, flows part', (delta) => {
  const target = [1, 0.25]
  const surface = separatingSurface(delta, target)
  const ends = [1e-3, -1e-3].map((offset) => exactNeuron({ a0: -4, w0: surface.weights(-4, offset), target }))
  expect(ends.map(({ basin }) => basin)).toEqual([1, -1])
  for (const { delta: kept } of ends) expect(kept).toBeCloseTo(delta, 12)
  expect(ends.map(({ at }) => Math.abs(at([8]).a[0]) < 0.02)).toEqual([true, true]) // both on the plateau
})

test('with two inputs the surface is a curve on the hyperboloid for each side', () => {
  const surface = separatingSurface(-2, [0, 2])
  const readouts = [-1, 0, 1]
  const right = surface.curve(readouts, -1)
  const left = surface.curve(readouts)
  expect(right).toHaveLength(9)
  for (let i = 0; i < 3; i++) {
    expect(right[3 * i]).toBe(readouts[i])
    expect(right[3 * i + 1]).toBeCloseTo(surface.across(readouts[i]), 14)
    expect(left[3 * i + 1]).toBeCloseTo(-surface.across(readouts[i]), 14)
    expect(right[3 * i + 2]).toBeCloseTo(surface.along(readouts[i]), 14)
  }
  expect([right[4], right[5] + 0]).toEqual([Math.SQRT2, 0]) // the saddle: a = 0, w ⊥ β*, ‖w‖² = 2
})

test('at δ = 0 only the line where β points away from β* is left', () => {
  const surface = separatingSurface(0, [3, 4], { learningRate: { a: 4, w: 1 } })
  expect(surface.kind).toBe('line')
  expect(surface.across(5)).toBe(0)
  const w = surface.weights(5)
  expect([...w]).toEqual([-1.5, -2])
  expect(exactNeuron({ a0: 5, w0: w, target: [3, 4], learningRate: { a: 4, w: 1 } }).basin).toBeUndefined()
  // Off the line there is one way, and it leads to the sign of a.
  expect(Math.sign(surface.coordinate(5, surface.weights(5, 0.1)))).toBe(1)
  expect(Math.sign(surface.coordinate(-5, surface.weights(-5, -0.1)))).toBe(-1)
  expect(() => surface.weights(5, -0.1)).toThrow('offset is -0.1: from 0 to ')
  expect([...separatingSurface(0, [1]).weights(2)]).toEqual([-2])
  expect(() => separatingSurface(0, [1]).weights(2, 0.1)).toThrow('offset is 0.1: 0 is accepted')
})

test.each([
  ['upstream', 1, [1, 2]],
  ['without a target', -1, [0, 0]],
  ['downstream with one input, where w cannot turn', -1, [1]],
])('%s there is no surface', (_, delta, target) => {
  const surface = separatingSurface(delta, target)
  expect(surface.kind).toBe('none')
  expect(surface.along(1)).toBeNaN()
  expect(surface.across(1)).toBeNaN()
  expect(() => surface.weights(1)).toThrow('no state lies on a separating surface')
})

test('bad input is refused by name', () => {
  expect(() => separatingSurface(Number.NaN, [1, 2])).toThrow('delta is NaN: a finite number is accepted')
  expect(() => separatingSurface(-1, [])).toThrow('target is empty')
  expect(() => separatingSurface(-1, [1, Number.NaN])).toThrow('target[1] is NaN')
  expect(() => separatingSurface(-1, [1, 2], { learningRate: { a: 0, w: 1 } })).toThrow('learningRate.a is 0')
  const surface = separatingSurface(-1, Object.freeze([1, 2]))
  expect(() => surface.coordinate(1, [1])).toThrow(
    new LazyrichError("w has length 1: 2 (the target's length) is accepted"),
  )
  expect(() => surface.weights(Number.NaN)).toThrow('a is NaN')
  expect(() => surface.curve([], 2 as 1)).toThrow('side is 2: 1 or −1 is accepted')
  expect(() => surface.weights(0, 2)).toThrow(/offset is 2: from -1\.57\d* to 1\.57\d* is accepted/)
})
