import { randomStream } from '@lazyrich/core/random'
import { describe, expect, it } from 'vitest'
import { TfError } from '../../src/index.ts'
import { fanIn } from '../../src/layers/dense.ts'
import { dense, flatten, type Layer, oneHot, relu, type Shape, scale } from '../../src/layers/index.ts'
import { mlp } from '../../src/models/mlp.ts'
import { classesOf, network } from '../../src/networks/network.ts'
import { startOf } from '../../src/networks/start.ts'

const vector = { axes: [4] }

describe('a network', () => {
  it('lays all parameters side by side, in the order of its layers', () => {
    const { parameters, size } = network(vector, [dense(3), relu(), dense(2, { name: 'out', bias: false })])
    expect(parameters.map(({ layer, name, shape, offset }) => [layer, name, shape, offset])).toEqual([
      ['dense1', 'weight', [4, 3], 0],
      ['dense1', 'bias', [3], 12],
      ['out', 'weight', [3, 2], 15],
    ])
    expect(size).toBe(21)
  })

  it('is described so that another one reads otherwise', () => {
    const layers = (): Layer[] => [dense(3), relu(), dense(2)]
    const descriptions = [
      network(vector, layers()),
      network({ axes: [5] }, layers()),
      network(vector, [dense(3), relu(), dense(2, { bias: false })]),
      network(vector, [dense(3), scale(2), dense(2)]),
      network(vector, [dense(3), scale(3), dense(2)]),
      network(vector, [dense(3, { name: 'a' }), relu(), dense(2)]),
    ].map(({ description }) => description)
    expect(new Set(descriptions).size).toBe(6)
    expect(network(vector, layers()).description).toBe(descriptions[0])
  })

  it.each<[string, Shape, readonly Layer[], string]>([
    ['no layers', vector, [], 'network.layers has no layers: at least one is accepted'],
    ['no input', { axes: [] }, [relu()], 'network.input.axes is []: a list of whole numbers of at least 1 is accepted'],
    [
      'an empty axis',
      { axes: [3, 0] },
      [relu()],
      'network.input.axes is [3, 0]: a list of whole numbers of at least 1',
    ],
    [
      'tokens where numbers are read',
      { axes: [4], tokens: 9 },
      [dense(3)],
      'layer dense1: its input is [4] of tokens below 9: [features], or axes before it, is accepted',
    ],
    [
      'numbers where tokens are read',
      vector,
      [dense(3), oneHot()],
      'layer oneHot1: its input is [3]: [length] of tokens is accepted',
    ],
    [
      'a name twice',
      vector,
      [dense(3, { name: 'fc' }), dense(2, { name: 'fc' })],
      'two layers are named fc: every layer has a name of its own',
    ],
    [
      'a name that another layer has by itself',
      vector,
      [dense(3, { name: 'dense2' }), dense(2)],
      'two layers are named dense2',
    ],
  ])('with %s is refused', (_, input, layers, message) => {
    expect(() => network(input, layers)).toThrow(message)
  })

  it.each<[() => unknown, string]>([
    [() => dense(0), 'units is 0: a whole number of at least 1 is accepted'],
    [() => dense(2.5), 'units is 2.5: a whole number'],
    [() => scale(0), 'factor is 0: a number other than 0 is accepted'],
    [() => scale(Number.NaN), 'factor is NaN: a number other than 0 is accepted'],
  ])('%o is refused', (make, message) => {
    expect(make).toThrow(message)
    expect(make).toThrow(TfError)
  })

  it('has classes only where its output is a list of numbers', () => {
    expect(classesOf(network(vector, [dense(3)]))).toBe(3)
    expect(() => classesOf(network({ axes: [2, 4] }, [dense(3)]))).toThrow(
      "the network's output is [2, 3]: one number a class, [classes], is accepted",
    )
    expect(() => classesOf(network({ axes: [2, 4] }, [flatten()]))).not.toThrow()
  })
})

describe('the start', () => {
  const model = network(vector, [dense(5, { biasStart: () => () => {} }), relu(), dense(4), relu(), dense(3)])
  const drawn = (options?: object) => startOf(model, randomStream(7, 'student'), options)
  const part = (all: Float32Array, layer: string, name: string): number[] => {
    const { offset, size } = model.parameters.find((parameter) => parameter.layer === layer && parameter.name === name)!
    return Array.from(all.subarray(offset, offset + size))
  }

  it('divides the first layer by α and multiplies the weights of the last by it, in the same directions', () => {
    const [one, four] = [drawn(), drawn({ alpha: 4 })]
    expect(part(four, 'dense1', 'weight')).toEqual(part(one, 'dense1', 'weight').map((w) => w / 4))
    expect(part(four, 'dense2', 'weight')).toEqual(part(one, 'dense2', 'weight'))
    expect(part(four, 'dense3', 'weight')).toEqual(part(one, 'dense3', 'weight').map((w) => w * 4))
    const alone = drawn({ alpha: 4, preserveFunction: false })
    expect(part(alone, 'dense3', 'weight')).toEqual(part(one, 'dense3', 'weight'))
  })

  it('multiplies no bias of the last layer by α, and divides those of the first', () => {
    const biased = network(vector, [dense(5, { biasStart: fanIn }), relu(), dense(3, { biasStart: fanIn })])
    const [one, four] = [1, 4].map((alpha) => startOf(biased, randomStream(7, 'student'), { alpha }))
    for (const { layer, name, offset, size } of biased.parameters) {
      const factor = layer === 'dense1' ? 1 / 4 : name === 'weight' ? 4 : 1
      const drawn = one.subarray(offset, offset + size)
      expect(drawn.every((entry) => entry !== 0)).toBe(true)
      expect(four.subarray(offset, offset + size), `${layer} ${name}`).toEqual(drawn.map((entry) => factor * entry))
    }
  })

  it('starts weights between ±1/√fan-in and biases at 0', () => {
    const weights = part(drawn(), 'dense1', 'weight')
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(0.5)
    expect(Math.max(...weights.map(Math.abs))).toBeGreaterThan(0.4)
    expect(part(drawn(), 'dense2', 'bias')).toEqual([0, 0, 0, 0])
  })

  it('of the MLP of hierarchy is N(0, 1), layer after layer', () => {
    const model = mlp({ places: 4, alphabet: 3, hidden: [50, 50], classes: 5 })
    const all = startOf(model, randomStream(1, 'student'))
    const stream = randomStream(1, 'student')
    expect(Array.from(all)).toEqual(Array.from({ length: model.size }, () => Math.fround(stream.normal())))
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses α = %d', (alpha) => {
    expect(() => drawn({ alpha })).toThrow(new TfError(`startOf.alpha is ${alpha}: a number above 0 is accepted`))
  })
})
