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
