import type { Call } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

/** Entries above `high` become it, those below `low` become that; NaN stays. Whole numbers stay whole. */
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
  else {
    const { buffer } = backend.wasm.HEAPU8
    const view = (at: number): Int32Array | Uint8Array =>
      x.dtype === 'bool' ? new Uint8Array(buffer, at, size) : new Int32Array(buffer, at, size)
    const [entries, clipped] = [view(from), view(to)]
    for (let i = 0; i < size; i++) clipped[i] = Math.min(high, Math.max(low, entries[i]!))
  }
  return out
}
