import { firstStep, type RunBody, readState, type SnapshotState, steppedRun } from '@lazyrich/core/port'
import { randomStream, resumeStream } from '@lazyrich/core/random'
import { computationOn } from '../backends/backend.ts'
import { chooseBackend } from '../backends/choose-backend.ts'
import { loadTfjs } from '../backends/load.ts'
import { oneHot } from '../hierarchy/data.ts'
import { datumLength } from '../hierarchy/rules.ts'
import { drawSets } from '../hierarchy/sets.ts'
import { createMlp } from '../mlp/network.ts'
import { drawWeights, joined, split, weightCount } from '../mlp/weights.ts'
import { cosine } from '../training/schedules/cosine.ts'
import { epochOrder } from './epoch-order.ts'
import { hierarchyMeasures } from './hierarchy-measures.ts'
import { shapeOf, sizesOf, stepsAnEpoch, type Values } from './hierarchy-parameters.ts'

/** Multiply-adds between two signs of life, some milliseconds; one step of a network is the least. */
const WORK_A_TURN = 3e7
/** What the operations of a step cost beside their multiply-adds, in the same unit. */
const WORK_OF_A_STEP = 2e6

/** Begins a run of `hierarchy`: chooses the backend, draws data and weights, or goes on from a snapshot's state. */
export async function beginHierarchy(values: Values, seed: number, from: SnapshotState | undefined): Promise<RunBody> {
  const { alpha, samples, epochs, momentum } = values
  const batchSize = Math.min(values.batchSize, samples)
  const shape = shapeOf(values)
  const sizes = sizesOf(values)
  const code = { length: datumLength(sizes), alphabet: sizes.symbols }
  const batchesAnEpoch = stepsAnEpoch(values)
  const steps = batchesAnEpoch * epochs
  const range = { steps, fixedLength: true }
  firstStep(from, range)
  const saved = from && readSaved(from, weightCount(shape))
  const sets = drawSets(sizes, samples, { teacher: randomStream(seed, 'teacher'), data: randomStream(seed, 'data') })
  const start = drawWeights(shape, randomStream(seed, 'student'), {
    alpha,
    preserveFunction: values.preserveFunction === 'yes',
  })
  const rateOf = cosine(values.learningRate, epochs, { zeroAt: 0.8 }) // of an epoch, as published
  const order = epochOrder(samples, batchSize, saved ? resumeStream(saved.batches) : randomStream(seed, 'batches'))
  const inputs = new Float32Array(batchSize * shape.widths[0]!)
  const labels = new Uint8Array(batchSize)
  const stepsATurn = Math.max(1, Math.floor(WORK_A_TURN / (3 * weightCount(shape) * batchSize + WORK_OF_A_STEP)))

  // Tensors come last: whoever throws before has none to free.
  const backend = await chooseBackend(values.backend === 'auto' ? undefined : values.backend)
  const tf = await loadTfjs()
  const network = createMlp(tf, shape, values.loss, {
    weights: saved ? split(saved.weights, start) : start,
    velocities: saved ? split(saved.velocities, start) : start.map(({ length }) => new Float32Array(length)),
  })
  const measure = hierarchyMeasures({ network, sets, shape, start, code, work: WORK_A_TURN })
  let time = saved ? saved.time : 0
  let diverged = saved !== undefined && !saved.weights.every(Number.isFinite)

  /** One step of gradient descent, from that one; gives the step where it is then. */
  async function descend(step: number): Promise<number> {
    const batch = order.batch(step)
    oneHot(sets.train, batch.order, batch.first, batch.count, code, inputs)
    for (let i = 0; i < batch.count; i++) labels[i] = sets.train.labels[batch.order[batch.first + i]!]!
    const learningRate = rateOf(Math.floor(step / batchesAnEpoch))
    const loss = await network.step(
      { inputs, labels: labels.subarray(0, batch.count), count: batch.count },
      { learningRate, momentum },
    )
    diverged = !Number.isFinite(loss)
    if (diverged) return step
    time += learningRate / (1 - momentum)
    diverged = !(await network.isFinite())
    return step + 1
  }

  const run = steppedRun({
    ...range,
    record: values.record,
    from,
    computation: computationOn(backend),
    workATurn: 1, // the measures come a turn at a time
    async advance(from, limit) {
      let step = from
      for (const end = Math.min(from + stepsATurn, limit); step < end && !diverged; ) step = await descend(step)
      return step
    },
    isStuck: () => diverged,
    timeOf: () => time,
    measure,
    trouble({ loss }, step) {
      if (!diverged && Number.isFinite(loss)) return undefined
      return `loss not finite at step ${step}; halve learningRate until it holds: ${values.learningRate / 2} instead of ${values.learningRate}`
    },
    async state(step) {
      const { weights, velocities } = await network.state()
      return { weights: joined(weights), velocities: joined(velocities), batches: order.state(step), time }
    },
    close: () => network.dispose(),
  })
  return {
    ...run,
    async next() {
      // Runs of other backends may share this thread.
      if (tf.getBackend() !== backend.name) await tf.setBackend(backend.name)
      return run.next()
    },
  }
}

function readSaved(from: SnapshotState, weights: number) {
  return readState(from, { weights, velocities: weights, batches: 4, time: 'number' })
}
