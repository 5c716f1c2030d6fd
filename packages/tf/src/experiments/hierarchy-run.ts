import {
  type End,
  type Frame,
  kernelDistance,
  nextStep,
  parseRecord,
  type RunBody,
  type RunEvent,
  randomStream,
  readState,
  resumeStream,
  type SnapshotState,
} from '@lazyrich/core'
import { type BackendName, computationOn } from '../backend.ts'
import { chooseBackend } from '../choose-backend.ts'
import { type HierarchyData, oneHot } from '../hierarchy/data.ts'
import { datumLength } from '../hierarchy/rules.ts'
import { drawSets } from '../hierarchy/sets.ts'
import { loadTfjs } from '../load.ts'
import type { LossName } from '../mlp/loss.ts'
import { createMlp } from '../mlp/network.ts'
import { probe } from '../mlp/tangent-kernel.ts'
import { drawWeights, joined, mlpShape, split, weightDistance } from '../mlp/weights.ts'
import { permutation } from '../permutation.ts'
import { sizesOf, stepsAnEpoch, type Values } from './hierarchy-parameters.ts'
import { cosineRate } from './schedule.ts'

/** Multiply-adds between two signs of life: a few milliseconds. */
const WORK_A_TURN = 3e7
/** Test data on which the kernel and the activity are looked at. */
const PROBES = 32

