import { TfError } from '../errors.ts'
import { shownShape, sizeOf } from '../shape.ts'
import type { Layer } from './layer.ts'
import { NAME, nameFrom } from './name.ts'

/** All axes in one, row-major; costs nothing. */
export function flatten(options: { readonly name?: string } = {}): Layer {
  return {
    kind: 'flatten',
    ...nameFrom('flatten', options, NAME),
    settings: {},
    homogeneity: 'linear',
    shape(input) {
      if (input.tokens !== undefined) throw new TfError(`its input is ${shownShape(input)}: numbers are accepted`)
      return { axes: [sizeOf(input)] }
    },
    forward: ({ tf, output }, x) => tf.reshape(x, [x.shape[0]!, ...output.axes]),
    plan(on, x) {
      // What is pending there goes by the last axis, which is another from here on.
      const { rows: _, ...plain } = x.codes ? x : on.plain(x)
      return { ...plain, shape: on.output }
    },
  }
}
