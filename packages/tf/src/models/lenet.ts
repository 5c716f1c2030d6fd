import { type Names, requireOptions } from '../door.ts'
import { convolution } from '../layers/convolution.ts'
import { dense } from '../layers/dense.ts'
import { flatten } from '../layers/flatten.ts'
import { maxPool } from '../layers/max-pool.ts'
import { relu } from '../layers/relu.ts'
import { type Network, network } from '../networks/network.ts'
import { requireWhole } from '../shape.ts'
import { requireImage } from './image.ts'

export interface LenetOptions {
  /** [height, width, channels], at least [12, 12, 1]; [28, 28, 1] if left out. */
  readonly image?: readonly [height: number, width: number, channels: number]
  /** 10 if left out. */
  readonly classes?: number
}

const KNOWN: Names<LenetOptions> = { image: true, classes: true }

/**
 * LeNet-5 of `features`, with ReLU and max pools: two convolutions of 5 × 5 with 6 and 16 channels, the first padded by 2,
 * each followed by ReLU and a pool of 2 × 2, then 120, 84 and as many outputs as classes. Weights start from U(±1/√fan-in),
 * biases at 0. Source: LeCun et al. 1998, doi 10.1109/5.726791; arXiv 2406.06158, Fig. 6a.
 *
 * @example
 * lenet().size // 61,706 parameters
 *
 * @throws TfError where an image is too small for its convolutions.
 */
export function lenet(options: LenetOptions = {}): Network {
  requireOptions('lenet', options, KNOWN)
  const { image = [28, 28, 1], classes = 10 } = options
  requireImage('lenet.image', image)
  requireWhole('lenet.classes', classes)
  return network({ axes: image }, [
    convolution(6, { kernel: 5, padding: 2, name: 'conv1' }),
    relu(),
    maxPool(2),
    convolution(16, { kernel: 5, name: 'conv2' }),
    relu(),
    maxPool(2),
    flatten(),
    dense(120, { name: 'fc1' }),
    relu(),
    dense(84, { name: 'fc2' }),
    relu(),
    dense(classes, { name: 'fc3' }),
  ])
}
