import { TfError } from '../errors.ts'
import type { LayerMove, Optimizer } from './optimizer.ts'

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

/**
 * Gradient descent, with momentum where it is above 0: v ← μv + g, θ ← θ − ηv, with Nesterov θ ← θ − η(g + μv). The same
 * as PyTorch's SGD without dampening.
 *
 * @throws TfError for momentum outside [0, 1), a decay below 0, and Nesterov without momentum.
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  const { momentum = 0, nesterov = false, weightDecay = 0, decay = 'gradient', layers = {} } = options
  if (!(momentum >= 0 && momentum < 1))
    throw new TfError(`momentum is ${momentum}: a number from 0 up to but not including 1 is accepted`)
  if (nesterov && momentum === 0) throw new TfError('nesterov is true with momentum 0: momentum above 0 is accepted')
  if (!(weightDecay >= 0 && Number.isFinite(weightDecay)))
    throw new TfError(`weightDecay is ${weightDecay}: a number from 0 on is accepted`)
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
