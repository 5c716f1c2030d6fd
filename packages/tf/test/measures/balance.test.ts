import { randomStream } from '@lazyrich/core/random'
import { initializeRelu, randomStart, reluDeltas } from '@lazyrich/core/two-layer-relu'
import { describe, expect, it } from 'vitest'
import type { Layer } from '../../src/layers/index.ts'
import { dense, flatten, oneHot, relu, scale } from '../../src/layers/index.ts'
import { balanceOf } from '../../src/measures/balance.ts'
import { addSquares, neuronChains, neuronPairs } from '../../src/measures/neuron-pairs.ts'
import { network } from '../../src/networks/network.ts'
import { apart, randomState } from '../support/networks.ts'

/** A layer that keeps its input's shape, as it describes itself to measures; it is never run. */
function stub(kind: string, more: Partial<Layer> = {}): Layer {
  const never = (): never => {
    throw new Error('not run')
  }
  return { kind, settings: {}, homogeneity: 'other', shape: (input) => input, forward: never, plan: never, ...more }
}

/** Filters [height, width, in, out] that keep the image's size. */
function filters(channels: number, size: number): Layer {
  return stub('convolution', {
    homogeneity: 'linear',
    shape: ({ axes }) => ({ axes: [axes[0], axes[1], channels] }),
    parameters: ({ axes }) => [
      { name: 'weight', shape: [size, size, axes[2], channels], start: () => {}, role: 'weight' },
      { name: 'bias', shape: [channels], start: () => {}, role: 'bias' },
    ],
  })
}

