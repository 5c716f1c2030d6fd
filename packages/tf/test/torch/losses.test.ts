import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { lossKernel, meanLoss } from '../../src/training/loss.ts'
import { formulaNumbers } from '../support/formula-numbers.ts'
import { apart, VARIANTS } from '../support/networks.ts'
import { torchLabels, torchLosses } from '../support/torch-cases.ts'

beforeAll(() => tf.setBackend('cpu'))

describe.each(torchLosses.map((given) => [given.name, given] as const))("PyTorch's %s", (_, given) => {
  const { batch, loss, meanLoss: known, gradient } = given
  const { classes } = given.labels
  const f = formulaNumbers(batch * classes, given.outputs)
  const labels = torchLabels(given)

  it.each(VARIANTS)('is that of a kernel, and so is its gradient: %s', async (variant) => {
    const memory = networkMemory(await networkModules(variant))
    const [outputs, answers, slopes] = [memory.take(f.length), memory.take(batch), memory.take(f.length)]
    memory.floats(outputs, f.length).set(f)
    memory.integers(answers, batch).set(labels)
    const sum = lossKernel(memory.kernels, loss)(outputs, answers, slopes, batch, classes, 1 / batch)
    expect(Math.abs(sum / batch - known) / known).toBeLessThan(1e-6)
    expect(apart(memory.floats(slopes, f.length), gradient)).toBeLessThan(1e-6)
  })

  it('is that of operations of TensorFlow.js, and so is its gradient', () => {
    tf.tidy(() => {
      const oneHot = tf.oneHot(tf.tensor1d(labels, 'int32'), classes, 1, 0, 'float32') as tf.Tensor2D
      const { value, grad } = tf.valueAndGrad((outputs) => meanLoss(tf, loss, outputs as tf.Tensor2D, oneHot))(
        tf.tensor2d(f, [batch, classes]),
      )
      expect(Math.abs(value.dataSync()[0] - known) / known).toBeLessThan(1e-6)
      expect(apart(grad.dataSync(), gradient)).toBeLessThan(1e-6)
    })
  })
})