/** Begins a run of `hierarchy`: chooses the backend, draws data and weights, or goes on from a snapshot's state. */
export async function beginHierarchy(values: Values, seed: number, from: SnapshotState | undefined): Promise<RunBody> {
  const preferred = values.backend === 'auto' ? undefined : (values.backend as BackendName)
  const backend = await chooseBackend(preferred)
  const tf = await loadTfjs()
  const sizes = sizesOf(values)
  const { alpha, samples, batchSize, epochs, momentum } = values
  const sets = drawSets(sizes, samples, {
    teacher: randomStream(seed, 'teacher'),
    data: randomStream(seed, 'data'),
  })
  const code = { length: datumLength(sizes), alphabet: sizes.symbols }
  const inputs = code.length * code.alphabet
  const hidden = Array.from({ length: values.hiddenLayers }, () => values.width)
  const shape = mlpShape([inputs, ...hidden, sizes.classes])
  const start = drawWeights(shape, randomStream(seed, 'student'), {
    alpha,
    preserveFunction: values.preserveFunction === 'yes',
  })
  const probes = Math.min(PROBES, sets.test.count)
  const probeInputs = new Float32Array(probes * inputs)
  oneHot(sets.test, ascending(probes), 0, probes, code, probeInputs)
  const before = probe(shape, start, probeInputs, probes)

  const count = shape.widths.slice(1).reduce((sum, width, l) => sum + shape.widths[l]! * width, 0)
  const saved =
    from &&
    readState(from, {
      weights: count,
      velocities: count,
      batches: 4,
      step: 'number',
      time: 'number',
      shown: 'number',
      over: 'number',
    })
  const network = createMlp(tf, shape, values.loss as LossName, {
    weights: saved ? split(saved.weights, start) : start,
    velocities: saved ? split(saved.velocities, start) : start.map(({ length }) => new Float32Array(length)),
  })

  const batchesAnEpoch = stepsAnEpoch(values)
  const steps = batchesAnEpoch * epochs
  const plan = parseRecord(values.record)!
  const batches = saved ? resumeStream(saved.batches) : randomStream(seed, 'batches')
  /** The stream before this epoch's order was drawn from it: with the step, it says where in the epoch a run is. */
  let epochStart = batches.state()
  let order: Uint32Array = new Uint32Array(0)
  let step = saved ? saved.step : 0
  let time = saved ? saved.time : 0
  /** The step of the last frame that was given; −1 before the first. */
  let shown = saved ? saved.shown : -1
  let over = saved ? saved.over === 1 : false
  let diverged = false
  /** A frame's measures, while they are being taken. */
  let measuring: AsyncGenerator<void, Frame, void> | undefined
  if (step % batchesAnEpoch !== 0) order = permutation(samples, batches)

  const batchInputs = new Float32Array(Math.min(batchSize, samples) * inputs)
  const batchLabels = new Uint8Array(Math.min(batchSize, samples))
  const stepsATurn = Math.max(1, Math.floor(WORK_A_TURN / (3 * count * Math.min(batchSize, samples))))
  const rowsATurn = Math.max(1, Math.min(4096, Math.floor(WORK_A_TURN / count)))
  const evaluationInputs = new Float32Array(rowsATurn * inputs)

  const isDue = (): boolean =>
    diverged || step >= steps || (shown < step && (step === 0 || nextStep(plan, step - 1, steps) === step))

  /** One step of gradient descent. */
  async function descend(): Promise<void> {
    const place = step % batchesAnEpoch
    if (place === 0) {
      epochStart = batches.state()
      order = permutation(samples, batches)
    }
    const first = place * batchSize
    const rows = Math.min(batchSize, samples - first)
    oneHot(sets.train, order, first, rows, code, batchInputs)
    for (let i = 0; i < rows; i++) batchLabels[i] = sets.train.labels[order[first + i]!]!
    const labels = batchLabels.subarray(0, rows)
    const learningRate = cosineRate(values.learningRate, (step - place) / batchesAnEpoch, epochs)
    const loss = await network.step({ inputs: batchInputs, labels, count: rows }, { learningRate, momentum })
    if (!Number.isFinite(loss)) {
      diverged = true
      return
    }
    step++
    time += learningRate
  }

  /** Loss and share of wrong answers on a set, a part at a time. */
  async function* evaluate(set: HierarchyData): AsyncGenerator<void, { loss: number; error: number }, void> {
    const rows = ascending(set.count)
    let loss = 0
    let wrong = 0
    for (let from = 0; from < set.count; from += rowsATurn) {
      const part = Math.min(rowsATurn, set.count - from)
      oneHot(set, rows, from, part, code, evaluationInputs)
      const labels = set.labels.subarray(from, from + part)
      const sum = await network.evaluate({ inputs: evaluationInputs, labels, count: part })
      loss += sum.loss
      wrong += sum.wrong
      yield
    }
    return { loss: loss / set.count, error: wrong / set.count }
  }

  async function* measure(): AsyncGenerator<void, Frame, void> {
    const train = yield* evaluate(sets.train)
    const test = yield* evaluate(sets.test)
    const { weights } = await network.state()
    const now = probe(shape, weights, probeInputs, probes)
    let flipped = 0
    for (let p = 0; p < now.active.length; p++) flipped += now.active[p] === before.active[p] ? 0 : 1
    const moved = weightDistance(shape, start, weights)
    diverged ||= !Number.isFinite(train.loss) || !Number.isFinite(moved)
    const end = endOf()
    shown = step
    over = end !== undefined
    return {
      kind: 'frame',
      step,
      time,
      metrics: {
        testError: test.error,
        trainError: train.error,
        loss: train.loss,
        kernelDistance: kernelDistance(before.kernel, now.kernel),
        hammingDistance: now.active.length > 0 ? flipped / now.active.length : 0,
        parameterDistance: moved,
      },
      ...(end ? { end } : {}),
    }
  }

  function endOf(): End | undefined {
    if (diverged)
      return {
        reason: 'diverged',
        message: `loss not finite at step ${step}; try a learningRate below ${values.learningRate}`,
      }
    return step >= steps ? { reason: 'complete', message: `${steps} steps done` } : undefined
  }

  /** Goes on with the measures for one turn's work; the frame once they are there. */
  async function measured(): Promise<RunEvent> {
    measuring ??= measure()
    const { done, value } = await measuring.next()
    if (!done) return { kind: 'progress', step, time }
    measuring = undefined
    return value
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
      const place = step % batchesAnEpoch
      return {
        weights: joined(weights),
        velocities: joined(velocities),
        batches: place === 0 ? batches.state() : epochStart,
        step,
        time,
        shown,
        over: Number(over),
      }
    },
    close: () => network.dispose(),
  }
}

function ascending(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i)
}
