import { OPERATIONS } from '../planning/operations.ts'
import { leastOfFour } from '../planning/plain.ts'
import { requireEntries, sizeOf } from '../shape.ts'
import type { Layer } from './layer.ts'
import { NAME, nameFrom } from './name.ts'

/**
 * z Φ(z) for every entry, Φ(z) = ½ (1 + erf(z/√2)) the normal distribution function; its gradient is Φ(z) + z φ(z).
 * Source: Hendrycks and Gimpel 2016, arXiv 1606.08415, by erf and not by tanh.
 *
 * Fast: with the bias and the factor of the layer before in the same pass, which keeps the gradient too: one
 * exponential an entry forward, a product backward.
 */
export function gelu(options: { readonly name?: string } = {}): Layer {
  return {
    kind: 'gelu',
    ...nameFrom('gelu', options, NAME),
    settings: {},
    homogeneity: 'other',
    shape(input) {
      requireEntries(input)
      return input
    },
    forward: ({ tf }, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
    plan(on, given) {
      const x = given.codes || given.rows ? on.plain(given) : given
      const { kernels, memory, batch, output } = on
      const { scale, bias } = x.pending ?? { scale: 1 }
      const out = on.value(output)
      const size = sizeOf(output)
      const width = bias?.size ?? 1
      const period = leastOfFour(width)
      const offsets = memory.take(period)
      // The products are not needed any more once there is a slope in their place.
      const slopes = x.free ? x.at : memory.take(batch * size)
      const ofSums = bias ? kernels.sumScratch(batch * (size / width), width) : 0
      const scratch = on.scratch(Math.max(kernels.geluScratch(), ofSums))
      on.add({
        forward(count) {
          if (bias) kernels.pattern(bias.at, width, period, offsets)
          kernels.gelu(x.at, count * size, offsets, period, scale, out.at, slopes, scratch.at)
        },
        backward(count) {
          if (x.gradient)
            kernels.withRow(out.gradient, slopes, x.gradient, count * size, count * size, OPERATIONS.multiply)
        },
        ...(bias
          ? {
              parameters: [bias],
              slope(first, count) {
                const from = x.gradient + 4 * first * size
                kernels.sum(from, bias.gradient, 1, count * (size / width), width, 1 / scale, scratch.at)
              },
            }
          : {}),
      })
      return out
    },
  }
}
