import type { LearningRate } from '../single-neuron/neuron.ts'
import { createScratch, differentiate, type Scratch, transpose, typedRegression } from './gradient.ts'
import { type Regression, type ReluNetwork, reluSizes } from './network.ts'
import { layerRates } from './rates.ts'

/** Full-batch gradient descent on one network, in place. */
export interface ReluDescent {
  /** Takes that many steps. Stops early, and returns the number taken, where the loss is no longer finite. */
  advance(steps: number): number
  /** Mean squared error (without ½) at the present weights. */
  loss(): number
}

/**
 * Gradient descent on L = (1/n) Σ_i (f(x_i) − y_i)² (loss `mean`, without ½), full batch:
 *
 *     a_k ← a_k − η_a (2/n) Σ_i r_i σ(w_kᵀx_i),   w_k ← w_k − η_w (2/n) a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * `network` is changed in place, the data never; nothing is allocated in a step, which costs about 4nmd flops. Source:
 * arXiv 2406.06158, section 4 and its appendix; rates as in section 3.
 *
 * @param learningRate η of both layers, or {a: η_a, w: η_w}.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, a rate that is not positive.
 * @example
 * const network = cloneNetwork({ W: [1], a: [1], leak: 0 })
 * const descent = reluDescent(network, { X: [1], y: [2] }, 0.1)
 * descent.advance(100) // 100, the number of steps taken
 */
export function reluDescent(network: ReluNetwork, data: Regression, learningRate: number | LearningRate): ReluDescent {
  const rate = layerRates(learningRate)
  const sizes = reluSizes(network, data)
  const typed = typedRegression(data)
  const { W, a, leak } = network
  const scratch = createScratch(sizes)
  const readoutStep = (2 * rate.a) / sizes.samples
  const inputStep = (2 * rate.w) / sizes.samples
  return {
    advance(steps) {
      transpose(W, scratch.columns, sizes.neurons, sizes.inputs)
      let taken = 0
      while (taken < steps) {
        if (!Number.isFinite(differentiate(scratch, a, leak, typed, sizes))) break
        descend(scratch, a, readoutStep, inputStep)
        taken++
      }
      transpose(scratch.columns, W, sizes.inputs, sizes.neurons)
      return taken
    },
    loss() {
      transpose(W, scratch.columns, sizes.neurons, sizes.inputs)
      return differentiate(scratch, a, leak, typed, sizes)
    },
  }
}

/** w_k ← w_k − inputStep a_k gradient_k with the a before, then a_k ← a_k − readoutStep gradient. */
function descend(
  { columns, gradient, readoutGradient }: Scratch,
  a: Float64Array,
  readoutStep: number,
  inputStep: number,
): void {
  const m = a.length
  for (let column = 0; column < columns.length; column += m)
    for (let k = 0; k < m; k++) columns[column + k] = columns[column + k]! - inputStep * a[k]! * gradient[column + k]!
  for (let k = 0; k < m; k++) a[k] = a[k]! - readoutStep * readoutGradient[k]!
}
