import { expect, test } from 'vitest'
import { reluDescent, reluMeasures } from '../../src/two-layer-relu/index.ts'
import { golden, relativeError } from '../support/golden.ts'

interface Checkpoint {
  step: number
  loss: number
  kernelDistance: number
  hammingDistance: number
  parameterDistance: number
  W?: number[][]
  a?: number[]
}

interface DescentCase {
  tau: number
  delta: number
  leak: number
  X: number[][]
  y: number[]
  W0: number[][]
  a0: number[]
  learningRate: number
  checkpoints: Checkpoint[]
}

/** The reference's kernel distance is one minus a cosine: at the start it is rounding. */
const FLOOR = 1e-15

const { cases } = golden<{ cases: DescentCase[] }>('relu-descent.json')

test('there are 5 reference descents, a leaky one among them', () => {
  expect(cases).toHaveLength(5)
  expect(cases.some(({ leak }) => leak > 0)).toBe(true)
})

test.each(cases)('τ = $tau, δ = $delta, leak $leak: weights and all measures agree to 1e-10', (item) => {
  const data = { X: Float64Array.from(item.X.flat()), y: Float64Array.from(item.y) }
  const network = { W: Float64Array.from(item.W0.flat()), a: Float64Array.from(item.a0), leak: item.leak }
  const measure = reluMeasures(network, data)
  const descent = reluDescent(network, data, item.learningRate)
  let step = 0
  for (const checkpoint of item.checkpoints) {
    step += descent.advance(checkpoint.step - step)
    expect(step).toBe(checkpoint.step)
    const now = { loss: descent.loss(), ...measure(network) }
    for (const name of ['loss', 'kernelDistance', 'hammingDistance', 'parameterDistance'] as const) {
      const difference = Math.abs(now[name] - checkpoint[name])
      expect(difference, `${name} at step ${step}`).toBeLessThanOrEqual(1e-10 * checkpoint[name] + FLOOR)
    }
    if (checkpoint.W)
      expect(relativeError(network.W, checkpoint.W.flat()), `W at step ${step}`).toBeLessThanOrEqual(1e-10)
    if (checkpoint.a) expect(relativeError(network.a, checkpoint.a), `a at step ${step}`).toBeLessThanOrEqual(1e-10)
  }
})

test('weights are given at some checkpoint of every case, so that the comparison above compares them', () => {
  for (const { checkpoints } of cases) expect(checkpoints.some(({ W, a }) => W && a)).toBe(true)
})
