import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import { randomStream } from '../../src/random/index.ts'
import {
  cloneNetwork,
  initializeRelu,
  mirroredStart,
  randomStart,
  relativeScale,
  reluDeltas,
  reluOutputs,
} from '../../src/two-layer-relu/index.ts'
import { power } from '../support/arbitrary-neuron.ts'

const tau = power(-3, 3)
const delta = fc.oneof(
  fc.constant(0),
  fc.tuple(fc.constantFrom(-1, 1), power(-12, 12)).map(([sign, size]) => sign * size),
)

test('mirrored starts give f = 0 to rounding at every input, for every τ, δ and leak', () => {
  fc.assert(
    fc.property(fc.nat(), tau, delta, fc.constantFrom(0, 0.1), (seed, scale, unbalance, leak) => {
      const network = initializeRelu(mirroredStart(randomStream(seed, 'student'), 10, 3), {
        tau: scale,
        delta: unbalance,
        leak,
      })
      const random = randomStream(seed, 'data')
      const X = Float64Array.from({ length: 30 }, () => random.normal())
      for (const f of reluOutputs(network, X)) expect(Math.abs(f)).toBeLessThanOrEqual(1e-14 * scale * scale)
    }),
    { numRuns: 200 },
  )
})

test('α meets δ = τ²(α² − α⁻²), to the rounding of its terms, however large |δ|/τ² is', () => {
  fc.assert(
    fc.property(tau, delta, (scale, unbalance) => {
      const alpha = relativeScale(scale, unbalance)
      expect(Number.isFinite(alpha) && alpha > 0).toBe(true)
      const [large, small] = [(scale * alpha) ** 2, (scale / alpha) ** 2]
      // α = exp(½ asinh x): the exponential carries |log α| roundings
      const roundings = 4 + 2 * Math.abs(Math.log(alpha))
      expect(Math.abs(large - small - unbalance)).toBeLessThanOrEqual(roundings * Number.EPSILON * (large + small))
      if (unbalance !== 0 && Math.abs(unbalance) > 1e-9 * scale ** 2) expect(alpha > 1).toBe(unbalance > 0)
    }),
    { numRuns: 1000 },
  )
  expect(relativeScale(0.1, 0)).toBe(1)
})

test('every neuron starts with the same δ and |a|‖w‖ = τ²', () => {
  fc.assert(
    fc.property(fc.nat(), tau, delta, (seed, scale, unbalance) => {
      const network = initializeRelu(randomStart(randomStream(seed, 'student'), 6, 4), {
        tau: scale,
        delta: unbalance,
      })
      const deltas = reluDeltas(network)
      network.a.forEach((a, k) => {
        const length = Math.hypot(...network.W.subarray(k * 4, (k + 1) * 4))
        expect(Math.abs((Math.abs(a) * length) / scale ** 2 - 1)).toBeLessThanOrEqual(1e-13)
        expect(Math.abs(deltas[k] - unbalance)).toBeLessThanOrEqual(1e-13 * (a * a + length * length))
      })
    }),
    { numRuns: 300 },
  )
})

test('starts of every δ share directions and signs: |a| w / τ² is the base start', () => {
  const base = mirroredStart(randomStream(1, 'student'), 8, 2)
  for (const unbalance of [-1, 0, 1]) {
    const { W, a } = initializeRelu(base, { tau: 0.1, delta: unbalance })
    W.forEach((entry, p) => {
      expect((entry * Math.abs(a[p >> 1])) / 0.01).toBeCloseTo(base.directions[p], 13)
    })
    expect([...a].map(Math.sign)).toEqual([...base.signs])
  }
})

test('neuron k + m/2 mirrors neuron k', () => {
  const { directions, signs } = mirroredStart(randomStream(9, 'student'), 6, 3)
  expect([...directions.subarray(9)]).toEqual([...directions.subarray(0, 9)])
  expect([...signs.subarray(3)]).toEqual([...signs.subarray(0, 3)].map((sign) => -sign))
})

test('directions have length 1', () => {
  const { directions } = randomStart(randomStream(4, 'student'), 50, 5)
  for (let k = 0; k < 50; k++) expect(Math.hypot(...directions.subarray(k * 5, k * 5 + 5))).toBeCloseTo(1, 14)
})

test('wide networks and long inputs can be drawn', () => {
  const { directions } = mirroredStart(randomStream(1, 'student'), 2000, 200)
  expect(directions).toHaveLength(400_000)
})

test('nothing shares memory: neither the base start with its networks nor a clone with its network', () => {
  const base = mirroredStart(randomStream(1, 'student'), 4, 2)
  const network = initializeRelu(base, { tau: 1, delta: 0 })
  const clone = cloneNetwork(network)
  const before = structuredClone(base)
  network.W.fill(7)
  network.a.fill(7)
  expect(base).toEqual(before)
  expect(clone.W).not.toContain(7)
  expect(clone.a).not.toContain(7)
  base.directions[0] = 9
  expect(base.directions[4]).toBe(before.directions[4])
})

test.each([0, -1, Number.NaN])('τ = %d is refused', (bad) => {
  expect(() => relativeScale(bad, 1)).toThrow(new LazyrichError(`tau is ${bad}: a finite number > 0 is accepted`))
})

test('a δ that is not finite is refused', () => {
  expect(() => relativeScale(1, Number.NaN)).toThrow(new LazyrichError('delta is NaN: a finite number is accepted'))
})

test('an odd number of neurons cannot be mirrored, and is refused', () => {
  expect(() => mirroredStart(randomStream(1, 'student'), 5, 2)).toThrow(LazyrichError)
})

test('with learning rates every neuron starts with η_w a² − η_a‖w‖² = δ and |a|‖w‖ = τ²', () => {
  const rates = fc.record({ a: power(-3, 3), w: power(-3, 3) })
  fc.assert(
    fc.property(fc.nat(), tau, delta, rates, (seed, scale, unbalance, learningRate) => {
      const network = initializeRelu(randomStart(randomStream(seed, 'student'), 4, 3), {
        tau: scale,
        delta: unbalance,
        learningRate,
      })
      const deltas = reluDeltas(network)
      network.a.forEach((a, k) => {
        const length = Math.hypot(...network.W.subarray(k * 3, (k + 1) * 3))
        expect(Math.abs((Math.abs(a) * length) / scale ** 2 - 1)).toBeLessThanOrEqual(1e-13)
        const size = learningRate.w * a * a + learningRate.a * length * length
        expect(Math.abs(deltas[k] - unbalance)).toBeLessThanOrEqual(1e-13 * size)
      })
    }),
    { numRuns: 300 },
  )
})
