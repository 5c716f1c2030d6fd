import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIntegrator } from '../../src/integrate/index.ts'
import type { Rates } from '../../src/learning-rate.ts'
import {
  escapeTime,
  exactNeuron,
  neuronFromBeta,
  neuronWhitenedFlow,
  plateauLength,
  separatingSurface,
  timeToLoss,
  type WhitenedProblem,
} from '../../src/single-neuron/index.ts'
import { adversarialProblem, moderateProblem, power, separation } from '../support/arbitrary-neuron.ts'

const unit: Rates = { a: 1, w: 1 }

/** A start whose z₊ is `z`: for δ < 0 off the separating surface, for δ = 0 a small one across the target. */
function startAt(
  delta: number,
  z: number,
  target: number[],
  learningRate = unit,
  a0 = -1,
): WhitenedProblem & { learningRate: Rates } {
  const surface = separatingSurface(delta, target, { learningRate })
  if (delta === 0) {
    // z₊ = √η_w a/√2 with w ⊥ β*
    const a = (Math.SQRT2 * z) / Math.sqrt(learningRate.w)
    const size = Math.abs(Math.SQRT2 * z) / Math.sqrt(learningRate.a) / Math.hypot(...target)
    return { a0: a, w0: [-target[1] * size, target[0] * size], target, learningRate }
  }
  // z₊ is the arc times its slope, to first order; one secant step more makes it z to 1e-6.
  const coordinate = (offset: number): number => surface.coordinate(a0, surface.weights(a0, offset))
  let offset = z / (coordinate(1e-4) / 1e-4)
  offset *= z / coordinate(offset)
  return { a0, w0: surface.weights(a0, offset), target, learningRate }
}

/** When a² of the integrated flow last rises through half its final value (η_w a² = (κ + δ)/2). */
function halfWay({ a0, w0, target, learningRate }: ReturnType<typeof startAt>, delta: number): number {
  const rates = learningRate.a * learningRate.w
  const kappa = Math.sqrt(delta * delta + 4 * rates * Math.hypot(...Array.from(target)) ** 2)
  const half = (kappa + delta) / 4 / learningRate.w
  const state = new Float64Array(w0.length + 1)
  const integrator = createIntegrator(neuronWhitenedFlow({ target, learningRate }), 0, [a0, ...Array.from(w0)], {
    rtol: 1e-13,
    atol: 1e-18,
  })
  let found = Number.NaN
  let before = a0 * a0
  for (let steps = 0; steps < 200_000; steps++) {
    integrator.step(Number.MAX_VALUE)
    const after = integrator.y[0] ** 2
    if (before < half && after >= half) {
      let [low, high] = [integrator.from, integrator.t]
      for (let k = 0; k < 60; k++) {
        const middle = (low + high) / 2
        integrator.interpolate(middle, state)
        if (state[0] ** 2 < half) low = middle
        else high = middle
      }
      found = high
    }
    before = after
    if (after > 1.999 * half && found > 0) break
  }
  return found
}

const cases = [-10, -2, -0.5, -0.01, 0].flatMap((delta) =>
  [1e-3, -1e-3, 1e-5, -1e-6, 1e-8, -1e-8].map((z) => [delta, z] as const),
)

test.each(cases)('δ = %d, z₊ = %d: t* is when a² of the integrated flow has half its final value', (delta, z) => {
  for (const learningRate of [unit, { a: 0.5, w: 2 }, { a: 3, w: 0.7 }]) {
    const problem = startAt(delta, z, [1, 0.25], learningRate)
    const predicted = escapeTime(problem)!
    const measured = halfWay(problem, delta)
    expect(Math.abs(predicted / measured - 1)).toBeLessThanOrEqual(1e-3)
  }
})

test('at t* of the closed form a² has half its final value, up to z₊²/λ and what has decayed', () => {
  let counted = 0
  fc.assert(
    fc.property(adversarialProblem, (problem) => {
      const time = escapeTime(problem)
      const { basin, rate, delta, at } = exactNeuron(problem)
      if (time === undefined) {
        expect(basin === 1 || basin === -1).toBe(false)
        return
      }
      expect(time).toBeGreaterThan(0)
      const decayed = Math.exp(-2 * rate * time)
      fc.pre(decayed < 1e-8 * separation(problem) && separation(problem) > 1e-6)
      const s2 = problem.learningRate.a * problem.learningRate.w * Math.hypot(...Array.from(problem.target)) ** 2
      const final = delta >= 0 ? rate + delta / 2 : s2 / (rate - delta / 2)
      counted++
      expect((problem.learningRate.w * at([time]).a[0] ** 2) / final).toBeCloseTo(0.5, 6)
    }),
    { numRuns: 3000 },
  )
  expect(counted).toBeGreaterThan(300)
})

test('without the terms that decay, t* is the length of the plateau', () => {
  for (const delta of [-10, -2, 0])
    for (const z of [1e-3, -1e-8]) {
      const problem = startAt(delta, z, [1, 0.25], { a: 2, w: 0.5 })
      expect(plateauLength(problem)! / escapeTime(problem)!).toBeCloseTo(1, 1)
    }
})

test('the plateau grows like |δ|', () => {
  const length = (delta: number): number => plateauLength(startAt(delta, 1e-4, [1, 0], unit, -0.1))!
  expect(length(-2000) / length(-1000)).toBeCloseTo(2, 0)
  expect(length(-1e4)).toBeGreaterThan(9 * length(-1000))
})

