import { isSparse, pooledConvolution } from '../layers/pooled-convolution.ts'
import type { PlacedLayer } from './network.ts'

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
