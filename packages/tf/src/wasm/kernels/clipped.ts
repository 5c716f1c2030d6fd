import type { Call } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

/** Entries above `high` become it, those below `low` become that; NaN stays. Whole numbers stay whole. */
export function clipped(
  { inputs: { x }, backend, module, tf, stock }: Call<{ readonly x: TensorInfo }, object>,
  low: number,
  high: number,
): TensorInfo {
  if (x.dtype !== 'float32' && x.dtype !== 'int32') return stock()
  const size = tf.util.sizeFromShape(x.shape)
  const out = backend.makeOutput(x.shape, x.dtype)
  const [from, to] = [module.address(x), module.address(out)]
  if (x.dtype === 'float32') module.exports.clip(from, to, size, low, high)
  else {
    const { buffer } = backend.wasm.HEAPU8
    const entries = new Int32Array(buffer, to, size)
    for (const [i, value] of new Int32Array(buffer, from, size).entries())
      entries[i] = Math.min(high, Math.max(low, value))
  }
  return out
}
