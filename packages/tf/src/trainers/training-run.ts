import {
  type AsyncMeasuring,
  firstStep,
  LazyrichError,
  parseRecord,
  type RunBody,
  readState,
  type SnapshotState,
  steppedRun,
} from '@lazyrich/core/port'
import { randomStream, resumeStream } from '@lazyrich/core/random'
import type { BackendName } from '../backends/backend.ts'
import { type Names, refuse, requireFunction, requireNumber, requireOneOf, requireOptions } from '../door.ts'
import { TfError } from '../errors.ts'
import { classesOf } from '../networks/network.ts'
import { requireNetwork } from '../networks/require-network.ts'
import { WORK_A_TURN, workOf } from '../networks/work.ts'
import { sizeOf } from '../shape.ts'
import { requireCount, requireInputs, requireLabels } from '../training/batch.ts'
import { epochOrder } from '../training/epoch-order.ts'
import { LOSSES } from '../training/loss.ts'
import { describeOptimizer, requireOptimizer } from '../training/optimizer.ts'
import { requireSamples, type Samples, takeRows } from '../training/samples.ts'
import { fingerprint } from './fingerprint.ts'
import { freshState } from './fresh-state.ts'
import { openTrainer } from './open.ts'
import { requireFloats, requireLearningRate } from './require-training.ts'
import type { Trainer, Training } from './trainer.ts'

/** What an experiment on a network says of a run; {@link trainingRun} does the rest. */
export interface TrainingRun extends Omit<Training, 'batch'> {
  /** All parameters at the start, as `startOf` draws them. */
  readonly start: Float32Array<ArrayBuffer>
  /** What it is trained on: every epoch visits all of it once, in a new order from the stream `batches`. */
  readonly train: Samples
  readonly batchSize: number
  readonly steps: number
  /** η of that step. */
  learningRate(step: number): number
  /** Flow time of a step of that η: η itself for plain descent, η/(1 − μ) with momentum. */
  timeOf(learningRate: number): number
  /** Which steps have a frame. */
  readonly record: string
  readonly seed: number
  readonly backend: 'auto' | BackendName
  /** The snapshot's state to go on from. */
  readonly from: SnapshotState | undefined
  /** What a frame shows; yields 1 after every turn's work. The network is not trained meanwhile. */
  measure(trainer: Trainer): AsyncMeasuring
  /** What to change where the loss is not finite, such as `halve learningRate until it holds`. */
  readonly advice: string
}

const RUN: Names<TrainingRun> = {
  ...{ network: true, loss: true, optimizer: true, start: true, train: true, batchSize: true, steps: true },
  ...{ learningRate: true, timeOf: true, record: true, seed: true, backend: true, from: true, measure: true },
  advice: true,
}

/** @throws TfError for a run that lacks something, before anything is opened. */
function requireRun(run: TrainingRun): void {
  requireOptions('run', run, RUN)
  const { network, train } = run
  requireNetwork('run.network', network)
  requireOneOf('run.loss', run.loss, LOSSES)
  requireOptimizer('run.optimizer', run.optimizer)
  requireFloats('run.start', run.start, network.size, 'this network')
  requireSamples('run.train', train, network.input)
  requireInputs(network.input, train.inputs, train.count, 'run.train.inputs')
  requireLabels(train.labels, train.count, classesOf(network), 'run.train.labels')
  requireNumber('run.batchSize', run.batchSize, { whole: true, from: 1 })
  const batch = Math.min(run.batchSize, train.count)
  const rest = train.count % batch || batch
  try {
    requireCount(network, rest, batch)
  } catch (error) {
    const { message } = error as Error
    throw new TfError(`the last batch of an epoch has ${rest} of ${train.count} samples: ${message}`)
  }
  requireNumber('run.steps', run.steps, { whole: true, from: 0 })
  requireFunction('run.learningRate', run.learningRate, 'a function of the step, such as cosine() gives,')
  requireFunction('run.timeOf', run.timeOf, 'a function of the learning rate')
  requireFunction('run.measure', run.measure, 'a function of the trainer')
  if (typeof run.record !== 'string' || !parseRecord(run.record))
    refuse('run.record', run.record, 'log:<frames>, lin:<frames> or every:<distance>')
  requireNumber('run.seed', run.seed, { whole: true })
  if (typeof run.advice !== 'string') refuse('run.advice', run.advice, 'a text')
}

/** What the calls of a step cost beside its multiply-adds, in their unit: of our own kernels, and of TensorFlow.js. */
const CALLS = { own: 1e5, tensorflow: 2e6 }

