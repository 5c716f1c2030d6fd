import { describe, expect, test } from 'vitest'
import { networkBalance, type WeightLayer } from '../../src/balance/index.ts'
import { descendMlp, type Mlp, randomMlp } from '../support/relu-mlp.ts'

const X = [
  [1, 0.5, -0.3],
  [-0.2, 1, 0.4],
  [0.7, -0.6, 1],
  [-1, -0.5, 0.2],
]
const Y = [
  [1, 0],
  [-0.5, 0.3],
  [0.2, -1],
  [0.4, 0.8],
]

function layersOf({ widths, W, b }: Mlp, activation: 'homogeneous' | 'linear'): WeightLayer[] {
  return W.map((weight, l) => ({ weight, bias: b[l], shape: [widths[l + 1], widths[l]], activation }))
}

/** Largest change of a δ from time 0 to 1, by steps of that size, with the δ as they are and with b² left in. */
function drifts(leak: number, h: number): { delta: number; withoutBias: number; matrix: number } {
  const activation = leak === 1 ? 'linear' : 'homogeneous'
  const network = randomMlp(4, [3, 5, 4, 2])
  const take = () => {
    const { pairs } = networkBalance(layersOf(network, activation))
    return {
      delta: pairs.flatMap(({ delta }) => Array.from(delta)),
      withoutBias: pairs.flatMap(({ delta }, l) => Array.from(delta, (value, k) => value + network.b[l][k] ** 2)),
      matrix: pairs.flatMap(({ linear }) => Array.from(linear?.matrix ?? [])),
    }
  }
  const before = take()
  descendMlp(network, X, Y, leak, h, Math.round(1 / h))
  const after = take()
  const largest = (name: keyof typeof before): number =>
    before[name].reduce((most, value, k) => Math.max(most, Math.abs(after[name][k] - value)), 0)
  return { delta: largest('delta'), withoutBias: largest('withoutBias'), matrix: largest('matrix') }
}

describe.each([
  { name: 'ReLU', leak: 0 },
  { name: 'leaky ReLU', leak: 0.2 },
  { name: 'linear', leak: 1 },
])('a $name network with biases, trained by small steps', ({ leak }) => {
  const [coarse, fine] = [drifts(leak, 1e-3), drifts(leak, 5e-4)]

  test('keeps δ = ‖w_out‖² − ‖w_in‖² − b² of every neuron: what drifts is the step size’s', () => {
    expect(fine.delta).toBeLessThan(5e-3)
    expect(coarse.delta / fine.delta).toBeGreaterThan(1.8)
    expect(coarse.delta / fine.delta).toBeLessThan(2.2)
  })

  test('does not keep ‖w_out‖² − ‖w_in‖²: the bias belongs to it', () => {
    expect(fine.withoutBias).toBeGreaterThan(20 * fine.delta)
    expect(coarse.withoutBias / fine.withoutBias).toBeLessThan(1.1)
  })

  if (leak === 1)
    test('keeps the whole matrix', () => {
      expect(fine.matrix).toBeGreaterThanOrEqual(fine.delta)
      expect(fine.matrix).toBeLessThan(1e-2)
      expect(coarse.matrix / fine.matrix).toBeGreaterThan(1.8)
    })
})
