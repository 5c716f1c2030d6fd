import { type Names, requireOptions } from '../door.ts'
import { TfError } from '../errors.ts'
import { dense } from '../layers/dense.ts'
import { flatten } from '../layers/flatten.ts'
import type { Layer } from '../layers/layer.ts'
import { maxPool } from '../layers/max-pool.ts'
import { residual } from '../layers/residual.ts'
import { requireFactor, scale } from '../layers/scale.ts'
import { type Network, network } from '../networks/network.ts'
import { requireExtents, requireWhole } from '../shape.ts'
import { convolutionNorm, requireOdd } from './convolution-norm.ts'
import { requireImage } from './image.ts'

export interface ResnetOptions {
  /** [height, width, channels], at least 8 × 8 pixels; [32, 32, 3] if left out. */
  readonly image?: readonly [height: number, width: number, channels: number]
  /** 10 if left out. */
  readonly classes?: number
  /** Channels of the four stages; [64, 128, 256, 512] if left out. */
  readonly widths?: readonly [prep: number, first: number, second: number, third: number]
  /** Height and width of the first kernels, odd; 15 if left out, as published for `filters` (3 in the original). */
  readonly kernel?: number
  /** What the last products are multiplied by; 0.125 if left out. */
  readonly outputScale?: number
}

const KNOWN: Names<ResnetOptions> = { image: true, classes: true, widths: true, kernel: true, outputScale: true }

/**
 * The small ResNet of `filters`, the DAWNBench entry for CIFAR-10 with large first kernels. Every convolution is 3 × 3
 * but the first, keeps the size of the image, and is followed by batch normalization and ReLU:
 *
 *     prep → layer1, pool 2 × 2, x + layer1.body(x) → layer2, pool 2 × 2 → layer3, pool 2 × 2, x + layer3.body(x)
 *     → pool over all that is left → linear without bias × 0.125
 *
 * Source: D. Page 2018, How to train your ResNet; arXiv 2406.06158, Fig. 6b and appendix D.3. At its own size a step takes
 * 2.5 GFLOP a sample as plain sums, nearly all in convolutions, and 1.2 by minimal filtering; a sample takes 5.6 MiB of
 * memory, a batch of 512 2.9 GiB.
 *
 * @throws TfError for an image smaller than 8 × 8, and an even kernel.
 */
export function resnet(options: ResnetOptions = {}): Network {
  requireOptions('resnet', options, KNOWN)
  const { image = [32, 32, 3], classes = 10, widths = [64, 128, 256, 512], kernel = 15, outputScale = 0.125 } = options
  requireImage('resnet.image', image)
  requireWhole('resnet.classes', classes)
  requireExtents('resnet.widths', widths, { length: 4, accepted: '[prep, first, second, third]' })
  requireOdd('resnet.kernel', kernel)
  requireFactor('resnet.outputScale', outputScale)
  const [prep, first, second, third] = widths
  const [height, width] = [Math.floor(image[0] / 8), Math.floor(image[1] / 8)]
  if (!(height >= 1 && width >= 1))
    throw new TfError(
      `resnet.image is [${image.join(', ')}]: at least 8 × 8 pixels are accepted, for three pools of 2 × 2${height < 1 && width >= 1 ? ' (channels come last)' : ''}`,
    )
  return network({ axes: image }, [
    ...convolutionNorm('prep', prep, kernel),
    ...convolutionNorm('layer1', first, 3),
    maxPool(2),
    block('layer1', first),
    ...convolutionNorm('layer2', second, 3),
    maxPool(2),
    ...convolutionNorm('layer3', third, 3),
    maxPool(2),
    block('layer3', third),
    maxPool([height, width]),
    flatten(),
    dense(classes, { name: 'linear', bias: false }),
    scale(outputScale),
  ])
}

/** x + two convolutions of x. */
function block(name: string, channels: number): Layer {
  return residual([...convolutionNorm(`${name}.body1`, channels, 3), ...convolutionNorm(`${name}.body2`, channels, 3)])
}
