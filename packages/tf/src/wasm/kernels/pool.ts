import type { Binding } from '../binding.ts'
import type { Call } from '../kernel.ts'
import { poolImages, poolImagesScratch } from '../pooling/pool-images.ts'
import type { TensorInfo } from '../tfjs.ts'
import { type PoolAttributes, type Windows, windowsOf } from './windows.ts'

/** Entries whose sum, one after the other, float32 is not exact enough for: the sum of an image is then a sum. */
const LONG = 256

/** The largest entry or the mean of each window of a float32 image. */
export function pool(
  { inputs: { x }, attrs, backend, module, tf }: Call<{ readonly x: TensorInfo }, PoolAttributes>,
  what: 'max' | 'mean',
): TensorInfo {
  const { windows, outShape, same, global } = windowsOf(tf, x, attrs)
  if (same) {
    backend.incRef(x.dataId)
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
  }
  const [batch, inHeight, inWidth, channels] = windows
  const out = backend.makeOutput(outShape, 'float32')
  const [from, to] = [module.address(x), module.address(out)]
  if (what === 'mean' && global && inHeight * inWidth > LONG)
    module.withScratch(module.exports.sumScratch(inHeight * inWidth, channels), (scratch) =>
      module.exports.sum(from, to, batch, inHeight * inWidth, channels, 1 / (inHeight * inWidth), scratch),
    )
  else poolWindows(module, what, from, to, windows)
  return out
}

/** The same of the images at an address. */
export function poolWindows(
  { exports, withScratch }: Binding,
  what: 'max' | 'mean',
  x: number,
  out: number,
  windows: Windows,
): void {
  const bytes = poolImagesScratch(exports, windows)
  if (bytes === 0) poolImages(exports, what, x, out, windows, 0, 0)
  else withScratch(bytes, (scratch) => poolImages(exports, what, x, out, windows, bytes, scratch))
}
