import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense, flatten, type Layer, layerNorm, relu, residual } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { startOf } from '../../src/networks/start.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { fast, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('both paths agree on layer norm', () => {
  it.each<[string, number[], Layer[]]>([
    ['of the inputs', [5], [layerNorm(), dense(3)]],
    ['of one number, which leaves its bias', [3], [dense(1), layerNorm(), dense(3)]],
    ['of products', [6], [dense(7), layerNorm(), dense(8, { bias: false }), layerNorm({ epsilon: 0.1 }), dense(3)]],
    ['after an activation', [6], [dense(9), relu(), layerNorm(), dense(3)]],
    ['twice', [6], [dense(17), layerNorm(), layerNorm(), dense(3)]],
    ['of rows', [3, 6], [dense(5), layerNorm(), flatten(), dense(3)]],
    ['at the start of a residual', [6], [dense(7), residual([layerNorm(), dense(7)]), dense(3)]],
    ['at the end', [6], [dense(3), layerNorm()]],
  ])('%s', async (_, axes, layers) => {
    await expectPathsAgree(tf, network({ axes }, layers))
    await expectPathsAgree(tf, network({ axes }, layers), {
      count: 9,
      loss: 'mean-square',
      optimizer: sgd({ momentum: 0.9 }),
    })
  })
})

it.each(VARIANTS)('gives rows of mean 0 and variance 1 whatever their mean is, %s', async (variant) => {
  const net = network({ axes: [37] }, [layerNorm({ epsilon: 1e-12 })])
  const parameters = startOf(net, randomStream(1, 'student'))
  const state = { parameters, slots: new Float32Array(), statistics: new Float32Array(), step: 0 }
  const trainer = await fast(trainingOf(net), state, variant)
  const outputs = trainer.outputs(
    Float32Array.from({ length: 37 }, (_, i) => 1000 + Math.sin(i)),
    1,
  )
  const mean = outputs.reduce((sum, y) => sum + y, 0) / 37
  expect(mean).toBeCloseTo(0, 3)
  expect(outputs.reduce((sum, y) => sum + y * y, 0) / 37).toBeCloseTo(1, 3)
})

describe('layer norm refuses', () => {
  it('an epsilon that is not above 0', () => {
    expect(() => layerNorm({ epsilon: 0 })).toThrow('epsilon is 0: a number above 0 is accepted')
  })

  it('tokens', () => {
    expect(() => network({ axes: [3], tokens: 5 }, [layerNorm()])).toThrow(
      'layer layerNorm1: its input is [3] of tokens below 5',
    )
  })
})
