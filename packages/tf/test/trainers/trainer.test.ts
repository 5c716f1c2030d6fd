import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { TfError } from '../../src/index.ts'
import { batchNorm, dense, relu, scale } from '../../src/layers/index.ts'
import { mlp } from '../../src/models/mlp.ts'
import { network } from '../../src/networks/network.ts'
import type { Trainer } from '../../src/trainers/trainer.ts'
import { adam } from '../../src/training/adam.ts'
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
      loss += one.loss / 21
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

  it('steps, and evaluates, what has no parameters', async () => {
    const still = network({ axes: [4] }, [scale(2), relu()])
    const batch = randomBatch(still, 5)
    for (const optimizer of [sgd(), adam()]) {
      const trainer = await trainerOn(path, trainingOf(still, { optimizer }), randomState(still))
      const { loss } = await trainer.evaluate(batch)
      expect(await trainer.step(batch, 0.1)).toBeCloseTo(loss, 5)
      expect(trainer.isFinite()).toBe(true)
      expect(await trainer.gradient(batch)).toEqual(new Float32Array(0))
      trainer.close()
    }
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
    [
      'images that are larger',
      { inputs: new Float32Array(8 * 9) },
      'inputs has length 72 for 8 labels: 48 numbers, [6] a sample, are accepted',
    ],
    ['too few labels', { labels: [1, 2] }, 'labels has length 2: one for each of 8 samples is accepted'],
    [
      'a label out of range',
      { labels: [0, 1, 2, 3, 4, 0, 0, 0] },
      'labels[4] is 4: a whole number from 0 to 3 is accepted',
    ],
    ['a label that is none', { labels: [0, 1, 2, 0.5, 1, 0, 0, 0] }, 'labels[3] is 0.5: a whole number from 0 to 3'],
    ['no samples', { count: 0 }, 'count is 0: a whole number of at least 1 is accepted'],
    [
      'more samples than a batch',
      { inputs: new Float32Array(54), labels: Array(9).fill(0), count: 9 },
      'count is 9: at most 8 samples',
    ],
    ['no inputs', { inputs: undefined }, 'batch.inputs is missing: an object of inputs, labels, count is accepted'],
    [
      'misspelled inputs',
      { inputs: undefined, input: [] },
      'batch.input is unknown (did you mean inputs?): inputs, labels, count are accepted',
    ],
    [
      'misspelled labels',
      { labels: undefined, label: [] },
      'batch.label is unknown (did you mean labels?): inputs, labels, count are accepted',
    ],
    ['texts', { inputs: Array(48).fill('1') }, 'inputs[0] is "1": a number is accepted'],
    ['one text', { inputs: '1'.repeat(48) }, 'a list of numbers is accepted'],
    ['holes', { inputs: Array(48) }, 'inputs[0] is missing: a number is accepted'],
    ['samples that are lists', { inputs: Array(48).fill([1, 2]) }, 'inputs[0] is [1, 2]: a number is accepted'],
    ['bytes', { inputs: new ArrayBuffer(192) }, 'inputs is of type ArrayBuffer: a list of numbers is accepted'],
    ['labels that are texts', { labels: Array(8).fill('1') }, 'labels[0] is "1": a whole number from 0 to 3 is'],
    [
      'unit vectors for labels',
      { labels: Float32Array.from({ length: 32 }, (_, p) => (p % 4 === 1 ? 1 : 0)) },
      'labels has unit vectors of 4 numbers: a class for each sample is accepted',
    ],
    ['a count that is a text', { count: '8' }, 'count is "8": a whole number of at least 1 is accepted'],
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
      'state.parameters has length 3: 114, for this network, is accepted',
    ],
    [
      'of an optimizer without a velocity',
      { slots: new Float32Array(0) },
      'state.slots has length 0: 114, for this network and its optimizer, is accepted',
    ],
    [
      'with statistics',
      { statistics: new Float32Array(2) },
      'state.statistics has length 2: 0, for this network, is accepted',
    ],
    [
      'of a list of numbers',
      { parameters: Array(114).fill(1) },
      'state.parameters is a list of 114: a Float32Array of',
    ],
    ['without slots', { slots: undefined }, 'state.slots is missing: an object of parameters, slots, statistics, step'],
    ['with a misspelled step', { step: undefined, steps: 0 }, 'state.steps is unknown (did you mean step?)'],
    ['between two steps', { step: 0.5 }, 'state.step is 0.5: a whole number'],
  ])('refuses a state %s', async (_, change, message) => {
    await expect(open({}, { ...randomState(small, 1), ...change })).rejects.toThrow(message)
  })

  it.each([undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -0.1, '0.1', [0.1]])(
    'refuses the learning rate %o and changes nothing',
    async (rate) => {
      const trainer = await open()
      const before = await trainer.state()
      await expect(async () => trainer.step(randomBatch(small, 8), rate as number)).rejects.toThrow(
        /^learningRate is .*: a number of at least 0 is accepted$/,
      )
      await expect(async () => trainer.step(randomBatch(small, 8), 1e39)).rejects.toThrow(
        'learningRate is 1e+39: a number that single precision has, below 3.4e+38, is accepted',
      )
      expect(await trainer.state()).toEqual(before)
      trainer.close()
    },
  )

  it('says that it is closed, whatever it is asked, and can be closed again', async () => {
    const trainer = await open()
    const batch = randomBatch(small, 8)
    trainer.close()
    trainer.close()
    for (const ask of [
      () => trainer.step(batch, 0.1),
      () => trainer.isFinite(),
      () => trainer.evaluate(batch),
      () => trainer.outputs(batch.inputs, 8),
      () => trainer.gradient(batch),
      () => trainer.state(),
      () => trainer.direction(),
    ])
      await expect(async () => ask()).rejects.toThrow(new TfError('the trainer is closed'))
  })

  it.each<[string, object, string]>([
    ['a loss of another name', { loss: 'mse' }, 'training.loss is "mse": cross-entropy, mean-square are accepted'],
    [
      'a misspelled loss',
      { loss: 'cross_entropy' },
      'training.loss is "cross_entropy" (did you mean cross-entropy?): cross-entropy, mean-square are accepted',
    ],
    ['no loss', { loss: undefined }, 'training.loss is missing: cross-entropy, mean-square are accepted'],
    [
      'an uncalled optimizer',
      { optimizer: sgd },
      'training.optimizer is the function sgd, not called: sgd() is accepted',
    ],
    [
      'a name for an optimizer',
      { optimizer: 'sgd' },
      'training.optimizer is "sgd": an optimizer, such as sgd() or adam()',
    ],
    ['layers for a network', { network: [relu()] }, 'a network, as network() gives it, is accepted'],
    ['an uncalled model', { network: mlp }, 'training.network is a function: a network, as network() gives it,'],
    ['no batch', { batch: undefined }, 'training.batch is missing: a whole number of at least 1 is accepted'],
    ['an empty batch', { batch: 0 }, 'training.batch is 0: a whole number of at least 1 is accepted'],
    ['a batch that is a text', { batch: '8' }, 'training.batch is "8": a whole number of at least 1 is accepted'],
    [
      'a misspelled field',
      { batchSize: 8 },
      'training.batchSize is unknown: network, loss, optimizer, batch are accepted',
    ],
  ])('is not opened for %s', async (_, change, message) => {
    await expect(open(change)).rejects.toThrow(TfError)
    await expect(open(change)).rejects.toThrow(message)
  })

  it('is not opened from parameters in place of a state', async () => {
    await expect(open({}, randomState(small, 1).parameters as never)).rejects.toThrow(
      'state is of type Float32Array: an object of parameters, slots, statistics, step, such as freshState() makes',
    )
  })

  it.each([0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses batches of %s samples', async (batch) => {
    await expect(open({ batch })).rejects.toThrow(`batch is ${batch}: a whole number of at least 1 is accepted`)
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
        `inputs[1] is ${token}: a whole number from 0 to 2 is accepted`,
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
