import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { leavesOf } from '../../src/networks/network.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { randomNetwork } from '../support/random-network.ts'

beforeAll(() => tf.setBackend('cpu'))

/** Weights of N(0, ½²) through layers in any order: rounding grows to 1.2e-5 at most in the first 60. */
const WITHIN = 4e-5
const drawn = Array.from({ length: 30 }, (_, k) => randomNetwork(randomStream(k, 'student')))

describe('both paths agree on networks drawn at random:', () => {
  it.each(drawn.map((network, k) => [k, kindsOf(k), network] as const))('%i: %s', async (k, _, network) => {
    const more = k % 2 ? { loss: 'mean-square' as const, optimizer: sgd({ momentum: 0.9, weightDecay: 0.01 }) } : {}
    await expectPathsAgree(tf, network, { rate: 1e-5, count: 3 + (k % 5), within: WITHIN, ...more })
  })

  it('every kind of layer is among them', () => {
    expect(new Set(drawn.flatMap(({ layers }) => leavesOf(layers).map(({ layer }) => layer.kind)))).toEqual(
      new Set([
        ...['attention', 'averagePool', 'batchNorm', 'convolution', 'dense', 'embedding', 'flatten', 'gelu', 'last'],
        ...['layerNorm', 'maxPool', 'oneHot', 'relu', 'scale'],
      ]),
    )
    expect(drawn.some(({ layers }) => layers.some(({ layer }) => layer.kind === 'residual'))).toBe(true)
  })
})

function kindsOf(k: number): string {
  return drawn[k].layers.map(({ layer }) => layer.kind).join(', ')
}
