import type { AsyncMeasuring } from '@lazyrich/core/port'
import { evaluation } from '../measures/evaluation.ts'
import { movementFrom } from '../measures/movement.ts'
import { classesOf, type Network } from '../networks/network.ts'
import { sizeOf } from '../shape.ts'
import type { Trainer } from '../trainers/trainer.ts'
import type { Samples } from '../training/samples.ts'

/** Test samples on which kernel and activations are measured (our choice), fewer when there are many classes. */
const PROBES = 32
/** Rows of the kernel, data times classes: 32 MB of float64. */
const KERNEL_ROWS = 2048

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
  const count = Math.max(1, Math.min(PROBES, Math.floor(KERNEL_ROWS / classesOf(network)), sets.test.count))
  const inputs = sets.test.inputs.subarray(0, count * sizeOf(network.input))
  const movement = movementFrom({ parameters: start }, network, { inputs, count }, 'pairs')

  return async function* measure(trainer): AsyncMeasuring {
    if (!trainer.isFinite()) return { metrics: NOTHING }
    const { kernel, hamming, parameters } = yield* movement(await trainer.state())
    const train = yield* evaluation(network, trainer, sets.train)
    const test = yield* evaluation(network, trainer, sets.test)
    return {
      metrics: {
        testError: test.error,
        trainError: train.error,
        loss: train.loss,
        kernelDistance: kernel.whole,
        // Without hidden neurons there is none that could flip.
        hammingDistance: Number.isNaN(hamming.whole) ? 0 : hamming.whole,
        parameterDistance: parameters.whole,
      },
    }
  }
}
