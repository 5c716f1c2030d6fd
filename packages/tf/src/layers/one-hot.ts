import type { Tensor1D } from '@tensorflow/tfjs'
import { TfError } from '../errors.ts'
import { shownShape } from '../shape.ts'
import type { Layer } from './layer.ts'
import { NAME, nameFrom } from './name.ts'

/**
 * Tokens [length] as unit vectors [length, alphabet], the alphabet being that of the input. Nothing is written out where
 * a dense layer follows.
 */
export function oneHot(options: { readonly name?: string } = {}): Layer {
  return {
    kind: 'oneHot',
    ...nameFrom('oneHot', options, NAME),
    settings: {},
    homogeneity: 'linear',
    shape(input) {
      if (input.tokens === undefined || input.axes.length !== 1)
        throw new TfError(`its input is ${shownShape(input)}: [length] of tokens is accepted`)
      return { axes: [input.axes[0]!, input.tokens] }
    },
    // Cast afterwards: asked for float32, the wasm backend of 4.22 writes the bits of whole numbers. One token alone, tf
    // refuses.
    forward: ({ tf, input: { tokens }, output }, x) =>
      tokens === 1 ? tf.ones([x.shape[0]!, ...output.axes]) : tf.cast(tf.oneHot(x as Tensor1D, tokens!), 'float32'),
    plan: ({ input, output }, x) => ({
      shape: output,
      at: 0,
      gradient: 0,
      free: true,
      codes: { ids: x.at, length: input.axes[0]!, alphabet: input.tokens! },
    }),
  }
}
