import type { RandomStream } from '../random/stream.ts'

/**
 * Random weights of every layer, first layer first: normal with standard deviation scale/√(inputs of the layer); the
 * first layer is divided by α and the last multiplied by it, so that the product is the same for every α.
 *
 * @param widths inputs, hidden layers, outputs.
 */
export function drawLayers(
  random: RandomStream,
  widths: readonly number[],
  scale: number,
  alpha: number,
): Float64Array[] {
  const last = widths.length - 2
  return Array.from({ length: last + 1 }, (_, l) => {
    const size = (scale * (l === last ? alpha : 1)) / (l === 0 ? alpha : 1) / Math.sqrt(widths[l]!)
    return Float64Array.from({ length: widths[l]! * widths[l + 1]! }, () => size * random.normal())
  })
}