/**
 * The run of a network in training, along whole steps: opens a trainer where it is fastest, draws batches, ends where the
 * loss is not finite and says at which step, keeps snapshots that resume bit for bit.
 *
 * @throws LazyrichError for a snapshot of another network or optimizer, or that lacks something; TfError for a run that
 * lacks something, samples that are not `count` of the network's, and what `openTrainer` refuses; from its events TfError for
 * a learning rate or a time that is no number.
 */
export async function trainingRun(run: TrainingRun): Promise<RunBody> {
  requireRun(run)
  const { network, optimizer, train, seed, from } = run
  const batchSize = Math.min(run.batchSize, train.count)
  const range = { steps: run.steps, fixedLength: true }
  firstStep(from, range)
  const prints = {
    network: fingerprint(network.description),
    optimizer: fingerprint(describeOptimizer(optimizer)),
  }
  const saved = from && readSaved(from, run, prints)
  const order = epochOrder(train.count, batchSize, saved ? resumeStream(saved.batches) : randomStream(seed, 'batches'))
  const inputSize = sizeOf(network.input)
  const inputs =
    network.input.tokens === undefined ? new Float32Array(batchSize * inputSize) : new Int32Array(batchSize * inputSize)
  const labels = new Int32Array(batchSize)

  // The trainer comes last: whoever throws before has none to close.
  const { trainer, computation, ready } = await openTrainer(
    { network, optimizer, loss: run.loss, batch: batchSize },
    saved
      ? { parameters: saved.parameters, slots: saved.slots, statistics: saved.statistics, step: saved.step }
      : freshState(run, run.start),
    run.backend,
  )
  const calls = '@tensorflow/tfjs' in computation.versions ? CALLS.tensorflow : CALLS.own
  const stepsATurn = Math.max(1, Math.floor(WORK_A_TURN / (3 * workOf(network) * batchSize + calls)))
  let time = saved ? saved.time : 0
  let diverged = !trainer.isFinite()

  /** One step from that one; where it is then, which is the same where the loss is not finite. */
  function descend(step: number): number | Promise<number> {
    const batch = order.batch(step)
    takeRows(train, inputSize, batch, { inputs, labels })
    const learningRate = run.learningRate(step)
    requireLearningRate(`learningRate(${step})`, learningRate)
    const duration = run.timeOf(learningRate)
    requireNumber(`timeOf(${learningRate}), of step ${step},`, duration)
    const loss = trainer.step({ inputs, labels, count: batch.count }, learningRate)
    return typeof loss === 'number' ? after(step, duration, loss) : loss.then((value) => after(step, duration, value))
  }

  function after(step: number, duration: number, loss: number): number {
    diverged = !Number.isFinite(loss)
    if (diverged) return step
    time += duration
    diverged = !trainer.isFinite()
    return step + 1
  }

  return steppedRun({
    ...range,
    record: run.record,
    from,
    computation,
    workATurn: 1, // the measures come a turn at a time
    async advance(from, limit) {
      await ready()
      let step = from
      for (const end = Math.min(from + stepsATurn, limit); step < end && !diverged; ) {
        const next = descend(step)
        step = typeof next === 'number' ? next : await next
      }
      return step
    },
    isStuck: () => diverged,
    timeOf: () => time,
    async *measure() {
      await ready()
      return yield* run.measure(trainer)
    },
    trouble({ loss }, step) {
      if (!diverged && (loss === undefined || Number.isFinite(loss))) return undefined
      const what = trainer.isFinite() || Number.isNaN(loss) ? 'loss' : 'parameters'
      return `${what} not finite at step ${step}; ${run.advice}`
    },
    async state(step) {
      await ready()
      const { parameters, slots, statistics } = await trainer.state()
      return { parameters, slots, statistics, batches: order.state(step), time, ...prints }
    },
    close: () => trainer.close(),
  })
}

function readSaved(
  from: SnapshotState,
  { network, optimizer }: TrainingRun,
  prints: { network: number; optimizer: number },
) {
  const of = readState(from, { network: 'number', optimizer: 'number' })
  if (of.network !== prints.network)
    throw new LazyrichError(`the snapshot is of another network: one of ${network.description} is accepted`)
  if (of.optimizer !== prints.optimizer)
    throw new LazyrichError(`the snapshot is of another optimizer: one of ${describeOptimizer(optimizer)} is accepted`)
  const { size, statisticsSize } = network
  return readState(from, {
    parameters: { float32: size },
    slots: { float32: optimizer.slots * size },
    statistics: { float32: statisticsSize },
    batches: 4,
    time: 'number',
    step: 'number',
  })
}
