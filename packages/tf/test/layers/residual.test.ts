import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense, flatten, type Layer, oneHot, relu, residual, scale } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('both paths agree on a residual', () => {
  it.each<[string, number[], Layer[]]>([
    ['of the inputs', [5], [residual([dense(5)]), dense(3)]],
    ['of one number', [1], [residual([dense(1)])]],
    ['of a body of several layers', [6], [dense(7), residual([dense(9), relu(), dense(7)]), relu(), dense(3)]],
    ['that begins with ReLU', [6], [dense(7), residual([relu(), dense(7)]), dense(3)]],
    ['that ends with ReLU', [6], [dense(7), relu(), residual([dense(7), relu()]), relu(), dense(3)]],
    ['of ReLU alone', [6], [dense(7), residual([relu()]), dense(3)]],
    ['of a factor alone', [6], [dense(7), residual([scale(-0.5)]), relu(), dense(3)]],
    ['of what is pending', [6], [dense(7), scale(0.5), residual([scale(0.3), dense(7)]), scale(0.5), dense(3)]],
    ['in a residual', [6], [dense(5), residual([relu(), residual([dense(4), relu(), dense(5)]), relu()]), dense(3)]],
    ['with a shortcut', [6], [dense(5), relu(), residual([dense(8), relu()], { shortcut: [dense(8)] }), dense(3)]],
    ['with a shortcut of the inputs', [6], [residual([dense(4)], { shortcut: [relu(), dense(4)] }), dense(3)]],
    ['with a shortcut that works in place', [6], [dense(5), residual([dense(5)], { shortcut: [relu()] }), dense(3)]],
    ['of rows', [3, 4], [dense(5), residual([relu(), dense(5)]), flatten(), dense(3)]],
    ['at the end', [6], [dense(3), residual([relu(), dense(3), scale(0.5)])]],
  ])('%s', async (_, axes, layers) => {
    await expectPathsAgree(tf, network({ axes }, layers))
    await expectPathsAgree(tf, network({ axes }, layers), {
      count: 9,
      loss: 'mean-square',
      optimizer: sgd({ momentum: 0.9 }),
    })
  })

  it('of one-hot inputs', async () => {
    const layers = [oneHot(), residual([dense(3), relu()]), flatten(), dense(4)]
    await expectPathsAgree(tf, network({ axes: [4], tokens: 3 }, layers))
  })
})

describe('a residual refuses', () => {
  const of = (...layers: Layer[]) => network({ axes: [6] }, layers)

  it('a body of another shape than its input, naming both', () => {
    expect(() => of(residual([dense(5)], { name: 'block' }))).toThrow(
      'layer block: its body gives [5] and its input is [6]: the same shape of numbers is accepted',
    )
  })

  it('a body of another shape than its shortcut, naming both', () => {
    expect(() => of(residual([dense(5)], { shortcut: [dense(4)] }))).toThrow(
      'layer residual1: its body gives [5] and its shortcut is [4]: the same shape of numbers is accepted',
    )
  })

  it('to be empty', () => {
    expect(() => residual([])).toThrow('body has no layers: at least one is accepted')
    expect(() => residual([dense(5)], { shortcut: [] })).toThrow('shortcut has no layers')
  })
})

it('lists the parameters of its body before those of its shortcut', () => {
  const { parameters } = network({ axes: [6] }, [
    residual([dense(5, { name: 'through' })], { shortcut: [dense(5, { name: 'around', bias: false })] }),
  ])
  expect(parameters.map(({ layer, name }) => `${layer}.${name}`)).toEqual([
    'through.weight',
    'through.bias',
    'around.weight',
  ])
})
