import type { RunBody, SnapshotState } from '@lazyrich/core/port'
import { randomStream } from '@lazyrich/core/random'
import { describe, expect, it } from 'vitest'
import { batchNorm, dense, relu } from '../../src/layers/index.ts'
import { evaluation } from '../../src/measures/evaluation.ts'
import { type Network, network } from '../../src/networks/network.ts'
import { startOf } from '../../src/networks/start.ts'
import { type TrainingRun, trainingRun } from '../../src/trainers/training-run.ts'
import { adam } from '../../src/training/adam.ts'
import { sgd } from '../../src/training/sgd.ts'

const model = (width = 8): Network => network({ axes: [3] }, [dense(width), batchNorm(), relu(), dense(2)])

const random = randomStream(3, 'data')
const inputs = Float32Array.from({ length: 3 * 50 }, () => random.normal())
const train = { inputs, labels: Uint8Array.from({ length: 50 }, (_, i) => (inputs[3 * i] > 0 ? 1 : 0)), count: 50 }

function begin(more: Partial<TrainingRun> = {}, from?: SnapshotState): Promise<RunBody> {
  const own = more.network ?? model()
  return trainingRun({
    network: own,
    loss: 'cross-entropy',
    optimizer: adam(),
    start: startOf(own, randomStream(0, 'student')),
    train,
    batchSize: 16,
    steps: 40,
    learningRate: () => 0.01,
    timeOf: (eta) => eta,
    record: 'lin:5',
    seed: 0,
    backend: 'auto',
    async *measure(trainer) {
      return { metrics: { ...(yield* evaluation(own, trainer, train)) } }
    },
    advice: 'halve learningRate until it holds',
    ...more,
    from,
  })
}

/** All frames until the end, or until one of a step that is asked for. */
async function frames(body: RunBody, until = Number.POSITIVE_INFINITY) {
  const all = []
  for (let event = await body.next(); event; event = await body.next()) {
    if (event.kind === 'frame') all.push(event)
    if (event.step >= until && event.kind === 'frame') break
  }
  return all
}

async function stateAt(step: number, more: Partial<TrainingRun> = {}): Promise<SnapshotState> {
  const body = await begin(more)
  await frames(body, step)
  return (await body.state()) as SnapshotState
}

