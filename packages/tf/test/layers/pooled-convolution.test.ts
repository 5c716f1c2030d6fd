import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { convolution, dense, flatten, type Layer, maxPool, relu } from '../../src/layers/index.ts'
import { pooledConvolution } from '../../src/layers/pooled-convolution.ts'
import { network } from '../../src/networks/network.ts'
import { planNetwork } from '../../src/networks/plan.ts'
import { poolWithConvolution } from '../../src/networks/pool-with-convolution.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'
import { apart, fast, randomBatch, randomState, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

const end = [flatten(), dense(3)]

describe('a convolution and the pool behind it, as one, agree with the general path:', () => {
  const one = convolution
  it.each([
    ['one channel in and out', [6, 6, 1], one(1, { kernel: 3 }), maxPool(2)],
    ['two channels out', [7, 6, 3], one(2, { kernel: 2 }), maxPool(2)],
    ['six channels, padded', [8, 6, 1], one(6, { kernel: 3, padding: 2 }), maxPool(2)],
    ['one channel in, as many columns as a tile', [9, 10, 1], one(13, { kernel: [2, 3] }), maxPool(2)],
    ['one channel in, more columns', [5, 19, 1], one(9, { kernel: 3 }), maxPool(2)],
    ['one channel in, a row of the kernel', [4, 13, 1], one(3, { kernel: [1, 5] }), maxPool(2)],
    ['eight of many', [6, 5, 6], one(8, { kernel: 2 }), maxPool(2)],
    ['rows of up to 16 entries', [6, 6, 4], one(5, { kernel: 3, bias: false }), maxPool(2)],
    ['rows of up to 40 entries', [5, 8, 5], one(5, { kernel: [2, 5], padding: 1 }), maxPool(2)],
    ['rows of more than 40 entries', [5, 9, 7], one(5, { kernel: [2, 6] }), maxPool(2)],
    ['more than five rows', [10, 9, 1], one(7, { kernel: [7, 3] }), maxPool(2)],
    ['a kernel of one pixel', [5, 6, 3], one(7, { kernel: 1 }), maxPool(2)],
    ['windows of 3 × 3', [9, 9, 2], one(4, { kernel: 2 }), maxPool(3)],
    ['windows of 3 × 3, two channels', [9, 9, 2], one(2, { kernel: 1 }), maxPool(3)],
    ['windows that overlap', [11, 11, 2], one(4, { kernel: 2 }), maxPool(3, { stride: 2 })],
    ['windows with pixels between them', [11, 11, 2], one(4, { kernel: 2 }), maxPool(2, { stride: 3 })],
    ['windows of one row', [5, 12, 2], one(3, { kernel: 2 }), maxPool([1, 4])],
    ['windows of one column', [9, 6, 2], one(5, { kernel: [2, 3] }), maxPool([3, 1])],
    ['windows of one entry', [5, 6, 2], one(5, { kernel: 3 }), maxPool(1)],
    ['strides of both', [13, 14, 2], one(4, { kernel: 3, stride: [1, 2], padding: 1 }), maxPool(2)],
    ['strides of the convolution longer than its kernel', [13, 14, 2], one(4, { kernel: 2, stride: 3 }), maxPool(2)],
    ['rows and columns left over', [8, 10, 3], one(4, { kernel: 2, padding: 1 }), maxPool(2)],
  ] as const)('%s', async (_, axes, first, pool) => {
    const end = [relu(), flatten(), dense(3)]
    const of = (...before: Layer[]) => network({ axes }, [...before, pooledConvolution(first, pool), ...end])
    await expectPathsAgree(tf, of(), {
      ...{ rate: 1e-5, count: 1, loss: 'mean-square', optimizer: sgd({ momentum: 0.9 }) },
    })
    // Its input has a gradient too.
    const behind = of(one(axes[2], { kernel: 1 }))
    await expectPathsAgree(tf, behind, { rate: 1e-5, count: 4 })
    await expectSlopesToAdd(behind, { shares: true })
  })

  it.each([
    ['six channels of one', [8, 6, 1], one(6, { kernel: 3, padding: 2 })],
    ['five channels of seven', [5, 9, 7], one(5, { kernel: [2, 6] })],
  ] as const)('15 images, %s', async (_, axes, first) => {
    const net = network({ axes }, [pooledConvolution(first, maxPool(2)), relu(), flatten(), dense(3)])
    await expectPathsAgree(tf, net, { rate: 1e-5, count: 15 })
  })

  it('more images than fit in the second cache with their lists', async () => {
    // Too many for TensorFlow.js' cpu: against the two apart, which are held to it elsewhere.
    const [filters, pool] = [one(24, { kernel: [1, 3] }), maxPool(2)]
    const [joined, apartFrom] = [[pooledConvolution(filters, pool)], [filters, pool]].map((layers) =>
      network({ axes: [20, 20, 1] }, [...layers, flatten(), dense(2)]),
    )
    const batch = randomBatch(joined, 16)
    for (const variant of VARIANTS) {
      const [own, known] = [
        await fast(trainingOf(joined, { batch: 16 }), randomState(joined), variant),
        await fast(trainingOf(apartFrom, { batch: 16 }), randomState(joined), variant),
      ]
      expect(apart(own.outputs(batch.inputs, 16), known.outputs(batch.inputs, 16)), variant).toBeLessThan(1e-5)
      expect(apart(own.gradient(batch), known.gradient(batch)), variant).toBeLessThan(1e-5)
    }
  })
})

describe('poolWithConvolution()', () => {
  const kindsOf = (axes: number[], layers: Parameters<typeof network>[1]): string[] =>
    poolWithConvolution(network({ axes }, layers).layers).map(({ layer, name }) => `${name} ${layer.kind}`)

  it('joins what stands side by side under the name of the convolution', () => {
    expect(kindsOf([9, 9, 1], [convolution(4, { kernel: 5, name: 'first' }), maxPool(2), relu()])).toEqual([
      'first pooledConvolution',
      'relu1 relu',
    ])
  })

  it.each([
    ['pools that leave more than a quarter', [9, 9, 1], [convolution(4, { kernel: 5 }), maxPool(2, { stride: 1 })]],
    ['kernels of 3 × 3', [9, 9, 1], [convolution(4, { kernel: 3 }), maxPool(2)]],
    ['images that are larger than the first cache', [99, 99, 1], [convolution(4, { kernel: 5 }), maxPool(2)]],
    ['filters that are too many for the second', [9, 9, 32], [convolution(99, { kernel: 5 }), maxPool(2)]],
    ['a layer between them', [9, 9, 1], [convolution(4, { kernel: 5 }), relu(), maxPool(2)]],
  ] as const)('leaves %s', (_, axes, layers) => {
    expect(kindsOf([...axes], layers)).not.toContain('convolution1 pooledConvolution')
  })
})

it('what is joined gives the outputs of the two apart', async () => {
  const net = network({ axes: [12, 12, 2] }, [convolution(6, { kernel: 5, padding: 2 }), relu(), maxPool(2), ...end])
  const state = randomState(net)
  const batch = randomBatch(net, 8)
  const joined = (await fast(trainingOf(net), state)).outputs(batch.inputs, 8)
  const memory = networkMemory(await networkModules())
  const buffers = { parameters: memory.take(net.size), gradient: memory.take(net.size), statistics: 0 }
  const plan = planNetwork(net, memory, buffers, { batch: 8, shares: false })
  memory.floats(buffers.parameters, net.size).set(state.parameters)
  memory.floats(plan.input, batch.inputs.length).set(batch.inputs)
  plan.forward(8, false)
  expect(apart(joined, memory.floats(plan.output.at, joined.length))).toBeLessThan(1e-6)
})

it.each(VARIANTS)('what is joined does not train on past an input that is not finite: %s', async (variant) => {
  for (const padding of [0, 1])
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const pooled = pooledConvolution(convolution(5, { kernel: 2, padding }), maxPool(3))
      const net = network({ axes: [9, 9, 1] }, [pooled, relu(), ...end])
      const { inputs, labels, count } = randomBatch(net, 4)
      const odds = Float32Array.from(inputs, (pixel, p) => (p === 2 * 81 + 40 ? odd : pixel))
      const trainer = await fast(trainingOf(net), randomState(net), variant)
      const loss = trainer.step({ inputs: odds, labels, count }, 0.1)
      expect(Number.isFinite(loss) && trainer.isFinite(), `padding ${padding}, ${odd}`).toBe(false)
    }
})
