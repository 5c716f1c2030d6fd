import { refuse } from '../door.ts'
import { batchNorm } from '../layers/batch-norm.ts'
import { convolution } from '../layers/convolution.ts'
import type { Layer } from '../layers/layer.ts'
import { relu } from '../layers/relu.ts'

/**
 * A convolution that keeps the image's size, without bias, which batch normalization would take out again, then that
 * normalization and ReLU. Named `name` and `name.norm`.
 *
 * @param kernel odd, so that (kernel − 1)/2 zeros on each side keep the size.
 */
export function convolutionNorm(name: string, channels: number, kernel: number): Layer[] {
  return [
    convolution(channels, { name, kernel, padding: (kernel - 1) / 2, bias: false }),
    batchNorm({ name: `${name}.norm` }),
    relu(),
  ]
}

/** @throws TfError unless a convolution of that extent can keep the size of images. */
export function requireOdd(what: string, given: number): void {
  if (!(Number.isInteger(given) && given % 2 === 1 && given > 0)) refuse(what, given, 'an odd whole number above 0')
}
