import { type Names, requireOptions } from '../door.ts'
import { averagePool } from '../layers/average-pool.ts'
import { dense } from '../layers/dense.ts'
import { flatten } from '../layers/flatten.ts'
import { maxPool } from '../layers/max-pool.ts'
import { type Network, network } from '../networks/network.ts'
import { requireExtents, requireWhole } from '../shape.ts'
import { convolutionNorm, requireOdd } from './convolution-norm.ts'
import { requireImage } from './image.ts'

export interface CnnOptions {
  /** [height, width, channels], at least 4 × 4 pixels; [32, 32, 3] if left out. */
  readonly image?: readonly [height: number, width: number, channels: number]
  /** 10 if left out. */
  readonly classes?: number
  /** Channels of the three convolutions; [16, 32, 64] if left out. */
  readonly widths?: readonly [first: number, second: number, third: number]
  /** Height and width of the first kernels, odd; 15 if left out. */
  readonly kernel?: number
}

const KNOWN: Names<CnnOptions> = { image: true, classes: true, widths: true, kernel: true }

/**
 * The small size of `filters`: three convolutions, the first with large kernels and the others 3 × 3, each followed by
 * batch normalization and ReLU, the first two by a max pool of 2 × 2; the mean of what is left of the image, and a linear
 * layer.
 *
 * @throws TfError for an image that the pools leave nothing of, and an even kernel.
 */
export function cnn(options: CnnOptions = {}): Network {
  requireOptions('cnn', options, KNOWN)
  const { image = [32, 32, 3], classes = 10, widths = [16, 32, 64], kernel = 15 } = options
  requireImage('cnn.image', image)
  requireWhole('cnn.classes', classes)
  requireExtents('cnn.widths', widths, { length: 3, accepted: '[first, second, third]' })
  requireOdd('cnn.kernel', kernel)
  return network({ axes: image }, [
    ...convolutionNorm('conv1', widths[0], kernel),
    maxPool(2),
    ...convolutionNorm('conv2', widths[1], 3),
    maxPool(2),
    ...convolutionNorm('conv3', widths[2], 3),
    averagePool([Math.max(1, Math.floor(image[0] / 4)), Math.max(1, Math.floor(image[1] / 4))]),
    flatten(),
    dense(classes, { name: 'linear' }),
  ])
}
