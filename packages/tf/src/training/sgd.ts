import { type Names, requireFlag, requireNumber, requireOneOf, requireOptions } from '../door.ts'
import { TfError } from '../errors.ts'
import { DECAYS, type LayerMove, type Optimizer, requireMoves } from './optimizer.ts'

export interface SgdOptions {
  /** μ, from 0 up to but not including 1; 0 if left out. */
  readonly momentum?: number
  /** Nesterov's step, from where the momentum leads. */
  readonly nesterov?: boolean
  /** λ ≥ 0; 0 if left out. */
  readonly weightDecay?: number
  /**
   * `gradient` if left out: λθ is added to the gradient, as `weight_decay` of PyTorch's SGD does. `decoupled`: θ ← (1 −
   * ηλ)θ besides.
   */
  readonly decay?: 'gradient' | 'decoupled'
  readonly layers?: { readonly [layer: string]: LayerMove }
}

const OPTIONS: Names<SgdOptions> = { momentum: true, nesterov: true, weightDecay: true, decay: true, layers: true }

/**
 * Gradient descent, with momentum where it is above 0: v ← μv + g, θ ← θ − ηv, with Nesterov θ ← θ − η(g + μv). The same
 * as PyTorch's SGD without dampening.
 *
 * @throws TfError for options that it does not know, momentum outside [0, 1), rates and decay below 0, and Nesterov without
 * momentum.
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  requireOptions('sgd', options, OPTIONS)
  const { momentum = 0, nesterov = false, weightDecay = 0, decay = 'gradient', layers = {} } = options
  requireNumber('sgd.momentum', momentum, { from: 0, below: 1 })
  requireFlag('sgd.nesterov', nesterov)
  if (nesterov && momentum === 0)
    throw new TfError('sgd.nesterov is true with momentum 0: momentum above 0 is accepted')
  requireNumber('sgd.weightDecay', weightDecay, { from: 0 })
  requireOneOf('sgd.decay', decay, DECAYS)
  requireMoves('sgd.layers', layers)
  /** What θ adds to the gradient, and what is kept of it. */
  const pull = (lambda: number, rate: number): [coupled: number, keep: number] =>
    decay === 'gradient' ? [lambda, 1] : [0, 1 - rate * lambda]
  return {
    kind: 'sgd',
    settings: { momentum, nesterov, weightDecay, decay },
    slots: momentum > 0 ? 1 : 0,
    weightDecay,
    layers,
    update(kernels, { parameters, gradient, slots }, n, { rate, weightDecay: lambda }) {
      const [coupled, keep] = pull(lambda, rate)
      return momentum > 0
        ? kernels.momentum(parameters, gradient, slots[0]!, n, rate, momentum, coupled, keep, nesterov ? 1 : 0)
        : kernels.descend(parameters, gradient, n, rate, coupled, keep)
    },
    updated(tf, parameter, gradient, slots, { rate, weightDecay: lambda }) {
      const [coupled, keep] = pull(lambda, rate)
      const slope = coupled === 0 ? gradient : tf.add(gradient, tf.mul(parameter, coupled))
      const kept = keep === 1 ? parameter : tf.mul(parameter, keep)
      if (momentum === 0) return [tf.sub(kept, tf.mul(slope, rate))]
      const velocity = tf.add(tf.mul(slots[0]!, momentum), slope)
      const along = nesterov ? tf.add(slope, tf.mul(velocity, momentum)) : velocity
      return [tf.sub(kept, tf.mul(along, rate)), velocity]
    },
  }
}
