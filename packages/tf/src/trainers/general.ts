import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import { TfError } from '../errors.ts'
import { forward } from '../networks/forward.ts'
import { classesOf, type Network } from '../networks/network.ts'
import { sizeOf } from '../shape.ts'
import { type Batch, requireBatch, requireCount, requireInputs } from '../training/batch.ts'
import { type BatchLoss, meanLoss } from '../training/loss.ts'
import { moveOf, rangesOf } from '../training/optimizer.ts'
import { requireLearningRate, requireTraining } from './require-training.ts'
import type { Trainer, TrainerState, Training } from './trainer.ts'

/**
 * Trains a network by operations of TensorFlow.js and its automatic differentiation, on whichever backend is set: the
 * path for every backend, and the oracle of the fast one's tests.
 *
 * @throws TfError for what is no training, and for a state of another size.
 */
export function openGeneral(tf: Tfjs, training: Training, from: TrainerState): Trainer {
  requireTraining(training, from)
  const { network, optimizer, loss, batch: most } = training
  rangesOf(network, optimizer) // for its check
  const classes = classesOf(network)
  let parameters = upload(tf, network.parameters, from.parameters)
  let statistics = upload(tf, network.statistics, from.statistics)
  const { size } = network
  let slots = Array.from({ length: optimizer.slots }, (_, k) =>
    upload(tf, network.parameters, from.slots.subarray(k * size, (k + 1) * size)),
  )
  /** The gradient of the last step, where no slot keeps it. */
  let last: Tensor[] = []
  let step = from.step
  let finite = from.parameters.every(Number.isFinite)

  let closed = false

  function requireOpen(): void {
    if (closed) throw new TfError('the trainer is closed')
  }

  /** The memory of these two can be read at once; a GPU must be waited for. */
  const immediate = tf.getBackend() === 'wasm' || tf.getBackend() === 'cpu'
  const read = async (tensor: Tensor): Promise<Float32Array> =>
    (immediate ? tensor.dataSync() : await tensor.data()) as Float32Array

  const inputsOf = (inputs: ArrayLike<number>, first: number, count: number): Tensor => {
    const length = sizeOf(network.input)
    const part = (from: number, to: number): Float32Array | Int32Array => {
      const whole = network.input.tokens !== undefined
      const all = whole ? new Int32Array(to - from) : new Float32Array(to - from)
      for (let p = from; p < to; p++) all[p - from] = inputs[p]!
      return all
    }
    const dtype = network.input.tokens === undefined ? 'float32' : 'int32'
    return tf.tensor(part(first * length, (first + count) * length), [count, ...network.input.axes], dtype)
  }

  const oneHotOf = (labels: ArrayLike<number>, first: number, count: number): Tensor2D => {
    const rows = new Float32Array(count * classes)
    for (let i = 0; i < count; i++) rows[i * classes + labels[first + i]!] = 1
    return tf.tensor2d(rows, [count, classes])
  }

  /** The mean loss, its gradients, and the statistics that the pass left: these kept, to be disposed of. */
  async function descend(batch: Batch): Promise<{
    mean: number
    gradients: Tensor[]
    kept: Map<number, Tensor>
  }> {
    requireBatch(network.input, classes, batch)
    const { inputs, labels, count } = batch
    requireCount(network, count, most)
    const kept = new Map<number, Tensor>()
    let outputs: Tensor | undefined
    const gradients = tf.tidy(() => {
      const x = inputsOf(inputs, 0, count)
      const y = oneHotOf(labels, 0, count)
      const lossOf = (...list: Tensor[]): Scalar => {
        outputs = forward(tf, network, { parameters: list, statistics }, x, {
          training: true,
          keep: (k, statistic) => void kept.set(k, tf.keep(statistic)),
        })
        tf.keep(outputs)
        return meanLoss(tf, loss, outputs as Tensor2D, y)
      }
      if (parameters.length > 0) return tf.valueAndGrads(lossOf)(parameters).grads
      lossOf() // of a network without parameters, whose loss tf would not differentiate
      return []
    })
    // As evaluation has it, in float64: what is finite there is finite here.
    const { loss: mean } = evaluated(loss, await read(outputs!), labels, classes)
    outputs!.dispose()
    return { mean, gradients, kept }
  }

  /** Moves all parameters; 0 times their sum. */
  function move(gradients: readonly Tensor[], learningRate: number): Scalar {
    const before = [...parameters, ...slots.flat()]
    const bad = tf.tidy(() => {
      const moved = network.parameters.map((parameter, p) => {
        const { rate, weightDecay } = moveOf(optimizer, parameter)
        const own = slots.map((slot) => slot[p]!)
        const how = { rate: rate * learningRate, weightDecay, step }
        return optimizer.updated(tf, parameters[p]!, gradients[p]!, own, how).map((tensor) => tf.keep(tf.clone(tensor)))
      })
      parameters = moved.map(([parameter]) => parameter!)
      slots = slots.map((_, k) => moved.map((tensors) => tensors[k + 1]!))
      return tf.addN([tf.scalar(0), ...parameters.map((parameter) => tf.sum(tf.mul(parameter, 0)))]) as Scalar
    })
    tf.dispose(before)
    return bad
  }

  async function readAll(list: readonly Tensor[], length: number): Promise<Float32Array<ArrayBuffer>> {
    const all = new Float32Array(length)
    let at = 0
    for (const tensor of list) {
      all.set(await read(tensor), at)
      at += tensor.size
    }
    return all
  }

  return {
    async step(batch, learningRate) {
      requireOpen()
      requireLearningRate('learningRate', learningRate)
      const { mean, gradients, kept } = await descend(batch)
      const well = Number.isFinite(mean)
      if (well) {
        step++
        const bad = move(gradients, learningRate)
        finite = (await read(bad))[0] === 0
        bad.dispose()
        statistics = statistics.map((statistic, k) => {
          const next = kept.get(k)
          if (next) statistic.dispose()
          return next ?? statistic
        })
      }
      const remembered = well && slots.length === 0
      tf.dispose([...(remembered ? last : gradients), ...(well ? [] : kept.values())])
      if (remembered) last = gradients
      return mean
    },
    isFinite() {
      requireOpen()
      return finite
    },
    async evaluate(batch) {
      requireOpen()
      requireBatch(network.input, classes, batch)
      const { inputs, labels, count } = batch
      return evaluated(loss, await this.outputs(inputs, count), labels, classes)
    },
    async outputs(inputs, count) {
      requireOpen()
      requireInputs(network.input, inputs, count)
      const all = new Float32Array(count * classes)
      for (let first = 0; first < count; first += most) {
        const part = Math.min(most, count - first)
        const outputs = tf.tidy(() =>
          forward(tf, network, { parameters, statistics }, inputsOf(inputs, first, part), {
            training: false,
            keep() {},
          }),
        )
        all.set(await read(outputs), first * classes)
        outputs.dispose()
      }
      return all
    },
    async gradient(batch) {
      requireOpen()
      const { mean, gradients, kept } = await descend(batch)
      const all = await readAll(gradients, size)
      tf.dispose([...gradients, ...kept.values()])
      if (!Number.isFinite(mean)) throw new TfError(`the loss of the batch is ${mean}: it has no gradient`)
      return all
    },
    async state() {
      requireOpen()
      return {
        parameters: await readAll(parameters, size),
        slots: await readAll(slots.flat(), slots.length * size),
        statistics: await readAll(statistics, network.statisticsSize),
        step,
      }
    },
    async direction() {
      requireOpen()
      return readAll(slots[0] ?? last, size)
    },
    close() {
      closed = true
      tf.dispose([parameters, statistics, slots, last])
      last = []
      parameters = []
      statistics = []
      slots = []
    },
  }
}

function upload(tf: Tfjs, list: Network['parameters'] | Network['statistics'], all: Float32Array): Tensor[] {
  return list.map(({ offset, size, shape }) => tf.tensor(all.slice(offset, offset + size), [...shape]))
}

/** In float64, over outputs [count, classes]. */
function evaluated(
  name: Training['loss'],
  outputs: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
): BatchLoss {
  let loss = 0
  let wrong = 0
  for (let i = 0; i * classes < outputs.length; i++) {
    const row = outputs.subarray(i * classes, (i + 1) * classes)
    const label = labels[i]!
    let answer = 0
    for (let c = 1; c < classes; c++) if (row[c]! > row[answer]!) answer = c
    if (answer !== label || row.some(Number.isNaN)) wrong++
    if (name === 'cross-entropy') {
      const largest = row.reduce((most, f) => Math.max(most, f), Number.NEGATIVE_INFINITY)
      loss += Math.log(row.reduce((sum, f) => sum + Math.exp(f - largest), 0)) + largest - row[label]!
    } else loss += row.reduce((sum, f, c) => sum + (f - (c === label ? 1 : 0)) ** 2, 0)
  }
  return { loss: loss / (outputs.length / classes), wrong }
}
