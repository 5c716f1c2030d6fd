import type { Call } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

/** The bounds of int32. */
const LEAST = -(2 ** 31)
const MOST = 2 ** 31 - 1

/**
 * Entries above `high` become it, of the others those below `low` become that; NaN stays. Whole numbers stay whole: a
 * bound that is none is cut towards 0.
 */
export function clipped(
  { inputs: { x }, backend, module, tf, stock }: Call<{ readonly x: TensorInfo }, object>,
  low: number,
  high: number,
): TensorInfo {
  if (x.dtype === 'string' || x.dtype === 'complex64') return stock()
  const size = tf.util.sizeFromShape(x.shape)
  const out = backend.makeOutput(x.shape, x.dtype)
  const [from, to] = [module.address(x), module.address(out)]
  if (x.dtype === 'float32') module.exports.clip(from, to, size, low, high)
  else if (x.dtype === 'int32' && low <= high && low <= MOST && high >= LEAST)
    module.exports.clipWhole(from, to, size, Math.trunc(Math.max(low, LEAST)), Math.trunc(Math.min(high, MOST)))
  else {
    const { buffer } = backend.wasm.HEAPU8
    const view = (at: number): Int32Array | Uint8Array =>
      x.dtype === 'bool' ? new Uint8Array(buffer, at, size) : new Int32Array(buffer, at, size)
    const [entries, clipped] = [view(from), view(to)]
    for (const [i, value] of entries.entries()) {
      // Comparisons, and not the greatest and the least: a bound that is no number is none.
      if (value > high) clipped[i] = high
      else if (value < low) clipped[i] = low
      else clipped[i] = value
    }
  }
  return out
}
