import type { Layer } from './layer.ts'
import { type PoolOptions, poolOf } from './pool.ts'
import type { Extent } from './window.ts'

/**
 * The largest entry of each window of images [height, width, channels], for each channel: windows that fit, nothing is
 * padded. Its gradient goes to the first largest. An entry that is NaN is never the largest; where all are, −∞ is.
 *
 * Fast: 4 bytes read an entry and 4 written a window forward, 8 read and 4 written an entry backward. A bias and a factor
 * s > 0 that are pending are left to what comes behind, where entries are fewer: max(s z + b) = s max(z) + b.
 */
export function maxPool(size: Extent, options: PoolOptions = {}): Layer {
  return poolOf(
    {
      kind: 'maxPool',
      homogeneity: 'homogeneous',
      what: 'max',
      forward: (tf, x, window, stride) => tf.maxPool(x, window, stride, 'valid'),
      commutes: ({ scale }) => scale > 0,
      backward(kernels, d, x, to, windows, exact) {
        kernels.maxPoolGradient(d, x, to, ...windows, exact)
      },
    },
    size,
    options,
  )
}
