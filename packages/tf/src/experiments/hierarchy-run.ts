import {
  type End,
  type Frame,
  LazyrichError,
  nextStep,
  parseRecord,
  type RunBody,
  type RunEvent,
  readState,
  type SnapshotState,
} from '@lazyrich/core/port'
import { randomStream, resumeStream } from '@lazyrich/core/random'
import { computationOn } from '../backend.ts'
import { chooseBackend } from '../choose-backend.ts'
import { oneHot } from '../hierarchy/data.ts'
import { datumLength } from '../hierarchy/rules.ts'
import { drawSets } from '../hierarchy/sets.ts'
import { loadTfjs } from '../load.ts'
import { createMlp } from '../mlp/network.ts'
import { drawWeights, joined, split, weightCount } from '../mlp/weights.ts'
import { epochOrder } from './epoch-order.ts'
import { type HierarchyMetrics, hierarchyMeasures } from './hierarchy-measures.ts'
import { shapeOf, sizesOf, stepsAnEpoch, type Values } from './hierarchy-parameters.ts'
import { cosineRate } from './schedule.ts'

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
  const plan = parseRecord(values.record)!
  const saved = from && readSaved(from, weightCount(shape), steps)
  const sets = drawSets(sizes, samples, { teacher: randomStream(seed, 'teacher'), data: randomStream(seed, 'data') })
  const start = drawWeights(shape, randomStream(seed, 'student'), {
    alpha,
    preserveFunction: values.preserveFunction === 'yes',
  })
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
  let step = saved ? saved.step : 0
  let time = saved ? saved.time : 0
  /** The step of the last frame that was given; −1 before the first. */
  let shown = saved ? saved.shown : -1
  let over = saved ? saved.over === 1 : false
  let diverged = false
  /** A frame's measures, while they are being taken. */
  let measuring: AsyncGenerator<void, HierarchyMetrics, void> | undefined

  const isDue = (): boolean =>
    diverged || step >= steps || (shown < step && (step === 0 || nextStep(plan, step - 1, steps) === step))

  /** One step of gradient descent. */
  async function descend(): Promise<void> {
    const batch = order.batch(step)
    oneHot(sets.train, batch.order, batch.first, batch.count, code, inputs)
    for (let i = 0; i < batch.count; i++) labels[i] = sets.train.labels[batch.order[batch.first + i]!]!
    const learningRate = cosineRate(values.learningRate, Math.floor(step / batchesAnEpoch), epochs)
    const loss = await network.step(
      { inputs, labels: labels.subarray(0, batch.count), count: batch.count },
      { learningRate, momentum },
    )
    diverged = !Number.isFinite(loss)
    if (diverged) return
    step++
    time += learningRate / (1 - momentum)
    diverged = !(await network.isFinite())
  }

  function frame(metrics: HierarchyMetrics): Frame {
    diverged ||= !Number.isFinite(metrics.loss)
    const end = endOf()
    shown = step
    over = end !== undefined
    return { kind: 'frame', step, time, metrics: { ...metrics }, ...(end ? { end } : {}) }
  }

  function endOf(): End | undefined {
    const message = `loss not finite at step ${step}; try a learningRate below ${values.learningRate}`
    if (diverged) return { reason: 'diverged', message }
    return step >= steps ? { reason: 'complete', message: `${steps} steps done` } : undefined
  }

  /** Goes on with the measures for one turn's work; the frame once they are there. */
  async function measured(): Promise<RunEvent> {
    measuring ??= measure()
    const { done, value } = await measuring.next()
    if (!done) return { kind: 'progress', step, time }
    measuring = undefined
    return frame(value)
  }

  return {
    computation: computationOn(backend),
    async next() {
      if (over) return undefined
      // Runs of other backends may share this thread.
      if (tf.getBackend() !== backend.name) await tf.setBackend(backend.name)
      if (measuring || isDue()) return measured()
      const wanted = Math.min(stepsATurn, nextStep(plan, step, steps) - step)
      for (let taken = 0; taken < wanted && !diverged; taken++) await descend()
      return isDue() ? measured() : { kind: 'progress', step, time }
    },
    async state(): Promise<SnapshotState> {
      const { weights, velocities } = await network.state()
      return {
        weights: joined(weights),
        velocities: joined(velocities),
        batches: order.state(step),
        step,
        time,
        shown,
        over: Number(over),
      }
    },
    close: () => network.dispose(),
  }
}

function readSaved(from: SnapshotState, weights: number, steps: number) {
  const saved = readState(from, {
    weights,
    velocities: weights,
    batches: 4,
    step: 'number',
    time: 'number',
    shown: 'number',
    over: 'number',
  })
  if (!Number.isInteger(saved.step) || saved.step < 0 || saved.step > steps)
    throw new LazyrichError(`the snapshot's step is ${saved.step}: a whole number from 0 to ${steps} is accepted`)
  return saved
}
