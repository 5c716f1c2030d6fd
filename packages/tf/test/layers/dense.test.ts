import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, it } from 'vitest'
import { dense, flatten, oneHot, relu, scale } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('both paths agree on', () => {
  it.each([
    ['one matrix', [1], [dense(1)]],
    ['a matrix without bias', [7], [dense(5, { bias: false })]],
    ['matrices with ReLU', [13], [dense(9), relu(), dense(6), relu(), dense(3)]],
    ['rows of features', [3, 5], [dense(6), relu(), dense(4, { bias: false }), flatten(), dense(2)]],
    [
      'factors before, between and behind',
      [4],
      [scale(2), dense(6), scale(-0.5), relu(), scale(3), scale(0.5), dense(3), scale(0.1)],
    ],
    ['an activation of the inputs', [4], [relu(), dense(3)]],
    ['a factor below 0 behind an activation', [6], [dense(7), relu(), scale(-2), dense(3)]],
    ['activations one after the other', [6], [dense(5), relu(), relu(), flatten(), dense(3)]],
  ])('%s', async (_, axes, layers) => {
    await expectPathsAgree(tf, network({ axes }, layers))
    await expectPathsAgree(tf, network({ axes }, layers), {
      count: 9,
      loss: 'mean-square',
      optimizer: sgd({ momentum: 0.9 }),
    })
  })

  it.each([
    ['one-hot inputs', [oneHot(), flatten(), dense(6, { bias: false }), scale(0.5), relu(), dense(3)]],
    ['one-hot inputs with a bias', [oneHot(), flatten(), dense(7), relu(), dense(3)]],
    ['a matrix for every one-hot input', [oneHot(), dense(5), relu(), flatten(), dense(3)]],
    ['one-hot inputs by themselves', [oneHot(), relu(), flatten(), scale(2), dense(3)]],
  ])('%s', async (_, layers) => {
    await expectPathsAgree(tf, network({ axes: [4], tokens: 3 }, layers))
    await expectPathsAgree(tf, network({ axes: [4], tokens: 1 }, layers))
  })
})
