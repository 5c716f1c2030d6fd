import { type Names, requireNumber, requireOneOf, requireOptions } from '../door.ts'
import { DECAYS, type LayerMove, type Optimizer, requireMoves } from './optimizer.ts'

export interface AdamOptions {
  /** How long the mean of gradients remembers, from 0 up to but not including 1; 0.9 if left out. */
  readonly beta1?: number
  /** The same of their squares; 0.999 if left out. */
  readonly beta2?: number
  /** ε > 0, 1e-8 if left out. */
  readonly epsilon?: number
  /** λ ≥ 0; 0 if left out. */
  readonly weightDecay?: number
  /**
   * `gradient`: λθ is added to the gradient, which is PyTorch's Adam. `decoupled` if left out: θ ← (1 − ηλ)θ besides,
   * which is its AdamW.
   */
  readonly decay?: 'gradient' | 'decoupled'
  readonly layers?: { readonly [layer: string]: LayerMove }
}

const OPTIONS: Names<AdamOptions> = {
  beta1: true,
  beta2: true,
  epsilon: true,
  weightDecay: true,
  decay: true,
  layers: true,
}

/**
 * Adam, and AdamW: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η m̂/(√v̂ + ε), m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ)
 * at step t. Source: Kingma and Ba 2015, arXiv 1412.6980; decoupled decay by Loshchilov and Hutter 2019, arXiv
 * 1711.05101. The same as PyTorch's.
 *
 * @throws TfError for options that it does not know, a β outside [0, 1), ε that is not above 0, and rates and decay below 0.
 */
export function adam(options: AdamOptions = {}): Optimizer {
  requireOptions('adam', options, OPTIONS)
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0, decay = 'decoupled', layers = {} } = options
  requireNumber('adam.beta1', beta1, { from: 0, below: 1 })
  requireNumber('adam.beta2', beta2, { from: 0, below: 1 })
  requireNumber('adam.epsilon', epsilon, { above: 0 })
  requireNumber('adam.weightDecay', weightDecay, { from: 0 })
  requireOneOf('adam.decay', decay, DECAYS)
  requireMoves('adam.layers', layers)
  /** What θ adds to the gradient, and what is kept of it. */
  const pull = (lambda: number, rate: number): [coupled: number, keep: number] =>
    decay === 'gradient' ? [lambda, 1] : [0, 1 - rate * lambda]
  return {
    kind: 'adam',
    settings: { beta1, beta2, epsilon, weightDecay, decay },
    slots: 2,
    weightDecay,
    layers,
    update(kernels, { parameters, gradient, slots }, n, { rate, weightDecay: lambda, step }) {
      const [coupled, keep] = pull(lambda, rate)
      const along = rate / (1 - beta1 ** step)
      const spread = 1 / Math.sqrt(1 - beta2 ** step)
      const [m, v] = slots as readonly [number, number]
      return kernels.adam(
        ...([parameters, gradient, m, v, n] as const),
        ...([along, beta1, 1 - beta1, beta2, 1 - beta2, spread, epsilon, coupled, keep] as const),
      )
    },
    updated(tf, parameter, gradient, slots, { rate, weightDecay: lambda, step }) {
      const [coupled, keep] = pull(lambda, rate)
      const slope = coupled === 0 ? gradient : tf.add(gradient, tf.mul(parameter, coupled))
      const first = tf.add(tf.mul(slots[0]!, beta1), tf.mul(slope, 1 - beta1))
      const second = tf.add(tf.mul(slots[1]!, beta2), tf.mul(tf.square(slope), 1 - beta2))
      const size = tf.add(tf.mul(tf.sqrt(second), 1 / Math.sqrt(1 - beta2 ** step)), epsilon)
      const along = tf.mul(tf.div(first, size), rate / (1 - beta1 ** step))
      const kept = keep === 1 ? parameter : tf.mul(parameter, keep)
      return [tf.sub(kept, along), first, second]
    },
  }
}
