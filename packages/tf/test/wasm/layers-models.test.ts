import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { distance, useKernels, variants } from './support/backends.ts'
import { type Model, models, type Trained, train } from './support/models.ts'

const STEPS = 4

/** What the cpu backend comes to, once for both variants. */
const right = new Map<string, Promise<Trained>>()

async function onCpu(model: Model): Promise<Trained> {
  await tf.setBackend('cpu')
  return train(model, STEPS)
}

function expectEqual(found: Trained, right: Trained): void {
  expect(right.losses.every(Number.isFinite)).toBe(true)
  expect(right.losses.at(-1)).toBeLessThan(right.losses[0]!)
  expect(distance(found.losses, right.losses), 'losses').toBeLessThan(1e-4)
  for (const [i, { name, values }] of right.weights.entries())
    expect(distance(found.weights[i]!.values, values), name).toBeLessThan(1e-4)
}

describe.each(variants)('models of tf.layers, %s', (variant) => {
  beforeAll(() => useKernels(variant))
  beforeEach(() => {
    // TensorFlow.js then counts the data of every kernel.
    tf.env().set('IS_TEST', true)
  })
  afterAll(() => tf.env().set('IS_TEST', false))

  it.each(models)('$name: four steps end where those of the cpu backend do, and leave nothing', async (model) => {
    const there = right.get(model.name) ?? onCpu(model)
    right.set(model.name, there)
    await there
    await tf.setBackend('wasm')
    const { numTensors, numBytes } = tf.memory()
    expectEqual(await train(model, STEPS), await there)
    expect(tf.memory()).toMatchObject({ numTensors, numBytes })
  })

  const numeric = models.filter(({ tokens }) => tokens === undefined)

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%d in the input goes where it goes on the cpu backend',
    async (spoilt) => {
      for (const model of numeric) {
        await tf.setBackend('cpu')
        const right = await train(model, 1, { spoilt })
        await tf.setBackend('wasm')
        const found = await train(model, 1, { spoilt })
        expect(distance(found.losses, right.losses), `${model.name}: losses`).toBeLessThan(1e-4)
        for (const [i, { name, values }] of right.weights.entries())
          expect(distance(found.weights[i]!.values, values), `${model.name}: ${name}`).toBeLessThan(1e-4)
      }
    },
  )

  it('model.fit comes to the same as a step at a time', async () => {
    const [lenet] = models
    await tf.setBackend('wasm')
    const [fitted, stepped] = [await train(lenet!, STEPS, { fit: true }), await train(lenet!, STEPS)]
    expect(fitted.losses).toEqual(stepped.losses)
    expect(fitted.weights.map(({ values }) => values)).toEqual(stepped.weights.map(({ values }) => values))
  })
})