describe('the balance of a network', () => {
  it("is core's δ for a two-layer ReLU network", () => {
    const [inputs, neurons] = [5, 7]
    const start = initializeRelu(randomStart(randomStream(1, 'student'), neurons, inputs), { tau: 0.8, delta: 0.4 })
    const weights = { W: start.W.map((w, p) => Math.fround(w * (1 + (p % 3)))), a: start.a.map(Math.fround), leak: 0 }
    const two = network({ axes: [inputs] }, [dense(neurons, { bias: false }), relu(), dense(1)])
    const parameters = new Float32Array(two.size)
    for (let k = 0; k < neurons; k++) {
      for (let j = 0; j < inputs; j++) parameters[j * neurons + k] = weights.W[k * inputs + j]
      parameters[inputs * neurons + k] = weights.a[k]
    }
    const { pairs, skipped } = balanceOf(two, parameters)
    expect(skipped).toEqual([])
    expect(pairs).toHaveLength(1)
    expect(pairs[0]).toMatchObject({ from: 'dense1', to: 'dense2', conserved: true })
    expect(apart(pairs[0].delta, reluDeltas(weights))).toBeLessThan(1e-14)
  })

  it('counts biases as incoming, and factors not at all', () => {
    const small = network({ axes: [1] }, [dense(2), scale(3), relu(), dense(1, { bias: false })])
    const { pairs, relative } = balanceOf(small, [1, 2, 0.5, 0, 3, 4])
    expect(pairs[0].incoming).toEqual(Float64Array.of(1.25, 4))
    expect(pairs[0].outgoing).toEqual(Float64Array.of(9, 16))
    expect(relative).toBeCloseTo(19.75 / 30.25, 14)
  })

  it('follows channels through a flattened image', () => {
    // Two filters of 1 × 1 on an image of 2 × 1 pixels, and a matrix for each pixel's channels.
    const image = network({ axes: [2, 1, 1] }, [filters(2, 1), relu(), flatten(), dense(1, { bias: false })])
    const { pairs } = balanceOf(image, [1, 2, 0, 0, 3, 5, 4, 6])
    expect(pairs[0].incoming).toEqual(Float64Array.of(1, 4))
    expect(pairs[0].outgoing).toEqual(Float64Array.of(3 * 3 + 4 * 4, 5 * 5 + 6 * 6))
  })

  it('follows rows of features, filters and their taps', () => {
    for (const made of [
      network({ axes: [3, 4] }, [dense(5), relu(), dense(6), flatten(), relu(), dense(2)]),
      network({ axes: [4, 3, 2] }, [
        filters(3, 3),
        relu(),
        filters(4, 2),
        relu(),
        flatten(),
        dense(5),
        relu(),
        dense(2),
      ]),
      network({ axes: [4], tokens: 3 }, [oneHot(), flatten(), dense(5), relu(), dense(2)]),
    ]) {
      const { parameters } = randomState(made)
      const { pairs, skipped } = balanceOf(made, parameters)
      expect(skipped).toEqual([])
      const own = neuronPairs(neuronChains(made).chains)
      expect(pairs).toHaveLength(own.length)
      for (const [p, pair] of own.entries()) {
        const incoming = new Float64Array(pair.from.units)
        const outgoing = new Float64Array(pair.from.units)
        addSquares(pair, parameters, incoming, outgoing)
        expect(apart(incoming, pairs[p].incoming)).toBeLessThan(1e-13)
        expect(apart(outgoing, pairs[p].outgoing)).toBeLessThan(1e-13)
      }
    }
  })

  it('has the whole matrix where nothing but factors stands between', () => {
    const linear = network({ axes: [3] }, [dense(4, { bias: false }), scale(2), dense(2, { bias: false })])
    expect(balanceOf(linear, randomState(linear).parameters).pairs[0].linear?.matrix).toHaveLength(16)
  })

  it('says where δ is not conserved, and where there is none', () => {
    const norm = stub('layerNorm', {
      normalizes: true,
      parameters: ({ axes }) => [{ name: 'gain', shape: [axes.at(-1)!], start: () => {}, role: 'weight' }],
    })
    const attention = stub('attention', {
      parameters: () => [{ name: 'inWeight', shape: [4, 12], start: () => {}, role: 'weight' }],
    })
    const sum = stub('residual', { parts: [[dense(6), stub('gelu'), dense(4)]] })
    const mixed = network({ axes: [3, 4] }, [
      dense(4),
      attention,
      dense(4),
      norm,
      dense(4),
      sum,
      dense(4),
      relu(),
      dense(1),
    ])
    const { pairs, skipped } = balanceOf(mixed, randomState(mixed).parameters)
    expect(pairs.map(({ from, to, conserved }) => [from, to, conserved])).toEqual([
      ['dense2', 'dense3', false],
      ['dense4', 'dense5', false],
      ['dense6', 'dense7', true],
    ])
    expect(skipped).toEqual([
      { layer: 'attention1', reason: 'attention is not a layer of neurons' },
      { layer: 'residual1', reason: 'a sum of branches: its inputs and outputs are read by others beside' },
    ])
  })

  it('says why there is no pair in a network of one layer of neurons, or none', () => {
    const one = network({ axes: [2] }, [dense(3), relu()])
    const none = network({ axes: [2] }, [relu(), scale(2)])
    expect(balanceOf(one, randomState(one).parameters)).toEqual({
      ...{ pairs: [], relative: Number.NaN },
      skipped: [{ layer: 'dense1', reason: 'it is the only layer of neurons: a pair has two' }],
    })
    expect(balanceOf(none, []).skipped).toEqual([{ layer: 'scale1', reason: 'the network has no layer of neurons' }])
  })

  it('is refused for lists that are not the network’s, or not finite', () => {
    const small = network({ axes: [1] }, [dense(1), relu(), dense(1)])
    expect(() => balanceOf(small, { parameters: [1, 2, 3, 4] } as never)).toThrow(
      'parameters is of type Object: a list of numbers is accepted',
    )
    expect(() => balanceOf([1, 2, 3, 4] as never, small as never)).toThrow(
      'network is [1, 2, 3, 4]: a network, as network() gives it, is accepted',
    )
    expect(() => balanceOf(small, [1])).toThrow('parameters has length 1: 4 is accepted')
    expect(() => balanceOf(small, [1, 2, Number.NaN, 3])).toThrow('parameters[2] is NaN: a finite number is accepted')
  })
})
