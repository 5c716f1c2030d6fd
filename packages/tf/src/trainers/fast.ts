import { TfError } from '../errors.ts'
import { classesOf } from '../networks/network.ts'
import { planNetwork } from '../networks/plan.ts'
import { type NetworkModules, requireModules } from '../planning/kernels.ts'
import { type NetworkMemory, networkMemory } from '../planning/memory.ts'
import { sizeOf } from '../shape.ts'
import { type Batch, requireBatch, requireCount, requireInputs } from '../training/batch.ts'
import { type BatchLoss, lossKernel } from '../training/loss.ts'
import { type Addresses, rangesOf } from '../training/optimizer.ts'
import { requireLearningRate, requireTraining } from './require-training.ts'
import type { Trainer, TrainerState, Training } from './trainer.ts'

/** What a fast trainer gives beside: all of it is there at once. */
export interface FastTrainer extends Trainer {
  step(batch: Batch, learningRate: number): number
  evaluate(batch: Batch): BatchLoss
  outputs(inputs: ArrayLike<number>, count: number): Float32Array<ArrayBuffer>
  gradient(batch: Batch): Float32Array<ArrayBuffer>
  state(): TrainerState
  /** Not copied. */
  direction(): Float32Array<ArrayBuffer>
  readonly memory: NetworkMemory
}

/**
 * Trains a network by the kernels of {@link NetworkModules}, in buffers of a memory of its own that are taken once: a
 * step allocates nothing. Some 20 calls of WebAssembly a layer and step, of 50 ns each, are all that is not arithmetic.
 *
 * @throws TfError where the memory is not enough, for what is no training, and for a state of another size.
 */
export function openFast(modules: NetworkModules, training: Training, from: TrainerState): FastTrainer {
  requireModules('modules', modules)
  requireTraining(training, from)
  const { network, optimizer, batch: most } = training
  const classes = classesOf(network)
  const memory = networkMemory(modules)
  const { kernels } = memory
  const { size, statisticsSize } = network
  const buffers = {
    parameters: memory.take(size),
    gradient: memory.take(size),
    statistics: memory.take(statisticsSize),
  }
  const slots = Array.from({ length: optimizer.slots }, () => memory.take(size))
  const labels = memory.take(most)
  const plan = planNetwork(network, memory, buffers, { batch: most, shares: true })
  // Everything is taken: views stay from here on.
  const parametersNow = memory.floats(buffers.parameters, size)
  const statisticsNow = memory.floats(buffers.statistics, statisticsSize)
  const slotsNow = slots.map((slot) => memory.floats(slot, size))
  const directionNow = slotsNow[0] ?? memory.floats(buffers.gradient, size)
  const labelsNow = memory.integers(labels, most)
  const inputSize = sizeOf(network.input)
  const inputsNow =
    network.input.tokens === undefined
      ? memory.floats(plan.input, most * inputSize)
      : memory.integers(plan.input, most * inputSize)
  const ranges = rangesOf(network, optimizer).map(({ offset, size: length, rate, weightDecay }) => {
    const at: Addresses = {
      parameters: buffers.parameters + 4 * offset,
      gradient: buffers.gradient + 4 * offset,
      slots: slots.map((slot) => slot + 4 * offset),
    }
    return { at, length, rate, weightDecay }
  })
  const loss = lossKernel(kernels, training.loss)
  const { at: outputsAt, gradient: outputsGradient } = plan.output
  parametersNow.set(from.parameters)
  statisticsNow.set(from.statistics)
  for (const [k, slot] of slotsNow.entries()) slot.set(from.slots.subarray(k * size, (k + 1) * size))
  let step = from.step
  let finite = from.parameters.every(Number.isFinite)

  let closed = false

  function requireOpen(): void {
    if (closed) throw new TfError('the trainer is closed')
  }

  /** Samples from `first` on into the network's inputs. */
  function put(inputs: ArrayLike<number>, first: number, count: number): void {
    if (first === 0 && inputs.length === count * inputSize) inputsNow.set(inputs)
    else if (ArrayBuffer.isView(inputs))
      inputsNow.set((inputs as Float32Array).subarray(first * inputSize, (first + count) * inputSize))
    else for (let p = 0; p < count * inputSize; p++) inputsNow[p] = inputs[first * inputSize + p]!
  }

  function putLabels(from: ArrayLike<number>, first: number, count: number): void {
    for (let i = 0; i < count; i++) labelsNow[i] = from[first + i]!
  }

  /** Forward and backward; the mean loss. */
  function descend(batch: Batch): number {
    requireBatch(network.input, classes, batch)
    const { inputs, labels: classesOfBatch, count } = batch
    requireCount(network, count, most)
    put(inputs, 0, count)
    putLabels(classesOfBatch, 0, count)
    plan.forward(count, true)
    const mean = loss(outputsAt, labels, outputsGradient, count, classes, 1 / count) / count
    if (Number.isFinite(mean)) plan.backward(count, true)
    return mean
  }

  return {
    memory,
    step(batch, learningRate) {
      requireOpen()
      requireLearningRate('learningRate', learningRate)
      const before = statisticsSize > 0 ? statisticsNow.slice() : undefined
      const mean = descend(batch)
      if (!Number.isFinite(mean)) {
        if (before) statisticsNow.set(before)
        return mean
      }
      step++
      let bad = 0
      for (let r = 0; r < ranges.length; r++) {
        const { at, length, rate, weightDecay } = ranges[r]!
        bad += optimizer.update(kernels, at, length, { rate: rate * learningRate, weightDecay, step })
      }
      finite = bad === 0
      return mean
    },
    isFinite() {
      requireOpen()
      return finite
    },
    evaluate(batch) {
      requireOpen()
      requireBatch(network.input, classes, batch)
      const { inputs, labels: classesOfBatch, count } = batch
      let sum = 0
      let wrong = 0
      for (let first = 0; first < count; first += most) {
        const part = Math.min(most, count - first)
        put(inputs, first, part)
        putLabels(classesOfBatch, first, part)
        plan.forward(part, false)
        sum += loss(outputsAt, labels, outputsGradient, part, classes, 1)
        wrong += kernels.wrongAnswers(outputsAt, labels, part, classes)
      }
      return { loss: sum / count, wrong }
    },
    outputs(inputs, count) {
      requireOpen()
      requireInputs(network.input, inputs, count)
      const all = new Float32Array(count * classes)
      for (let first = 0; first < count; first += most) {
        const part = Math.min(most, count - first)
        put(inputs, first, part)
        plan.forward(part, false)
        all.set(memory.floats(outputsAt, part * classes), first * classes)
      }
      return all
    },
    gradient(batch) {
      requireOpen()
      const before = statisticsNow.slice()
      const mean = descend(batch)
      statisticsNow.set(before)
      if (!Number.isFinite(mean)) throw new TfError(`the loss of the batch is ${mean}: it has no gradient`)
      return memory.floats(buffers.gradient, size).slice()
    },
    state() {
      requireOpen()
      const all = new Float32Array(slots.length * size)
      for (const [k, slot] of slotsNow.entries()) all.set(slot, k * size)
      return { parameters: parametersNow.slice(), slots: all, statistics: statisticsNow.slice(), step }
    },
    direction() {
      requireOpen()
      return directionNow
    },
    close() {
      closed = true
    },
  }
}
