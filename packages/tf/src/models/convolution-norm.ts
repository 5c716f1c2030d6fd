import { TfError } from '../errors.ts'
import { batchNorm } from '../layers/batch-norm.ts'
import { convolution } from '../layers/convolution.ts'
import type { Layer } from '../layers/layer.ts'
import { relu } from '../layers/relu.ts'

/**
 * A convolution that keeps the image's size, without bias, which batch normalization would take out again, then that
 * normalization and ReLU. Named `name` and `name.norm`.
 *
 * @param kernel odd, so that (kernel − 1)/2 zeros on each side keep the size.
 * @throws TfError for an even kernel.
 */
export function convolutionNorm(name: string, channels: number, kernel: number): Layer[] {
  if (!(Number.isInteger(kernel) && kernel % 2 === 1 && kernel > 0))
    throw new TfError(`kernel is ${kernel}: an odd whole number is accepted`)
  return [
    convolution(channels, { name, kernel, padding: (kernel - 1) / 2, bias: false }),
    batchNorm({ name: `${name}.norm` }),
    relu(),
  ]
}
