import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { transformer } from '../../src/models/transformer.ts'
import { forward } from '../../src/networks/forward.ts'
import { startOf } from '../../src/networks/start.ts'
import { freshState } from '../../src/trainers/fresh-state.ts'
import { adam } from '../../src/training/adam.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSharingChangesNothing } from '../support/expect-sharing-changes-nothing.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'
import { apart, fast, randomBatch, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

const tiny = { tokens: 9, width: 8, heads: 2, hidden: 16, classes: 7 }

describe('transformer()', () => {
  it('has the layers and parameters of the decoder', () => {
    const { parameters, size, output } = transformer({ tokens: 99, classes: 97 })
    expect(parameters.map(({ layer, name, shape }) => `${layer} ${name} ${shape}`)).toEqual([
      'embedding1 tokens 99,128',
      'embedding1 positions 4,128',
      'attention1 inWeight 128,384',
      'attention1 inBias 384',
      'attention1 outWeight 128,128',
      'attention1 outBias 128',
      'layerNorm1 gain 128',
      'layerNorm1 bias 128',
      'dense1 weight 128,512',
      'dense1 bias 512',
      'dense2 weight 512,128',
      'dense2 bias 128',
      'layerNorm2 gain 128',
      'layerNorm2 bias 128',
      'layerNorm3 gain 128',
      'layerNorm3 bias 128',
      'dense3 weight 128,97',
      'dense3 bias 97',
    ])
    expect(size).toBe(224_225) // PyTorch's, in bench/peers/torch_train.py
    expect(output).toEqual({ axes: [97] })
  })

  it('has blocks in which no token sees those behind it', () => {
    const net = transformer({ ...tiny, blocks: 2 })
    const { parameters } = { parameters: startOf(net, randomStream(1, 'student')) }
    /** What the first block gives, [4, 8]. */
    const given = (tokens: number[]): number[] => {
      const seen: number[] = []
      tf.tidy(() => {
        const all = net.parameters.map(({ offset, size, shape }) =>
          tf.tensor(parameters.slice(offset, offset + size), [...shape]),
        )
        forward(tf, net, { parameters: all, statistics: [] }, tf.tensor(tokens, [1, 4], 'int32'), {
          ...{ training: false, keep() {} },
          seen: ({ name }, h) => void (name === 'layerNorm2' && seen.push(...h.dataSync())),
        })
      })
      return seen
    }
    const [before, after] = [given([1, 2, 3, 4]), given([1, 2, 6, 5])]
    expect(before).toHaveLength(32)
    expect(after.slice(0, 16)).toEqual(before.slice(0, 16))
    expect(after.slice(16, 24)).not.toEqual(before.slice(16, 24))
  })

  it('has linear layers that start within 1/√fan-in, biases too', () => {
    const net = transformer({ tokens: 9, classes: 97 })
    const start = startOf(net, randomStream(1, 'student'))
    for (const [layer, inputs] of [
      ['dense1', 128],
      ['dense2', 512],
      ['dense3', 128],
    ] as const)
      for (const { offset, size } of net.parameters.filter((parameter) => parameter.layer === layer)) {
        const largest = Math.max(...start.subarray(offset, offset + size).map(Math.abs))
        expect(largest * Math.sqrt(inputs)).toSatisfy((limit: number) => limit > 0.9 && limit <= 1.000001)
      }
  })

  it.each([
    ['one block', tiny],
    ['two blocks', { ...tiny, blocks: 2 }],
    ['another length and odd sizes', { tokens: 5, length: 3, width: 6, heads: 3, hidden: 9, classes: 5 }],
    ['scaled outputs', { ...tiny, logitScale: 0.5 }],
  ])('is trained by both paths alike: %s', async (_, options) => {
    await expectPathsAgree(tf, transformer(options))
    await expectPathsAgree(tf, transformer(options), { count: 40 })
    await expectPathsAgree(tf, transformer(options), { count: 1, loss: 'mean-square' })
  })

  it('is the same whether samples share rows or not, and has gradients of single samples', async () => {
    for (const options of [tiny, { ...tiny, blocks: 2 }]) {
      await expectSharingChangesNothing(transformer(options), 12)
      await expectSlopesToAdd(transformer(options))
    }
  })

  it('scales its outputs by τ', async () => {
    const [plain, scaled] = [transformer(tiny), transformer({ ...tiny, logitScale: 0.5 })]
    const batch = randomBatch(plain, 6)
    const outputs = []
    for (const net of [plain, scaled]) {
      const training = trainingOf(net)
      const start = startOf(net, randomStream(1, 'student'))
      outputs.push((await fast(training, freshState(training, start))).outputs(batch.inputs, 6))
    }
    expect(
      apart(
        outputs[1]!,
        outputs[0]!.map((f) => 0.5 * f),
      ),
    ).toBeLessThan(1e-6)
  })

  it('divides both embeddings by α and nothing else, since norms follow', () => {
    const net = transformer(tiny)
    const [one, other] = [1, 4].map((alpha) => startOf(net, randomStream(1, 'student'), { alpha }))
    const embeddings = (9 + 4) * 8
    expect(other!.slice(embeddings)).toEqual(one!.slice(embeddings))
    expect(other!.slice(0, embeddings)).toEqual(one!.slice(0, embeddings).map((w) => w / 4))
  })

  it.each(VARIANTS)('takes nothing from memory in 200 steps, and learns sums: %s', async (variant) => {
    const net = transformer({ tokens: 7, width: 16, heads: 2, hidden: 32, classes: 5 })
    const training = trainingOf(net, { batch: 25, optimizer: adam({ beta2: 0.98, weightDecay: 0.01 }) })
    const trainer = await fast(training, freshState(training, startOf(net, randomStream(1, 'student'))), variant)
    const pairs = Array.from({ length: 25 }, (_, i) => [i % 5, Math.floor(i / 5)] as const)
    const batch = {
      inputs: pairs.flatMap(([a, b]) => [a, 5, b, 6]),
      labels: pairs.map(([a, b]) => (a + b) % 5),
      count: 25,
    }
    const first = trainer.step(batch, 0.01)
    const { bytes } = trainer.memory
    const { numTensors } = tf.memory()
    let last = first
    for (let step = 1; step < 200; step++) last = trainer.step(batch, 0.01)
    expect(trainer.memory.bytes).toBe(bytes)
    expect(tf.memory().numTensors).toBe(numTensors)
    expect(last).toBeLessThan(0.1 * first)
    expect(trainer.evaluate(batch).wrong).toBe(0)
  })
})
