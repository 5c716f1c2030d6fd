import { type Names, requireOptions } from '../door/fields.ts'
import { requirePositive } from '../door/number.ts'
import { type RandomStream, requireStream } from '../random/stream.ts'
import { type LayerRates, requireLayerRates, requireWidths } from './problem.ts'

/** What a random start leaves open. */
export interface DeepLinearStartOptions {
  /** Size of every layer, above 0; 1 if left out. */
  readonly scale?: number | undefined
  /** η_l of each layer, or one for all; 1 if left out. They do not change what is drawn. */
  readonly learningRate?: LayerRates | undefined
}

const OPTIONS: Names<DeepLinearStartOptions> = { scale: true, learningRate: true }

/**
 * A random start of a deep linear network: the entries of W_l are normal with mean 0 and standard deviation
 * scale/√(inputs of the layer), its fan-in, so that with scale 1 a layer keeps the mean square of its inputs. Small
 * scales are rich, with a plateau before each mode; at depth L the product is of the order of scale^L.
 *
 * Source: LeCun, Bottou, Orr and Müller 1998, Efficient BackProp, section 4.6 (1/√(fan-in)); Saxe, McClelland and
 * Ganguli 2014 for deep linear networks.
 *
 * @example
 * const start = deepLinearStart(randomStream(0, 'student'), [3, 4, 2], { scale: 0.1, learningRate: 0.5 })
 * start.learningRate // [0.5, 0.5]
 * flowDeepLinear({ ...start, X: [1, 0, 0, 0, 1, 0], Y: [1, 0, 0, 2] }, [200]).loss // [0]
 *
 * @param widths inputs, hidden layers, outputs: two or more whole numbers above 0.
 * @returns a start for {@link flowDeepLinear} and {@link deepLinearDescent}, learning rates included.
 * @throws LazyrichError for what is no stream, widths that are none, and a scale or rates that are not positive.
 */
export function deepLinearStart(
  random: RandomStream,
  widths: ArrayLike<number>,
  options: DeepLinearStartOptions = {},
): { widths: number[]; W0: Float64Array<ArrayBuffer>[]; learningRate: number[] } {
  requireStream(random)
  const sizes = requireWidths(widths)
  requireOptions('options', options, OPTIONS)
  const { scale = 1 } = options
  requirePositive('scale', scale)
  const learningRate = requireLayerRates(options.learningRate, sizes.length - 1)
  return { widths: sizes, W0: drawLayers(random, sizes, scale, 1), learningRate }
}

/**
 * The weights of {@link deepLinearStart}, first layer first; the first layer is divided by α and the last multiplied by
 * it, so that the product is the same for every α.
 */
export function drawLayers(
  random: RandomStream,
  widths: readonly number[],
  scale: number,
  alpha: number,
): Float64Array<ArrayBuffer>[] {
  const last = widths.length - 2
  return Array.from({ length: last + 1 }, (_, l) => {
    const size = (scale * (l === last ? alpha : 1)) / (l === 0 ? alpha : 1) / Math.sqrt(widths[l]!)
    return Float64Array.from({ length: widths[l]! * widths[l + 1]! }, () => size * random.normal())
  })
}
