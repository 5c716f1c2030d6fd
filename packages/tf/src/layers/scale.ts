import { TfError } from '../errors.ts'
import { requireAxes } from '../shape.ts'
import type { Layer } from './layer.ts'

/**
 * Every entry times a fixed factor that is not trained. Fast: the pass that comes next takes it along, unless there is
 * none.
 */
export function scale(factor: number, options: { readonly name?: string } = {}): Layer {
  if (!(Number.isFinite(factor) && factor !== 0))
    throw new TfError(`factor is ${factor}: a number other than 0 is accepted`)
  return {
    kind: 'scale',
    ...options,
    settings: { factor },
    homogeneity: 'linear',
    shape(input) {
      requireAxes(input, [1, 2, 3], 'numbers')
      return input
    },
    forward: ({ tf }, x) => tf.mul(x, factor),
    plan(on, x) {
      // A bias that is still to be added would be multiplied too.
      const value = x.codes || x.rows || x.pending?.bias ? on.plain(x) : x
      return { ...value, pending: { scale: factor * (value.pending?.scale ?? 1) } }
    },
  }
}
