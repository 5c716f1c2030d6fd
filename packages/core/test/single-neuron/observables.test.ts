import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import { exactNeuron, neuronDelta, neuronObservables } from '../../src/single-neuron/index.ts'
import { adversarialProblem, moderateProblem } from '../support/arbitrary-neuron.ts'

test('the velocities are the slopes of the closed form', () => {
  let counted = 0
  fc.assert(
    fc.property(moderateProblem, ({ a0, w0, target, learningRate }) => {
      const size = Math.hypot(...w0)
      fc.pre(size > 0.1 && Math.hypot(...target) > 0.1)
      counted++
      const now = neuronObservables({ a: a0, w: w0, learningRate }, target)
      // The slope at time h, from the states at 0 and 2h.
      const h = 1e-4
      const exact = exactNeuron({ a0, w0, target, learningRate })
      const states = exact.at([h, 2 * h])
      const [state, later] = [0, 1].map((i) => neuronObservables(states.at(i), target))
      const scale = 1 + Math.abs(state.signedMagnitudeVelocity) + Math.abs(state.alignmentVelocity)
      const mu = (later.signedMagnitude - now.signedMagnitude) / (2 * h)
      const phi = (later.alignment - now.alignment) / (2 * h)
      const third = 1e-7 * scale ** 3 * (1 + 1 / size) ** 3 // h²/6 of the third derivative, generously
      expect(Math.abs(mu - state.signedMagnitudeVelocity)).toBeLessThanOrEqual(third)
      expect(Math.abs(phi - state.alignmentVelocity)).toBeLessThanOrEqual(third)
    }),
    { numRuns: 500 },
  )
  expect(counted).toBeGreaterThan(400)
})

test('they are the paper’s formulas in μ, φ and δ', () => {
  fc.assert(
    fc.property(moderateProblem, ({ a0, w0, target, learningRate }) => {
      fc.pre(Math.hypot(...w0) > 0.1 && Math.hypot(...target) > 0.1)
      const {
        signedMagnitude: mu,
        alignment: phi,
        ...velocity
      } = neuronObservables({ a: a0, w: w0, learningRate }, target)
      const delta = neuronDelta({ a: a0, w: w0, learningRate })
      const rates = learningRate.a * learningRate.w
      const kappa = Math.sqrt(delta * delta + 4 * rates * mu * mu)
      const pull = Math.hypot(...target)
      expect(velocity.signedMagnitudeVelocity).toBeCloseTo(kappa * (phi * pull - mu), 9)
      const turn = (2 * rates * mu * pull * (1 - phi * phi)) / (kappa - delta)
      expect(velocity.alignmentVelocity).toBeCloseTo(turn, 7)
    }),
    { numRuns: 1000 },
  )
})

test('far downstream, settled at μ = φ‖β*‖, φ moves like φ(1 − φ²)/|δ|', () => {
  const [delta, phi] = [-1e6, 0.6]
  const size = Math.sqrt(-delta)
  const a = phi / size // μ = a‖w‖ = φ
  const { alignmentVelocity, alignment } = neuronObservables({ a, w: [0.8 * size, 0.6 * size] }, [0, 1])
  expect(alignment).toBeCloseTo(0.6, 14)
  expect((alignmentVelocity * 1e6) / (phi * (1 - phi * phi))).toBeCloseTo(1, 5)
})

test('next to alignment 1 − φ² keeps its digits', () => {
  const { alignmentVelocity } = neuronObservables({ a: 1, w: [1e-9, 1] }, [0, 1])
  expect(alignmentVelocity / 1e-18).toBeCloseTo(1, 8)
})

test('without w there is no angle; without a target μ still decays', () => {
  expect(neuronObservables({ a: 2, w: [0, 0] }, [1, 0]).alignment).toBeNaN()
  expect(neuronObservables({ a: 2, w: [0, 0] }, [1, 0]).signedMagnitude).toBe(0)
  const { alignment, signedMagnitudeVelocity } = neuronObservables({ a: 2, w: [1, 0] }, [0, 0])
  expect(alignment).toBeNaN()
  expect(signedMagnitudeVelocity).toBe(-(4 + 1) * 2)
})

test('whatever the state, φ is within [−1, 1] where there is an angle, and μ finite', () => {
  fc.assert(
    fc.property(adversarialProblem, ({ a0, w0, target, learningRate }) => {
      const { signedMagnitude, alignment } = neuronObservables({ a: a0, w: w0, learningRate }, target)
      expect(Number.isFinite(signedMagnitude)).toBe(true)
      const angle = [w0, target].every((v) => Array.from(v).some((entry) => entry !== 0))
      expect(angle ? Math.abs(alignment) <= 1 : Number.isNaN(alignment)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('bad input is refused by name', () => {
  expect(() => neuronObservables({ a: 1, w: [1, 2] }, [1])).toThrow(
    new LazyrichError("target has length 1: 2 (w's length) is accepted"),
  )
  expect(() => neuronObservables({ a: Number.NaN, w: [1] }, [1])).toThrow(LazyrichError)
})
