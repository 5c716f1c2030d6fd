import { requireAxes } from '../shape.ts'
import type { Layer } from './layer.ts'
import { NAME, nameFrom } from './name.ts'

/** The last token of [length, features] alone, [features]. Fast: a copy forward and back. */
export function last(options: { readonly name?: string } = {}): Layer {
  return {
    kind: 'last',
    ...nameFrom('last', options, NAME),
    settings: {},
    homogeneity: 'linear',
    shape(input) {
      requireAxes(input, [2], '[length, features]')
      return { axes: [input.axes[1]!] }
    },
    forward({ tf, input: { axes }, output }, x) {
      const token = tf.slice(x, [0, axes[0]! - 1, 0], [-1, 1, -1])
      return tf.reshape(token, [x.shape[0]!, ...output.axes])
    },
    plan(on, given) {
      const { kernels, memory, batch, input, output } = on
      const x = given.rows ? given : on.plain(given)
      const out = on.value(output)
      const [length, width] = input.axes as [number, number]
      const { rows } = x
      if (rows) {
        const index = memory.take(batch)
        const sums = on.scratch(kernels.segmentSumScratch(batch, width, rows.most))
        on.add({
          forward(count) {
            kernels.copyRows(rows.index + 4 * (length - 1), index, count, 4, 4 * length, 4)
            kernels.gather(rows.at, index, out.at, 1, rows.distinct(), count, 4 * width)
          },
          backward(count) {
            kernels.segmentSum(out.gradient, index, rows.gradient, count, width, rows.distinct(), sums.at)
          },
        })
        return out
      }
      const before = 4 * (length - 1) * width
      on.add({
        forward(count) {
          kernels.copyRows(x.at + before, out.at, count, 4 * width, 4 * length * width, 4 * width)
        },
        backward(count) {
          if (!x.gradient) return
          kernels.clear(x.gradient, 4 * count * length * width)
          kernels.copyRows(out.gradient, x.gradient + before, count, 4 * width, 4 * width, 4 * length * width)
        },
      })
      return out
    },
  }
}
