import type { Scalar, Tensor2D } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import { type LossName, type LossSum, sumLoss } from './loss.ts'
import type { MlpShape, Weights } from './weights.ts'

/** One-hot or other inputs of shape [count, widths[0]], row-major, and their classes. */
export interface Batch {
  readonly inputs: Float32Array
  readonly labels: ArrayLike<number>
  readonly count: number
}

/** The hyperparameters of a step. */
export interface SgdStep {
  /** η; the gradient is that of the mean over the batch. */
  readonly learningRate: number
  /** μ of the heavy ball: V ← μV + ∇L, W ← W − ηV. */
  readonly momentum: number
}

/** What training changes, as the backend holds it. */
export interface MlpState {
  /** U_l = W_l / scales[l]. */
  readonly weights: Weights
  /** Velocities of U_l, in units of the gradient with respect to U_l: scales[l] times those of W_l. */
  readonly velocities: Weights
}

/** A multilayer perceptron with ReLU between its layers, trained on a backend of TensorFlow.js. */
export interface Mlp {
  /** Takes a step; returns the mean loss of the batch before it, which is not finite once the network has diverged. */
  step(batch: Batch, how: SgdStep): Promise<number>
  /** The loss and the wrong answers on a batch. */
  evaluate(batch: Batch): Promise<LossSum>
  /**
   * False once a weight is not finite. Without the training kernels the wasm backend's ReLU turns NaN into 0, so that
   * the loss alone does not tell; on the others the loss of the next step does, and this is always true.
   */
  isFinite(): Promise<boolean>
  /** A copy of weights and velocities. */
  state(): Promise<MlpState>
  /** Frees its tensors. */
  dispose(): void
}

/**
 * Puts a network on the current backend. Gradients are written out in few operations.
 *
 * It trains U_l = W_l / scales[l], which saves the scaling: a learning rate η for W is η / scales[l]² for U. Every step
 * makes new tensors and frees the old ones: the wasm backend caches packed weights by tensor, so that writing in place
 * would go unnoticed.
 *
 * A step's work: 3 products per layer, 6 B Σ widths[l] widths[l + 1] flops (for 64-64-64-64-8 and B = 128, 10 MFLOP, some
 * 0.3 ms at 35 GFLOP/s), and about 40 operations of 3–8 µs each.
 */
export function createMlp(tf: Tfjs, shape: MlpShape, loss: LossName, start: MlpState): Mlp {
  const { widths, scales } = shape
  const classes = widths.at(-1)!
  const upload = (matrices: Weights): Tensor2D[] =>
    matrices.map((matrix, l) => tf.tensor2d(matrix, [widths[l]!, widths[l + 1]!]))
  let effective = upload(start.weights)
  let velocities = upload(start.velocities)
  /** Scalar tensors: momentum and the learning rate of each matrix; recreated only when they change. */
  let held: { how: SgdStep; momentum: Scalar; steps: Scalar[] } | undefined

  function hold(how: SgdStep): { momentum: Scalar; steps: Scalar[] } {
    if (held && held.how.learningRate === how.learningRate && held.how.momentum === how.momentum) return held
    release()
    held = {
      how,
      momentum: tf.scalar(how.momentum),
      steps: scales.map((scale) => tf.scalar(how.learningRate / scale ** 2)),
    }
    return held
  }

  function release(): void {
    if (held) tf.dispose([held.momentum, held.steps])
    held = undefined
  }

  /** The memory of these two can be read synchronously; a GPU must be waited for. */
  const immediate = tf.getBackend() === 'wasm' || tf.getBackend() === 'cpu'

  const read = (tensor: Tensor2D): Float32Array | Promise<Float32Array> =>
    immediate ? (tensor.dataSync() as Float32Array) : (tensor.data() as Promise<Float32Array>)

  /** The inputs, the activations of every hidden layer, and the outputs. */
  function forward({ inputs, count }: Batch): Tensor2D[] {
    const layers = [tf.tensor2d(inputs.subarray(0, count * widths[0]!), [count, widths[0]!])]
    for (const [l, U] of effective.entries()) {
      const a = layers[l]!
      layers.push(
        l < effective.length - 1 ? (tf.fused.matMul({ a, b: U, activation: 'relu' }) as Tensor2D) : tf.matMul(a, U),
      )
    }
    return layers
  }

  function descend(layers: Tensor2D[], gradient: Float32Array, count: number, how: SgdStep): void {
    const { momentum, steps } = hold(how)
    tf.tidy(() => {
      let d: Tensor2D = tf.tensor2d(gradient, [count, classes])
      for (let l = effective.length - 1; l >= 0; l--) {
        const U = effective[l]!
        const V = velocities[l]!
        const h = layers[l]!
        const slope = tf.matMul(h, d, true) as Tensor2D
        // The mask: h > 0 exactly where ReLU let its input through.
        if (l > 0) d = tf.mul(tf.matMul(d, U, false, true), tf.step(h)) as Tensor2D
        velocities[l] = tf.keep(tf.add(tf.mul(V, momentum), slope) as Tensor2D)
        effective[l] = tf.keep(tf.sub(U, tf.mul(velocities[l]!, steps[l]!)) as Tensor2D)
        U.dispose()
        V.dispose()
      }
    })
  }

  return {
    async step(batch, how) {
      const layers = forward(batch)
      try {
        const outputs = await read(layers.at(-1)!)
        const gradient = new Float32Array(outputs.length)
        const labels = batch.labels
        const sum = sumLoss(loss, outputs, labels, classes, gradient)
        const mean = sum.loss / batch.count
        if (!Number.isFinite(mean)) return mean
        for (let p = 0; p < gradient.length; p++) gradient[p] = gradient[p]! / batch.count
        descend(layers, gradient, batch.count, how)
        return mean
      } finally {
        tf.dispose(layers)
      }
    },
    async evaluate(batch) {
      const layers = forward(batch)
      try {
        return sumLoss(loss, await read(layers.at(-1)!), batch.labels, classes)
      } finally {
        tf.dispose(layers)
      }
    },
    async isFinite() {
      if (tf.getBackend() !== 'wasm') return true
      let sum = 0
      for (const U of effective) {
        const entries = await read(U)
        for (let p = 0; p < entries.length; p++) sum += entries[p]! * 0 // NaN unless finite
      }
      return sum === 0
    },
    async state() {
      const download = (tensors: Tensor2D[]): Promise<Weights> =>
        Promise.all(tensors.map(async (tensor) => Float32Array.from(await read(tensor))))
      return { weights: await download(effective), velocities: await download(velocities) }
    },
    dispose() {
      tf.dispose([effective, velocities])
      release()
      effective = []
      velocities = []
    },
  }
}
