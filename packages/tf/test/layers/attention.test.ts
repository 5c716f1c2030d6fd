import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  attention,
  dense,
  embedding,
  flatten,
  type Layer,
  last,
  layerNorm,
  relu,
  residual,
  scale,
} from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { startOf } from '../../src/networks/start.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSharingChangesNothing } from '../support/expect-sharing-changes-nothing.ts'
import { fast, randomState, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

/** Length, features and the layer's options. */
const SIZES = [
  [1, 1, { heads: 1 }],
  [4, 8, { heads: 2 }],
  [4, 8, { heads: 2, causal: false }],
  [4, 8, { heads: 2, queries: 'last' }],
  [5, 6, { heads: 1, queries: 'last', causal: false }],
  [3, 6, { heads: 6 }],
  [7, 10, { heads: 2 }],
  [9, 5, { heads: 1, queries: 'last' }],
  [2, 12, { heads: 3, causal: false }],
] as const

/** Of all options once, and the largest: whether rows are shared has nothing to do with the other sizes. */
const SHARED: readonly object[] = [SIZES[1][2], SIZES[2][2], SIZES[3][2], SIZES[6][2]]

describe.each(SIZES)('of %i tokens, %i features, %j: both paths agree on', (length, width, options) => {
  const expectSharing: typeof expectSharingChangesNothing = async (net, count) => {
    if (SHARED.includes(options)) await expectSharingChangesNothing(net, count)
  }
  const end = (): Layer[] => ('queries' in options ? [dense(3)] : [flatten(), dense(3)])

  it('attention to rows', async () => {
    const net = network({ axes: [length, width] }, [attention(options), ...end()])
    await expectPathsAgree(tf, net)
    await expectSharing(net)
  })

  it('attention to rows of products', async () => {
    const net = network({ axes: [length, 3] }, [dense(width), relu(), attention(options), relu(), ...end(), scale(0.1)])
    await expectPathsAgree(tf, net, { count: 9, loss: 'mean-square', optimizer: sgd({ momentum: 0.9 }) })
    await expectSharing(net)
  })

  it('attention to tokens, whether rows are shared or not', async () => {
    const net = network({ axes: [length], tokens: 4 }, [embedding(width), attention(options), ...end()])
    await expectPathsAgree(tf, net)
    if (SHARED.includes(options)) await expectPathsAgree(tf, net, { count: 40 })
    await expectSharing(net, 7)
    await expectSharing(net, 1)
  })

  it('a residual of attention to tokens', async () => {
    const way = 'queries' in options ? { shortcut: [last()] } : {}
    const net = network({ axes: [length], tokens: 4 }, [
      embedding(width),
      residual([attention(options)], way),
      layerNorm(),
      ...end(),
    ])
    await expectPathsAgree(tf, net, { count: 9 })
    await expectSharing(net, 7)
  })
})

it.each(VARIANTS)('a causal token sees none behind it, one without a mask all, %s', async (variant) => {
  const input = Float32Array.from({ length: 12 }, (_, p) => Math.cos(p))
  const changed = input.slice()
  changed[11] = 5
  for (const causal of [true, false]) {
    const net = network({ axes: [3, 4] }, [attention({ heads: 2, causal }), flatten()])
    const trainer = await fast(trainingOf(net), randomState(net), variant)
    const [before, after] = [trainer.outputs(input, 1), trainer.outputs(changed, 1)]
    expect(before.slice(0, 8).every((y, p) => y === after[p])).toBe(causal)
    expect(before.slice(8)).not.toEqual(after.slice(8))
  }
})

it.each(VARIANTS)('a token sees none behind it if nothing is said of it, %s', async (variant) => {
  const net = network({ axes: [3, 4] }, [attention({ heads: 2 }), flatten()])
  const trainer = await fast(trainingOf(net), randomState(net), variant)
  const input = Float32Array.from({ length: 12 }, (_, p) => Math.cos(p))
  const before = trainer.outputs(input, 1)
  input.fill(5, 4) // both tokens behind the first
  const after = trainer.outputs(input, 1)
  expect(after.slice(0, 4)).toEqual(before.slice(0, 4))
  expect(after.slice(4)).not.toEqual(before.slice(4))
})

it.each(VARIANTS)('scores of any size are no trouble, %s', async (variant) => {
  const net = network({ axes: [3, 4] }, [attention({ heads: 2 }), flatten()])
  const trainer = await fast(trainingOf(net), randomState(net), variant)
  const outputs = trainer.outputs(
    Float32Array.from({ length: 12 }, (_, p) => 1e4 * Math.cos(p)),
    1,
  )
  expect(outputs.every(Number.isFinite)).toBe(true)
})

it('starts as PyTorch does', () => {
  const net = network({ axes: [3, 16] }, [attention({ heads: 2 }), flatten()])
  const all = startOf(net, randomStream(1, 'student'))
  const [inWeight, inBias, outWeight, outBias] = net.parameters.map(({ offset, size }) =>
    all.slice(offset, offset + size),
  )
  expect(net.parameters.map(({ shape }) => shape)).toEqual([[16, 48], [48], [16, 16], [16]])
  const largest = (list: Float32Array) => Math.max(...list.map(Math.abs))
  const limit = Math.sqrt(6 / 64)
  expect(largest(inWeight!)).toBeLessThanOrEqual(Math.fround(limit))
  expect(largest(inWeight!)).toBeGreaterThan(0.95 * limit)
  expect(largest(outWeight!)).toBeLessThanOrEqual(0.25)
  expect(largest(outWeight!)).toBeGreaterThan(0.95 * 0.25)
  expect(largest(inBias!) + largest(outBias!)).toBe(0)
})

describe('attention refuses', () => {
  it('heads that do not divide the features', () => {
    expect(() => network({ axes: [3, 8] }, [attention({ heads: 3 })])).toThrow(
      'layer attention1: heads is 3: a divisor of the 8 features is accepted',
    )
    expect(() => attention({ heads: 0.5 })).toThrow('heads is 0.5: a whole number of at least 1 is accepted')
  })

  it('what has no tokens', () => {
    expect(() => network({ axes: [8] }, [attention({ heads: 2 })])).toThrow(
      'layer attention1: its input is [8]: [length, features] is accepted',
    )
  })
})