describe('the run of a network in training', () => {
  it('keeps parameters, what the optimizer remembers and statistics in single precision', async () => {
    const { parameters, slots, statistics, batches } = await stateAt(10)
    const { size } = model()
    expect(parameters).toBeInstanceOf(Float32Array)
    expect(parameters).toHaveLength(size)
    expect(slots).toBeInstanceOf(Float32Array)
    expect(slots).toHaveLength(2 * size)
    expect(statistics).toHaveLength(16)
    expect(batches).toBeInstanceOf(Float64Array)
  })

  it.each(['auto', 'cpu'] as const)('goes on from a snapshot bit for bit, on %s', async (backend) => {
    const whole = await frames(await begin({ backend }))
    const rest = await frames(await begin({ backend }, await stateAt(20, { backend })))
    expect(rest.length).toBeGreaterThan(1)
    expect(rest).toEqual(whole.slice(-rest.length))
  })

  it.each<[string, Partial<TrainingRun>, string]>([
    [
      'network',
      { network: model(9) },
      'the snapshot is of another network: one of [3] → dense1 dense units 9 bias true → ',
    ],
    [
      'network of the same size',
      { network: network({ axes: [3] }, [dense(8), batchNorm({ epsilon: 1e-3 }), relu(), dense(2)]) },
      'the snapshot is of another network',
    ],
    [
      'optimizer',
      { optimizer: sgd({ momentum: 0.9 }) },
      'the snapshot is of another optimizer: one of sgd {"momentum":0.9,',
    ],
    [
      'optimizer of the same kind',
      { optimizer: adam({ beta2: 0.9 }) },
      'the snapshot is of another optimizer: one of adam ',
    ],
    [
      'optimizer with settings of a layer',
      { optimizer: adam({ layers: { dense2: { rate: 2 } } }) },
      'the snapshot is of another optimizer',
    ],
  ])('refuses a snapshot of another %s, by name', async (_, more, message) => {
    const state = await stateAt(10)
    await expect(begin(more, state)).rejects.toThrow(message)
  })

  it.each<[string, object, string]>([
    [
      'parameters that are cut short',
      { parameters: new Float32Array(3) },
      "the snapshot's parameters is a Float32Array of length 3",
    ],
    [
      'parameters of another type',
      { parameters: new Float64Array(60) },
      "the snapshot's parameters is a Float64Array of length 60: a Float32Array",
    ],
    ['no statistics', { statistics: undefined }, "the snapshot's statistics is"],
    ['another length of run', { step: 41 }, "the snapshot's step is 41: a whole number from 0 to 40 is accepted"],
  ])('refuses a snapshot with %s', async (_, change, message) => {
    const state = { ...(await stateAt(10)), ...change } as SnapshotState
    await expect(begin({}, state)).rejects.toThrow(message)
  })

  it.each<[string, object, string]>([
    ['a misspelled field', { batchsize: 8 }, 'run.batchsize is unknown (did you mean batchSize?)'],
    ['a loss of another name', { loss: 'mse' }, 'run.loss is "mse": cross-entropy, mean-square are accepted'],
    ['no network', { network: undefined, start: [] }, 'run.network is missing: a network, as network() gives it,'],
    ['an uncalled optimizer', { optimizer: sgd }, 'run.optimizer is the function sgd, not called: sgd() is accepted'],
    ['an empty batch', { batchSize: 0 }, 'run.batchSize is 0: a whole number of at least 1 is accepted'],
    ['no batch', { batchSize: undefined }, 'run.batchSize is missing: a whole number of at least 1 is accepted'],
    ['part of a sample', { batchSize: 1.5 }, 'run.batchSize is 1.5: a whole number of at least 1 is accepted'],
    ['no steps', { steps: Number.NaN }, 'run.steps is NaN: a whole number of at least 0 is accepted'],
    ['steps without end', { steps: Number.POSITIVE_INFINITY }, 'run.steps is Infinity: a whole number of at least 0'],
    ['a short start', { start: new Float32Array(3) }, 'run.start has length 3: '],
    ['no data', { train: undefined }, 'run.train is missing: an object of inputs, labels, count is accepted'],
    [
      'more samples than data',
      { train: { ...train, count: 51 } },
      'run.train.inputs has length 150 for 51 samples: 153',
    ],
    ['data of another size', { train: { ...train, count: 49 } }, 'run.train.inputs has length 150 for 49 samples: 147'],
    ['no samples', { train: { ...train, count: 0 } }, 'run.train.count is 0: a whole number of at least 1 is accepted'],
    [
      'labels that are missing',
      { train: { ...train, labels: new Uint8Array(49) } },
      'run.train.labels has length 49: one for each of 50 samples is accepted',
    ],
    [
      'a label that no output is for',
      { train: { ...train, labels: new Uint8Array(50).fill(2, 7, 8) } },
      'run.train.labels[7] is 2: a whole number from 0 to 1 is accepted',
    ],
    [
      'plain lists',
      { train: { ...train, inputs: [...inputs] } },
      'run.train.inputs is a list of 150: a typed array of',
    ],
    ['a rate that is no function', { learningRate: 0.1 }, 'run.learningRate is 0.1: a function of the step, such as'],
    ['a time that is no function', { timeOf: undefined }, 'run.timeOf is missing: a function of the learning rate is'],
    ['nothing to measure', { measure: undefined }, 'run.measure is missing: a function of the trainer is accepted'],
    ['no record', { record: '' }, 'run.record is "": log:<frames>, lin:<frames> or every:<distance> is accepted'],
    ['a backend of another name', { backend: 'gpu' }, 'backend is "gpu"'],
    ['no advice', { advice: undefined }, 'run.advice is missing: a text is accepted'],
  ])('is refused with %s', async (_, more, message) => {
    await expect(begin({ ...('network' in more ? { start: undefined } : {}), ...more } as never)).rejects.toThrow(
      message,
    )
  })

  it.each<[string, object, string]>([
    [
      'a learning rate',
      { learningRate: (step: number) => (step === 3 ? '0.1' : 0.1) },
      'learningRate(3) is "0.1": a number of at least 0 is accepted',
    ],
    [
      'a learning rate, not a promise',
      { learningRate: async () => 0.1 },
      'learningRate(0) is of type Promise: a number of at least 0 is accepted',
    ],
    ['a time', { timeOf: () => Number.NaN }, 'timeOf(0.01), of step 0, is NaN: a finite number is accepted'],
    [
      'a time as a number',
      { timeOf: (eta: number) => `${eta}` },
      'timeOf(0.01), of step 0, is "0.01": a finite number',
    ],
  ])('ends in an error where %s is no number', async (_, more, message) => {
    await expect(async () => frames(await begin(more as never))).rejects.toThrow(message)
  })

  it('ends where the loss is not finite, says at which step and what helps, and keeps its frames', async () => {
    const optimizer = sgd()
    const own = network({ axes: [3] }, [dense(8), relu(), dense(2)])
    const wild = { network: own, optimizer, loss: 'mean-square', learningRate: () => 1e6, record: 'every:1' } as const
    const all = await frames(
      await begin({
        ...wild,
        async *measure(trainer) {
          return { metrics: { ...(yield* evaluation(own, trainer, train)) } }
        },
      }),
    )
    const { step, end } = all.at(-1)!
    expect(end).toEqual({
      reason: 'diverged',
      message: `loss not finite at step ${step}; halve learningRate until it holds`,
    })
    expect(all.map((frame) => frame.step)).toEqual(all.map((_, k) => k))
    expect(all.length).toBeGreaterThan(1)
    for (const { metrics } of all.slice(0, -1)) expect(metrics.loss).toSatisfy(Number.isFinite)
  })

  it('refuses an epoch whose last batch is too small for a layer, before it begins', async () => {
    await expect(
      begin({ train: { ...train, inputs: inputs.subarray(0, 147), labels: train.labels.subarray(0, 49), count: 49 } }),
    ).rejects.toThrow(
      'the last batch of an epoch has 1 of 49 samples: count is 1: at least 2 samples are accepted, layer batchNorm1 needs them in training',
    )
  })

  it.each(['auto', 'cpu'] as const)('lets others go on every few steps of a network, on %s', async (backend) => {
    const steps = backend === 'cpu' ? 60 : 2000
    const body = await begin({ backend, steps, record: 'lin:1' })
    let before = 0
    let most = 0
    for (let event = await body.next(); event; event = await body.next()) {
      most = Math.max(most, event.step - before)
      before = event.step
    }
    expect(before).toBe(steps)
    expect(most).toBeLessThanOrEqual(backend === 'cpu' ? 15 : 300)
  })

  it('has the learning rate of every step, and its flow time', async () => {
    const rates: number[] = []
    const body = await begin({
      learningRate(step) {
        rates.push(step)
        return 0.01 * (step + 1)
      },
      timeOf: (eta) => 2 * eta,
    })
    const all = await frames(body)
    expect(rates).toEqual(Array.from({ length: 40 }, (_, step) => step))
    expect(all.at(-1)!.time).toBeCloseTo(2 * 0.01 * ((40 * 41) / 2), 10)
  })
})
