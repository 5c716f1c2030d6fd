import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { resnet } from '../../src/models/resnet.ts'
import { startOf } from '../../src/networks/start.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'

beforeAll(() => tf.setBackend('cpu'))

const tiny = resnet({ image: [8, 8, 2], classes: 3, widths: [3, 4, 5, 6], kernel: 5 })

describe('resnet()', () => {
  it('has the layers and parameters of the DAWNBench entry, with first kernels of 15 × 15', () => {
    const { parameters, size, statisticsSize } = resnet()
    expect(parameters.filter(({ role, layer }) => role === 'weight' && !layer.endsWith('.norm')).map(shown)).toEqual([
      'prep 15,15,3,64',
      'layer1 3,3,64,128',
      'layer1.body1 3,3,128,128',
      'layer1.body2 3,3,128,128',
      'layer2 3,3,128,256',
      'layer3 3,3,256,512',
      'layer3.body1 3,3,512,512',
      'layer3.body2 3,3,512,512',
      'linear 512,10',
    ])
    const convolutions = 15 * 15 * 3 * 64 + 9 * (64 * 128 + 2 * 128 ** 2 + 128 * 256 + 256 * 512 + 2 * 512 ** 2)
    const channels = 64 + 3 * 128 + 256 + 3 * 512
    expect(size).toBe(convolutions + 2 * channels + 5120)
    expect(statisticsSize).toBe(2 * channels)
  })

  it('keeps the direction of every weight where α divides the first layer, and multiplies nothing behind its norms', () => {
    const one = startOf(tiny, randomStream(1, 'student'))
    const ten = startOf(tiny, randomStream(1, 'student'), { alpha: 10 })
    const first = tiny.parameters[0].size
    expect([...ten.subarray(first)]).toEqual([...one.subarray(first)])
    expect([...ten.subarray(0, first)]).toEqual([...one.subarray(0, first).map((weight) => weight / 10)])
  })

  it('is trained by both paths alike', async () => {
    await expectPathsAgree(tf, tiny, { count: 4, optimizer: sgd({ momentum: 0.9, nesterov: true }) })
  })

  it('has gradients of single samples that add up to that of the batch', async () => {
    await expectSlopesToAdd(tiny)
  })

  it('says which image or kernel it does not accept', () => {
    expect(() => resnet({ image: [32, 7, 3] })).toThrow('image is [32, 7, 3]: at least 8 × 8 pixels are accepted')
    expect(() => resnet({ kernel: 4 })).toThrow('resnet.kernel is 4: an odd whole number above 0 is accepted')
  })
})

function shown({ layer, shape }: { layer: string; shape: readonly number[] }): string {
  return `${layer} ${shape}`
}
