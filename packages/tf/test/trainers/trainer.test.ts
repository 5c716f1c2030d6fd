import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { TfError } from '../../src/index.ts'
import { batchNorm, dense, relu } from '../../src/layers/index.ts'
import { mlp } from '../../src/models/mlp.ts'
import { network } from '../../src/networks/network.ts'
import type { Trainer } from '../../src/trainers/trainer.ts'
import { LOSSES } from '../../src/training/loss.ts'
import { sgd } from '../../src/training/sgd.ts'
import { apart, randomBatch, randomState, trainingOf } from '../support/networks.ts'
import { oneHotRows } from '../support/one-hot.ts'
import { PATHS, trainerOn } from '../support/paths.ts'
import { numericGradient, plainMlp, plainShape } from '../support/plain-mlp.ts'

const small = network({ axes: [6] }, [dense(10), relu(), dense(4)])

describe.each(PATHS)('a trainer on %s', (path) => {
  const open = (more: object = {}, state = randomState(small, 1)): Promise<Trainer> =>
    trainerOn(path, trainingOf(small, { batch: 8, optimizer: sgd({ momentum: 0.9 }), ...more }), state)

  it.each(LOSSES)(
    'has the loss and the gradient of plain loops in float64, and finite differences: %s',
    async (loss) => {
      const model = mlp({ places: 4, alphabet: 3, hidden: [8, 7], classes: 5 })
      const state = randomState(model)
      const batch = randomBatch(model, 9)
      const shape = plainShape([12, 8, 7, 5])
      const weights = model.parameters.map(({ offset, size }) =>
        Array.from(state.parameters.subarray(offset, offset + size)),
      )
      const plain = plainMlp(shape, loss, weights)
      const inputs = oneHotRows(batch.inputs, [...Array(9).keys()], 4, 3)
      const trainer = await trainerOn(path, trainingOf(model, { loss, batch: 9 }), state)
      expect(apart(await trainer.gradient(batch), numericGradient(plain, inputs, batch.labels).flat())).toBeLessThan(
        1e-5,
      )
      expect(apart(await trainer.outputs(batch.inputs, 9), plain.outputs(inputs, 9))).toBeLessThan(1e-5)
      expect(await trainer.step(batch, 0.1)).toBeCloseTo(plain.loss(inputs, batch.labels), 5)
      trainer.close()
    },
  )

  it('evaluates more samples than a batch has, by parts, and that changes nothing', async () => {
    const state = randomState(small, 1)
    const trainer = await open({}, state)
    const many = randomBatch(small, 21)
    let [loss, wrong] = [0, 0]
    for (let i = 0; i < 21; i++) {
      const one = await trainer.evaluate({
        inputs: Array.from(many.inputs).slice(6 * i, 6 * i + 6),
        labels: [many.labels[i]],
        count: 1,
      })
      loss += one.loss
      wrong += one.wrong
    }
    const all = await trainer.evaluate(many)
    expect(all.wrong).toBe(wrong)
    expect(all.loss).toBeCloseTo(loss, 4)
    expect(await trainer.state()).toEqual(state)
    trainer.close()
  })

  it('goes on from a state bit for bit', async () => {
    const one = await open()
    for (let k = 0; k < 5; k++) await one.step(randomBatch(small, 8, randomStream(k, 'data')), 0.1)
    const state = await one.state()
    const other = await open({}, state)
    for (let k = 5; k < 10; k++) {
      const batch = randomBatch(small, k % 2 ? 8 : 3, randomStream(k, 'data'))
      expect(await other.step(batch, 0.1)).toBe(await one.step(batch, 0.1))
    }
    expect(await other.state()).toEqual(await one.state())
    expect(state.step).toBe(5)
    for (const trainer of [one, other]) trainer.close()
  })

  it.each([{}, { momentum: 0.9 }, { weightDecay: 0.1 }])(
    'tells what its last step went along, with %o',
    async (options) => {
      const optimizer = sgd(options)
      const trainer = await open({ optimizer }, randomState(small, optimizer.slots))
      expect((await trainer.direction()).every((entry) => entry === 0)).toBe(true)
      const batch = randomBatch(small, 8)
      for (let k = 0; k < 3; k++) {
        const before = await trainer.state()
        const gradient = await trainer.gradient(batch)
        await trainer.step(batch, 0.1)
        const expected = gradient.map((g, p) => (optimizer.slots ? 0.9 * before.slots[p] + g : g))
        expect(apart(await trainer.direction(), expected)).toBeLessThan(1e-6)
      }
      expect(await trainer.step({ ...batch, inputs: Array.from(batch.inputs, () => Number.NaN) }, 0.1)).toBeNaN()
      if (path !== 'relaxed' && path !== 'simd')
        expect((await trainer.direction()).some((entry) => entry !== 0)).toBe(true)
      trainer.close()
    },
  )

  it('reports a loss that is not finite and leaves everything as it was', async () => {
    const trainer = await open()
    const batch = randomBatch(small, 8)
    let loss = 0
    let state = await trainer.state()
    for (let k = 0; k < 200 && Number.isFinite(loss); k++) {
      state = await trainer.state()
      loss = await trainer.step(batch, 1e30)
    }
    expect(loss).not.toSatisfy(Number.isFinite)
    expect(await trainer.state()).toEqual(state)
    await expect(async () => trainer.gradient(batch)).rejects.toThrow('it has no gradient')
    trainer.close()
  })

  it('leaves running moments as they were by a batch whose loss is not finite', async () => {
    const normed = network({ axes: [6] }, [dense(5), batchNorm(), relu(), dense(4)])
    const optimizer = sgd({ momentum: 0.9 })
    const trainer = await trainerOn(path, trainingOf(normed, { optimizer, batch: 8 }), randomState(normed, 1))
    const batch = randomBatch(normed, 8)
    const fresh = (await trainer.state()).statistics
    await trainer.step(batch, 0.1)
    const state = await trainer.state()
    expect(state.statistics).not.toEqual(fresh)
    const large = Float32Array.from(batch.inputs, (x) => 3e38 * Math.sign(x))
    expect(await trainer.step({ ...batch, inputs: large }, 0.1)).not.toSatisfy(Number.isFinite)
    expect(await trainer.state()).toEqual(state)
    trainer.close()
  })

  it('knows when a parameter is not finite, whichever it is', async () => {
    for (let p = 0; p < small.size; p += 7) {
      const state = randomState(small, 1)
      expect((await open({}, state)).isFinite()).toBe(true)
      state.parameters[p] = Number.NaN
      expect((await open({}, state)).isFinite()).toBe(false)
    }
    const trainer = await open()
    const slots = Float32Array.from({ length: small.size }, (_, p) => (p === 11 ? 3e38 : 0))
    const pushed = await open({}, { ...(await trainer.state()), slots })
    await pushed.step(randomBatch(small, 8), 100)
    expect(pushed.isFinite()).toBe(false)
  })

  it('moves a layer by its own learning rate and decay', async () => {
    const plain = await open({ optimizer: sgd() }, randomState(small))
    const own = await open(
      { optimizer: sgd({ layers: { dense2: { rate: 0, weightDecay: 0.5 } } }) },
      randomState(small),
    )
    const decayed = await open(
      { optimizer: sgd({ weightDecay: 0.5, layers: { dense1: { weightDecay: 0 } } }) },
      randomState(small),
    )
    const batch = randomBatch(small, 8)
    const start = randomState(small).parameters
    for (const trainer of [plain, own, decayed]) await trainer.step(batch, 0.1)
    const [one, other, third] = [await plain.state(), await own.state(), await decayed.state()]
    const edge = small.parameters.find(({ layer }) => layer === 'dense2')!.offset
    expect(other.parameters.subarray(0, edge)).toEqual(one.parameters.subarray(0, edge))
    expect(other.parameters.subarray(edge)).toEqual(start.subarray(edge))
    expect(third.parameters.subarray(0, edge)).toEqual(one.parameters.subarray(0, edge))
    const shrunk = one.parameters.subarray(edge).map((after, p) => after - 0.1 * 0.5 * start[edge + p])
    expect(apart(third.parameters.subarray(edge), shrunk)).toBeLessThan(1e-6)
  })

  it.each<[string, object, string]>([
    [
      'inputs of another size',
      { inputs: new Float32Array(40) },
      'inputs has length 40 for 8 samples: 48 numbers, [6] a sample, are accepted',
    ],
    ['too few labels', { labels: [1, 2] }, 'labels has length 2: one for each of 8 samples is accepted'],
    [
      'a label out of range',
      { labels: [0, 1, 2, 3, 4, 0, 0, 0] },
      'labels[4] is 4: whole numbers from 0 to 3 are accepted',
    ],
    ['a label that is none', { labels: [0, 1, 2, 0.5, 1, 0, 0, 0] }, 'labels[3] is 0.5: whole numbers from 0 to 3'],
    ['no samples', { count: 0 }, 'count is 0: a whole number of at least 1 is accepted'],
    [
      'more samples than a batch',
      { inputs: new Float32Array(54), labels: Array(9).fill(0), count: 9 },
      'count is 9: at most 8 samples',
    ],
  ])('refuses %s', async (_, change, message) => {
    const trainer = await open()
    const batch = { ...randomBatch(small, 8), ...change }
    await expect(async () => trainer.step(batch, 0.1)).rejects.toThrow(TfError)
    await expect(async () => trainer.step(batch, 0.1)).rejects.toThrow(message)
    trainer.close()
  })

  it.each<[string, object, string]>([
    [
      'of too few parameters',
      { parameters: new Float32Array(3) },
      "the state's parameters has length 3: 114 are accepted",
    ],
    [
      'of an optimizer without a velocity',
      { slots: new Float32Array(0) },
      "the state's slots has length 0: 114 are accepted",
    ],
    ['with statistics', { statistics: new Float32Array(2) }, "the state's statistics has length 2: 0 are accepted"],
    ['between two steps', { step: 0.5 }, "the state's step is 0.5: a whole number"],
  ])('refuses a state %s', async (_, change, message) => {
    await expect(open({}, { ...randomState(small, 1), ...change })).rejects.toThrow(message)
  })

  it('refuses settings for a layer that is not there, and tokens that are none', async () => {
    await expect(
      (async () => {
        const trainer = await open({ optimizer: sgd({ layers: { fc9: { rate: 2 } } }) }, randomState(small))
        return trainer.step(randomBatch(small, 8), 0.1)
      })(),
    ).rejects.toThrow('the optimizer has settings for fc9: dense1, dense2 are layers with parameters')
    const model = mlp({ places: 2, alphabet: 3, hidden: [], classes: 2 })
    const trainer = await trainerOn(path, trainingOf(model), randomState(model))
    for (const token of [3, -1, 0.5, Number.NaN])
      await expect(async () => trainer.outputs([0, token], 1)).rejects.toThrow(
        `inputs[1] is ${token}: whole numbers from 0 to 2 are accepted`,
      )
    trainer.close()
  })
})

it('leaves no tensor behind on the general path', async () => {
  await trainerOn('cpu', trainingOf(small), randomState(small))
  const before = tf.memory().numTensors
  const trainer = await trainerOn(
    'cpu',
    trainingOf(small, { optimizer: sgd({ momentum: 0.9 }) }),
    randomState(small, 1),
  )
  for (let k = 0; k < 20; k++) await trainer.step(randomBatch(small, 8), 0.1)
  await trainer.evaluate(randomBatch(small, 100))
  await trainer.gradient(randomBatch(small, 8))
  await trainer.state()
  trainer.close()
  expect(tf.memory().numTensors).toBe(before)
})
