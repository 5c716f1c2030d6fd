import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { constant, dense, embedding, flatten, gelu, type Layer, layerNorm, residual } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { startOf } from '../../src/networks/start.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSharingChangesNothing } from '../support/expect-sharing-changes-nothing.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('both paths agree on an embedding, and sharing its rows changes nothing', () => {
  it.each<[string, number, number, Layer[]]>([
    ['of one token', 1, 1, [embedding(1), flatten(), dense(3)]],
    ['with positions', 4, 3, [embedding(6), flatten(), dense(3)]],
    ['without positions', 4, 3, [embedding(5, { positions: false }), flatten(), dense(3)]],
    ['of more tokens than a batch has', 3, 50, [embedding(7), dense(4), gelu(), flatten(), dense(3)]],
    ['before a norm', 3, 5, [embedding(9), layerNorm(), flatten(), dense(3)]],
    ['before a residual', 3, 5, [embedding(6), residual([dense(6), gelu()]), flatten(), dense(3)]],
  ])('%s', async (_, length, tokens, layers) => {
    const net = network({ axes: [length], tokens }, layers)
    await expectPathsAgree(tf, net)
    await expectPathsAgree(tf, net, { count: 9, loss: 'mean-square', optimizer: sgd({ momentum: 0.9 }) })
    await expectSharingChangesNothing(net)
    await expectSharingChangesNothing(net, 1)
  })
})

it('has a table of tokens and one of positions, which start as asked', () => {
  const net = network({ axes: [3], tokens: 5 }, [embedding(2, { start: () => constant(7) }), flatten(), dense(4)])
  expect(net.parameters.slice(0, 2).map(({ name, shape }) => [name, shape])).toEqual([
    ['tokens', [5, 2]],
    ['positions', [3, 2]],
  ])
  expect(startOf(net, randomStream(1, 'student')).slice(0, 16)).toEqual(new Float32Array(16).fill(7))
})

describe('an embedding refuses', () => {
  it('what is not a row of tokens', () => {
    expect(() => network({ axes: [3] }, [embedding(2)])).toThrow(
      'layer embedding1: its input is [3]: [length] of tokens is accepted',
    )
    expect(() => network({ axes: [3, 2], tokens: 4 }, [embedding(2)])).toThrow(
      'layer embedding1: its input is [3, 2] of tokens below 4: [length] of tokens is accepted',
    )
  })

  it('a width that is not whole', () => {
    expect(() => embedding(0)).toThrow('width is 0: a whole number of at least 1 is accepted')
  })
})
