import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deltaLedger, linearDeltaLedger } from '../../src/ledger/index.ts'

const size = fc.double({ min: 0, max: 3, noNaN: true })
const rate = fc.double({ min: 1e-6, max: 1, noNaN: true })
const walk = fc.array(fc.record({ stepSize: rate, a: size, w: size }), { minLength: 1, maxLength: 30 })
const delta = fc.double({ min: -5, max: 5, noNaN: true })
const share = fc.double({ min: 0, max: 0.5, noNaN: true })

test('without momentum and decay a step adds η²(g_a² − ‖g_w‖²), whichever way decay would be taken', () => {
  fc.assert(
    fc.property(delta, walk, (start, steps) => {
      const [decoupled, inGradient] = (['decoupled', 'gradient'] as const).map((decay) =>
        deltaLedger({ delta: start, momentum: 0, weightDecay: 0, decay }),
      )
      let expected = start
      for (const step of steps) {
        expected += step.stepSize ** 2 * (step.a ** 2 - step.w ** 2)
        expect(decoupled.step(step)).toBeCloseTo(expected, 12)
        expect(inGradient.step(step)).toBe(decoupled.delta)
      }
    }),
  )
})

test('decay alone takes δ to (1 − ηλ)²ⁿ δ', () => {
  fc.assert(
    fc.property(delta, rate, share, fc.integer({ min: 1, max: 100 }), (start, stepSize, weightDecay, n) => {
      const ledger = deltaLedger({ delta: start, weightDecay })
      for (let i = 0; i < n; i++) ledger.step({ stepSize, a: 0, w: 0 })
      expect(ledger.delta).toBeCloseTo(start * (1 - stepSize * weightDecay) ** (2 * n), 12)
    }),
  )
})

test('decay in the gradient is decoupled decay where there is no momentum: told g + λθ, it comes to the same δ', () => {
  // One neuron at (a, w) with gradient (g, h), a g = w h, as the symmetry has it.
  fc.assert(
    fc.property(rate, share, size, size, size, (stepSize, weightDecay, a, w, g) => {
      fc.pre(w > 1e-3)
      const h = (a * g) / w
      const start = a * a - w * w
      const decoupled = deltaLedger({ delta: start, weightDecay }).step({ stepSize, a: g, w: h })
      const inGradient = deltaLedger({ delta: start, weightDecay, decay: 'gradient' }).step({
        stepSize,
        a: g + weightDecay * a,
        w: h + weightDecay * w,
      })
      expect(Math.abs(inGradient - decoupled)).toBeLessThanOrEqual(1e-14 * (1 + a * a + w * w + g * g + h * h))
    }),
  )
})

test('a layer is its neurons one by one, and the diagonal of a linear pair', () => {
  fc.assert(
    fc.property(walk, walk, share, share, (one, other, momentum, weightDecay) => {
      const rule = { momentum, weightDecay }
      const layer = deltaLedger({ delta: [1, -2], ...rule })
      const neurons = [deltaLedger({ delta: 1, ...rule }), deltaLedger({ delta: -2, ...rule })]
      const pair = linearDeltaLedger({ delta: [1, 0, 0, -2], ...rule })
      for (let i = 0; i < Math.min(one.length, other.length); i++) {
        const { stepSize } = one[i]
        const a = [one[i].a, other[i].a]
        const w = [one[i].w, other[i].w]
        const both = layer.step({ stepSize, a, w })
        neurons.forEach((neuron, k) => {
          expect(neuron.step({ stepSize, a: a[k], w: w[k] })).toBe(both[k])
        })
        const whole = pair.step({ stepSize, a, w })
        expect(whole[0]).toBeCloseTo(both[0], 12)
        expect(whole[3]).toBeCloseTo(both[1], 12)
        expect(whole[1]).toBe(whole[2])
      }
    }),
  )
})

test('what it hands out and is given stays the caller’s', () => {
  const start = [1, 2]
  const ledger = deltaLedger({ delta: start })
  ledger.delta[0] = 7
  ledger.step({ stepSize: 0.5, a: Float32Array.of(1, 0), w: [0, 0] })[0] = 7
  expect(Array.from(ledger.delta)).toEqual([1.25, 2])
  expect(start).toEqual([1, 2])
})
