import { describe, expect, test } from 'vitest'
import { lossFactor } from '../../src/measures/index.ts'
import {
  cloneNetwork,
  flowRelu,
  type Loss,
  reluDescent,
  reluOutputs,
  reluVelocities,
} from '../../src/two-layer-relu/index.ts'
import { reluCase } from '../support/relu-case.ts'

const n = 12
const { network, data } = reluCase(4, n, 3, 5, 0.1)
const farthest = (x: Float64Array, y: Float64Array): number =>
  x.reduce((most, entry, i) => Math.max(most, Math.abs(entry - y[i])), 0)

describe.each<Loss>(['half-sum', 'mean', 'half-mean'])('the loss %s', (loss) => {
  const own = { ...data, loss }
  /** How many times the gradient of the mean. */
  const times = lossFactor(loss, n) / lossFactor('mean', n)

  test('is what loss() gives', () => {
    const squares = reluOutputs(network, data.X).reduce((sum, f, i) => sum + (f - data.y[i]) ** 2, 0)
    const value = reluDescent(network, own, 1).loss()
    expect(Math.abs(value / (lossFactor(loss, n) * squares) - 1)).toBeLessThan(1e-13)
  })

  test.each(['simd', 'js'] as const)(
    'sets the step of descent: it is that of the mean, as many times, by %s',
    (kernelVariant) => {
      const [one, other] = [cloneNetwork(network), cloneNetwork(network)]
      reluDescent(one, own, 1e-3, { kernelVariant }).advance(100)
      reluDescent(other, data, 1e-3 * times, { kernelVariant }).advance(100)
      expect(farthest(one.W, other.W)).toBeLessThan(1e-13)
      expect(farthest(one.a, other.a)).toBeLessThan(1e-13)
    },
  )

  test.each([
    ['sliding', 1e-8],
    ['stabilized', 1e-2],
  ] as const)('sets the time of the flow, %s', (solver, error) => {
    const one = flowRelu(network, own, [0.5 / times], { solver })
    const other = flowRelu(network, data, [0.5], { solver })
    expect(farthest(one.W, other.W)).toBeLessThan(error)
  })

  test('sets the velocities', () => {
    const [one, other] = [reluVelocities(network, own), reluVelocities(network, data)]
    expect(
      farthest(
        one.radial.map((entry) => entry / times),
        other.radial,
      ),
    ).toBeLessThan(1e-12)
    expect(
      farthest(
        one.gradient.map((entry) => entry / times),
        other.gradient,
      ),
    ).toBeLessThan(1e-12)
  })
})

test('left out, it is the mean, bit for bit', () => {
  const [one, other] = [cloneNetwork(network), cloneNetwork(network)]
  reluDescent(one, data, 0.01).advance(20)
  reluDescent(other, { ...data, loss: 'mean' }, 0.01).advance(20)
  expect(one).toEqual(other)
})

test('another is refused, and so is one among the options', () => {
  expect(() => reluDescent(network, { ...data, loss: 'sum' as 'mean' }, 1)).toThrow('loss is "sum": half-sum, mean or')
  expect(() => flowRelu(network, data, [1], { loss: 'mean' } as object)).toThrow('options.loss is unknown')
})