test('flows that never leave have no escape time and a plateau without end', () => {
  for (const problem of [
    { a0: 0, w0: [0, 2], target: [1, 0] }, // the saddle
    { a0: 0, w0: [0, 0], target: [1, 0] },
    { a0: 1, w0: [2, 0], target: [0, 0] },
  ]) {
    expect(escapeTime(problem)).toBeUndefined()
    expect(plateauLength(problem)).toBe(Infinity)
  }
  const surface = separatingSurface(-3, [1, 0.25])
  const undecided = { a0: 0.7, w0: surface.weights(0.7), target: [1, 0.25] }
  expect(escapeTime(undecided)).toBeUndefined()
  expect(plateauLength(undecided)).toBeUndefined()
})

test('there is no plateau upstream, nor for starts of the size of the end', () => {
  expect(plateauLength({ a0: 4, w0: [-1, 0], target: [1, 0] })).toBe(0)
  expect(plateauLength({ a0: 1, w0: [1, 0], target: [1, 0] })).toBeLessThan(0.1)
})

function lossAt({ target, ...start }: WhitenedProblem, time: number): number {
  const { a, w } = exactNeuron({ ...start, target }).at([time])
  return w.reduce((sum, entry, j) => sum + (a[0] * entry - target[j]) ** 2, 0) / 2
}

test('the loss has the given value at the predicted time, and stays below', () => {
  let reached = 0
  fc.assert(
    fc.property(moderateProblem, power(-6, 0), (problem, share) => {
      const start = lossAt(problem, 0)
      fc.pre(start > 1e-6 && separation(problem) > 1e-6)
      const time = timeToLoss(problem, share * start)
      if (time === undefined) {
        expect([0, undefined]).toContain(exactNeuron(problem).basin)
        return
      }
      reached++
      expect(Math.abs(lossAt(problem, time) / (share * start) - 1)).toBeLessThanOrEqual(1e-6)
      expect(lossAt(problem, time * 1.5)).toBeLessThanOrEqual(share * start * (1 + 1e-6))
    }),
    { numRuns: 1000 },
  )
  expect(reached).toBeGreaterThan(500)
})

test('losses far below rounding of β are predicted too: the end is approached at a known rate', () => {
  // δ = −2, ‖β*‖ = 1: λ = √2, across β* at λ + δ/2 = √2 − 1, the loss at twice that.
  const problem = { ...neuronFromBeta([-1, 0], -2), target: [0, 1] }
  const [first, second] = [1e-100, 1e-300].map((level) => timeToLoss(problem, level)!)
  expect((second - first) / (Math.log(1e200) / (2 * (Math.SQRT2 - 1)))).toBeCloseTo(1, 10)
  // One input: along β* at 2λ, which is |δ| and more.
  const line = { ...neuronFromBeta([-1], 1), target: [2] }
  const gap = timeToLoss(line, 1e-300)! - timeToLoss(line, 1e-100)!
  expect(gap / (Math.log(1e200) / (4 * Math.sqrt(1 / 4 + 4)))).toBeCloseTo(1, 10)
})

test('a level that the start has or undercuts is reached at once; levels that the flow never reaches have no time', () => {
  const start = { a0: 1, w0: [1, 0], target: [1, 0.5] }
  expect(timeToLoss(start, 0.125)).toBe(0)
  expect(timeToLoss(start, 1)).toBe(0)
  expect(timeToLoss(start, 0)).toBeUndefined()
  expect(timeToLoss({ ...start, target: [1, 0] }, 0)).toBe(0)
  const saddle = { a0: 0, w0: [0, 2], target: [1, 0] }
  expect(timeToLoss(saddle, 0.5)).toBe(0)
  expect(timeToLoss(saddle, 0.4)).toBeUndefined()
  // On the line of δ = 0 the flow falls from ½(1 + 4)² towards ½: anything above is reached.
  const away = { a0: 2, w0: [-2], target: [1] }
  expect(lossAt(away, timeToLoss(away, 1)!)).toBeCloseTo(1, 8)
  expect(timeToLoss(away, 0.5)).toBeUndefined()
  // Without a target and balanced, the loss dies algebraically: β = −a², a² = a₀²/(1 + 2a₀²t).
  const dying = timeToLoss({ a0: 1, w0: [1], target: [0] }, 0.5e-12)!
  expect(1 / (1 + 2 * dying)).toBeCloseTo(1e-6, 12)
})

test('whatever the start, the predictions are a time ≥ 0 or nothing', () => {
  fc.assert(
    fc.property(adversarialProblem, power(-12, 12), (problem, level) => {
      for (const time of [escapeTime(problem), timeToLoss(problem, level)])
        expect(time === undefined || (time >= 0 && time <= Number.MAX_VALUE)).toBe(true)
      const plateau = plateauLength(problem)
      expect(plateau === undefined || plateau >= 0).toBe(true)
    }),
    { numRuns: 5000 },
  )
})

test('bad input is refused by name, and inputs stay as they are', () => {
  const start = { a0: 1, w0: Object.freeze([1, 2]), target: Object.freeze([1, 2]) }
  expect(() => timeToLoss(start, -1)).toThrow('loss is -1: a finite number ≥ 0 is accepted')
  expect(() => timeToLoss(start, Number.NaN)).toThrow('loss is NaN')
  expect(() => escapeTime({ ...start, target: [1] })).toThrow("target has length 1: 2 (w0's length) is accepted")
  expect(() => plateauLength({ ...start, a0: Number.NaN })).toThrow('a0 is NaN')
  expect(escapeTime(start)).toBeGreaterThan(0)
})
