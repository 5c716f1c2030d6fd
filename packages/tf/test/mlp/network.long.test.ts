import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import { chooseBackend } from '../../src/index.ts'
import { createMlp } from '../../src/mlp/network.ts'
import { drawWeights, mlpShape } from '../../src/mlp/weights.ts'
import { expectNoLeak } from '../support/expect-no-leak.ts'

it.each(['wasm', 'cpu'] as const)('leaks no tensor over 2,000 steps on %s, and no memory', async (backend) => {
  await chooseBackend(backend)
  const tensors = tf.memory().numTensors
  const shape = mlpShape([6, 10, 10, 4])
  const random = randomStream(2, 'student')
  const weights = drawWeights(shape, random, { alpha: 1.5, preserveFunction: true })
  const velocities = weights.map(({ length }) => new Float32Array(length))
  const mlp = createMlp(tf, shape, 'cross-entropy', { weights, velocities })
  const inputs = Float32Array.from({ length: 8 * 6 }, () => random.normal())
  const labels = Array.from({ length: 8 }, (_, i) => i % 4)
  await expectNoLeak(mlp, { inputs, labels, count: 8 }, 2000)
  mlp.dispose()
  expect(tf.memory().numTensors).toBe(tensors)
})
