import { requireApart, requireBuffer } from '../door/buffer.ts'
import { type Names, requireOptions } from '../door/fields.ts'
import { requireOneOf, requirePositive, requireWhole } from '../door/number.ts'
import { createGradient } from './gradient/create.ts'
import type { KernelVariant, SquaredSteps } from './gradient/gradient.ts'
import { type Regression, type ReluNetwork, requireRegression } from './network.ts'

/** Full-batch gradient descent on one network, in place. */
export interface ReluDescent {
  /**
   * Takes that many steps. Returns the number taken, which is smaller if the loss stops being finite.
   *
   * @throws LazyrichError unless `steps` is a whole number ≥ 0.
   */
  advance(steps: number): number
  /** The data's loss at the current weights. */
  loss(): number
  /**
   * What its steps have added up to: δ_k = η_w a_k² − η_a‖w_k‖² of every neuron has been carried by exactly η_w Σ (Δa_k)²
   * − η_a Σ ‖Δw_k‖², as in `deltaLedger`. Live; write to them to go on from another descent's.
   */
  readonly squaredSteps: SquaredSteps
  /** What computes its gradients. */
  readonly kernelVariant: KernelVariant
}

/** Options of {@link reluDescent}. */
export interface ReluDescentOptions {
  /**
   * `simd` if left out: WebAssembly where it runs, plain loops elsewhere; `js`: plain loops, 4 to 20 times slower, which
   * agree to 1e-12 per step.
   */
  readonly kernelVariant?: KernelVariant | undefined
}

const OPTIONS: Names<ReluDescentOptions> = { kernelVariant: true }
const HINT = '; cloneNetwork makes one'

/**
 * Full-batch gradient descent on L = c Σ_i (f(x_i) − y_i)², c = 1/n for the loss `mean`, which is the data's if they name
 * no other ({@link lossFactor}), with the step size η and the network's learning rates η_a and η_w:
 *
 *     a_k ← a_k − η η_a 2c Σ_i r_i σ(w_kᵀx_i),   w_k ← w_k − η η_w 2c a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * Changes `network` in place, never the data; a step allocates nothing. Source: arXiv 2406.06158, section 4 and its
 * appendix; rates as in section 3.
 *
 * @param network its W and a are Float64Arrays; {@link cloneNetwork} makes such a network of any lists.
 * @param stepSize η, above 0.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, a step size or rate that is not
 * positive, weights in anything but Float64Arrays or in shared memory, unknown options.
 * @example
 * const network = cloneNetwork({ W: [1], a: [1], leak: 0 })
 * const descent = reluDescent(network, { X: [1], y: [2] }, 0.1)
 * descent.advance(100) // 100, the number of steps taken
 */
export function reluDescent(
  network: ReluNetwork,
  data: Regression,
  stepSize: number,
  options: ReluDescentOptions = {},
): ReluDescent {
  const problem = requireRegression(network, data)
  const { W, a, leak } = network
  requireBuffer('network.W', W, W.length, HINT)
  requireBuffer('network.a', a, a.length, HINT)
  requireApart('network.W', W, 'network.a', a)
  requirePositive('stepSize', stepSize)
  requireOptions('options', options, OPTIONS)
  const { kernelVariant = 'simd' } = options
  requireOneOf('kernelVariant', kernelVariant, ['simd', 'js'])
  const gradient = createGradient(data, problem, leak, kernelVariant)
  const { rates, divisor } = problem
  const readoutStep = (2 * (stepSize * rates.a)) / divisor
  const inputStep = (2 * (stepSize * rates.w)) / divisor
  /** The gradient's loss is the mean. */
  const scale = problem.samples / divisor

  function load(): void {
    gradient.W.set(W)
    gradient.a.set(a)
  }

  return {
    kernelVariant: gradient.variant,
    squaredSteps: gradient.squaredSteps,
    advance(steps) {
      requireWhole('steps', steps, 0)
      load()
      let taken = 0
      while (taken < steps && Number.isFinite(gradient.evaluate())) {
        gradient.descend(readoutStep, inputStep)
        taken++
      }
      W.set(gradient.W)
      a.set(gradient.a)
      return taken
    },
    loss() {
      load()
      return scale * gradient.evaluate()
    },
  }
}
