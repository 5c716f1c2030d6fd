import { refuse } from '../door.ts'
import { requireEntries } from '../shape.ts'
import type { Layer } from './layer.ts'
import { NAME, nameFrom } from './name.ts'

/**
 * Every entry times a fixed factor that is not trained. Fast: the pass that comes next takes it along, unless there is
 * none.
 *
 * @throws TfError unless the factor is a finite number other than 0.
 */
export function scale(factor: number, options: { readonly name?: string } = {}): Layer {
  requireFactor('scale.factor', factor)
  const name = nameFrom('scale', options, NAME)
  return {
    kind: 'scale',
    ...name,
    settings: { factor },
    homogeneity: 'linear',
    shape(input) {
      requireEntries(input)
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

/** @throws TfError unless entries can be multiplied by it and not be lost. */
export function requireFactor(what: string, given: unknown): void {
  if (!(Number.isFinite(given) && given !== 0)) refuse(what, given, 'a number other than 0')
}
