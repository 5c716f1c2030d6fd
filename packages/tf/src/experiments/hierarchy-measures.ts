import { kernelDistance } from '@lazyrich/core/measures'
import type { AsyncMeasuring } from '@lazyrich/core/port'
import { sizeOf } from '../layers/shape.ts'
import { evaluation } from '../measures/evaluation.ts'
import { type Probe, probeByRows } from '../mlp/tangent-kernel.ts'
import { classesOf, type Network } from '../networks/network.ts'
import type { Trainer } from '../networks/trainer.ts'
import type { Samples } from '../training/samples.ts'

/** Test samples on which kernel and activations are measured (our choice), fewer when there are many classes. */
const PROBES = 32
/** Rows of the kernel, data times classes: 32 MB of float64. */
const KERNEL_ROWS = 2048
/** Multiply-adds of a turn, some milliseconds. */
const WORK_A_TURN = 3e7

/** The metrics of a network whose parameters are not finite: every answer is wrong. */
const NOTHING = {
  testError: 1,
  trainError: 1,
  loss: Number.NaN,
  kernelDistance: Number.NaN,
  hammingDistance: Number.NaN,
  parameterDistance: Number.NaN,
}

/** What is measured. */
interface Measured {
  readonly network: Network
  readonly sets: { readonly train: Samples; readonly test: Samples }
  /** The parameters that distances are measured from. */
  readonly start: Float32Array
}

/**
 * Measures a network in training against its start: yields 1 after every turn's work, and returns the metrics. The network
 * must not be trained meanwhile.
 */
export function hierarchyMeasures({ network, sets, start }: Measured): (trainer: Trainer) => AsyncMeasuring {
  const classes = classesOf(network)
  const probes = Math.max(1, Math.min(PROBES, Math.floor(KERNEL_ROWS / classes), sets.test.count))
  const probeInputs = sets.test.inputs.subarray(0, probes * sizeOf(network.input))
  let before: Probe | undefined

  /** The kernel and the active neurons of these parameters on the probes. */
  function* look(parameters: Float32Array): Generator<number, Probe, void> {
    const rows = probeByRows(network, parameters, probeInputs, probes)
    for (let done = 0; ; ) {
      const { done: over, value } = rows.next()
      if (over) return value
      done += value
      if (done < WORK_A_TURN) continue
      done = 0
      yield 1
    }
  }

  return async function* measure(trainer): AsyncMeasuring {
    before ??= yield* look(start)
    if (!trainer.isFinite()) return { metrics: NOTHING }
    const { parameters } = await trainer.state()
    const now = yield* look(parameters)
    const train = yield* evaluation(network, trainer, sets.train)
    const test = yield* evaluation(network, trainer, sets.test)
    return {
      metrics: {
        testError: test.error,
        trainError: train.error,
        loss: train.loss,
        kernelDistance: kernelDistance(before.kernel, now.kernel),
        hammingDistance: shareThatDiffers(before.active, now.active),
        parameterDistance: distanceOf(start, parameters),
      },
    }
  }
}

function distanceOf(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let p = 0; p < a.length; p++) sum += (a[p]! - b[p]!) ** 2
  return Math.sqrt(sum)
}

/** From 0 to 1; 0 for a network without hidden neurons. */
function shareThatDiffers(before: Uint8Array, after: Uint8Array): number {
  let flipped = 0
  for (let p = 0; p < after.length; p++) flipped += before[p] === after[p] ? 0 : 1
  return after.length > 0 ? flipped / after.length : 0
}
