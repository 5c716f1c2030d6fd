import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { lenet } from '../../src/models/lenet.ts'
import { startOf, statisticsOf } from '../../src/networks/start.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'
import { fast, randomBatch, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('lenet()', () => {
  it('has the layers and parameters of LeNet-5', () => {
    const { parameters, size, output } = lenet()
    expect(parameters.map(({ layer, name, shape }) => `${layer} ${name} ${shape}`)).toEqual([
      'conv1 weight 5,5,1,6',
      'conv1 bias 6',
      'conv2 weight 5,5,6,16',
      'conv2 bias 16',
      'fc1 weight 400,120',
      'fc1 bias 120',
      'fc2 weight 120,84',
      'fc2 bias 84',
      'fc3 weight 84,10',
      'fc3 bias 10',
    ])
    expect(size).toBe(61_706)
    expect(output).toEqual({ axes: [10] })
  })

  it('starts within 1/√fan-in, biases at 0', () => {
    const net = lenet()
    const start = startOf(net, randomStream(1, 'student'))
    for (const { name, shape, offset, size } of net.parameters) {
      const entries = start.subarray(offset, offset + size)
      const inputs = shape.slice(0, -1).reduce((product, extent) => product * extent, 1)
      const largest = entries.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
      if (name === 'bias') expect(largest).toBe(0)
      else expect(largest * Math.sqrt(inputs)).toSatisfy((limit: number) => limit > 0.9 && limit <= 1)
    }
  })

  it('takes other images and classes', () => {
    expect(lenet({ image: [32, 32, 3], classes: 4 }).output).toEqual({ axes: [4] })
    expect(() => lenet({ image: [11, 28, 1] })).toThrow('layer maxPool2: its input is [1, 10, 16]')
  })

  it('is trained by both paths alike', async () => {
    await expectPathsAgree(tf, lenet(), { rate: 1e-6, count: 2 })
  })

  it('is trained by both paths alike on images of other sizes, one at a time too', async () => {
    await expectPathsAgree(tf, lenet({ image: [13, 16, 2], classes: 3 }), { rate: 1e-6, count: 2, loss: 'mean-square' })
    await expectPathsAgree(tf, lenet({ image: [12, 12, 1], classes: 2 }), { rate: 1e-6, count: 1 })
  })

  it('has gradients of single samples that add up to that of the batch', async () => {
    await expectSlopesToAdd(lenet())
  })

  it.each(VARIANTS)('takes nothing from memory in 200 steps, and learns: %s', async (variant) => {
    const net = lenet({ image: [14, 14, 1] })
    const state = {
      parameters: startOf(net, randomStream(1, 'student')),
      slots: new Float32Array(),
      statistics: statisticsOf(net),
      step: 0,
    }
    const trainer = await fast(trainingOf(net, { batch: 8 }), state, variant)
    const batch = randomBatch(net, 8)
    const first = trainer.step(batch, 0.1)
    const { bytes } = trainer.memory
    const { numTensors } = tf.memory()
    let last = first
    for (let step = 1; step < 200; step++) last = trainer.step(batch, 0.1)
    expect(trainer.memory.bytes).toBe(bytes)
    expect(tf.memory().numTensors).toBe(numTensors)
    expect(last).toBeLessThan(0.2 * first)
  })
})
