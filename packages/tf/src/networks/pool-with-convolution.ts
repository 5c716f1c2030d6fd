import type { Settings } from '../layers/layer.ts'
import { pooledConvolution } from '../layers/pooled-convolution.ts'
import { apartIn, slidingFrom } from '../layers/window.ts'
import type { Shape } from '../shape.ts'
import type { PlacedLayer } from './network.ts'

/** The largest image into which patches are added, in bytes: the first cache. */
const IMAGE = 1 << 15
/** The most filters with the zeros around them, in bytes: well within the second cache. */
const FILTERS = 1 << 17
/**
 * How many times fewer products it must be: windows of 2 × 2 behind a kernel of 5 × 5 are 2.8 times fewer, and twice as fast;
 * behind one of 3 × 3, 2.25 times fewer, and no faster.
 */
const FEWER = 2.5

/**
 * The same layers with every convolution and the max pool right behind it as one, where that pays. For plans in which
 * nobody asks for what is between the two. The layer keeps the name and the parameters of the convolution.
 */
export function poolWithConvolution(layers: readonly PlacedLayer[]): PlacedLayer[] {
  const joined: PlacedLayer[] = []
  for (const placed of layers) {
    const before = joined.at(-1)
    const fits =
      placed.layer.kind === 'maxPool' &&
      before?.layer.kind === 'convolution' &&
      isSparse(before.input, before.layer.settings, placed.layer.settings)
    if (fits)
      joined[joined.length - 1] = {
        ...before,
        layer: pooledConvolution(before.layer, placed.layer),
        output: placed.output,
      }
    else joined.push(placed)
  }
  return joined
}

/** Whether a pool behind a convolution of an input leaves so few outputs that their patches are the faster way. */
function isSparse(input: Shape, convolution: Settings, pool: Settings): boolean {
  const inner = slidingFrom(convolution, 'kernel')
  const outer = slidingFrom(pool, 'size')
  const [height, width, channels] = input.axes as [number, number, number]
  const [rows, columns] = inner.window
  const [above, side] = apartIn(inner, outer)
  const fewer = (outer.stride[0] * outer.stride[1] * rows * columns) / ((rows + above) * (columns + side))
  const image = (height + 2 * inner.padding) * (width + 2 * inner.padding) * channels
  const filters = (convolution.channels as number) * (rows + above) * (columns + 2 * side) * channels
  return fewer >= FEWER && 4 * image <= IMAGE && 4 * filters <= FILTERS
}
