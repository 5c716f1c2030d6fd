import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { adam } from '../../src/training/adam.ts'
import type { Optimizer } from '../../src/training/optimizer.ts'
import { sgd } from '../../src/training/sgd.ts'
import { formulaNumbers } from '../support/formula-numbers.ts'
import { apart, VARIANTS } from '../support/networks.ts'
import { type TorchOptimizerCase, torchOptimizers } from '../support/torch-cases.ts'

beforeAll(() => tf.setBackend('cpu'))

function optimizerOf({ kind, momentum, nesterov, betas, decay: weightDecay = 0 }: TorchOptimizerCase): Optimizer {
  if (kind === 'sgd')
    return sgd({
      weightDecay,
      ...(momentum === undefined ? {} : { momentum }),
      ...(nesterov === undefined ? {} : { nesterov }),
    })
  const [beta1, beta2] = betas!
  return adam({ beta1, beta2, weightDecay, decay: kind === 'adamw' ? 'decoupled' : 'gradient' })
}

const gradientOf = ({ count, gradient }: TorchOptimizerCase, k: number): Float32Array =>
  formulaNumbers(count, { ...gradient, salt: gradient.salt + k })

describe.each(torchOptimizers.map((given) => [given.name, given] as const))("PyTorch's steps of %s", (_, given) => {
  const { count, rates, after } = given

  it.each(VARIANTS)('are those of a kernel, %s', async (variant) => {
    const optimizer = optimizerOf(given)
    const memory = networkMemory(await networkModules(variant))
    const [parameters, gradient] = [memory.take(count), memory.take(count)]
    const slots = Array.from({ length: optimizer.slots }, () => memory.take(count))
    memory.floats(parameters, count).set(formulaNumbers(count, given.start))
    for (const [k, rate] of rates.entries()) {
      memory.floats(gradient, count).set(gradientOf(given, k))
      const move = { rate, weightDecay: optimizer.weightDecay, step: k + 1 }
      expect(optimizer.update(memory.kernels, { parameters, gradient, slots }, count, move)).toBe(0)
      expect(apart(memory.floats(parameters, count), after[k]), `step ${k + 1}`).toBeLessThan(1e-6)
    }
  })

  it('are those of operations of TensorFlow.js', () => {
    const optimizer = optimizerOf(given)
    tf.tidy(() => {
      let parameters: tf.Tensor = tf.tensor1d(formulaNumbers(count, given.start))
      let slots: tf.Tensor[] = Array.from({ length: optimizer.slots }, () => tf.zeros([count]))
      for (const [k, rate] of rates.entries()) {
        const move = { rate, weightDecay: optimizer.weightDecay, step: k + 1 }
        ;[parameters, ...slots] = optimizer.updated(tf, parameters, tf.tensor1d(gradientOf(given, k)), slots, move)
        expect(apart(parameters.dataSync(), after[k]), `step ${k + 1}`).toBeLessThan(1e-6)
      }
    })
  })
})
