import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { DataType, TensorInfo } from '../tfjs.ts'

/**
 * A tensor as another type; as the type that it has, it is itself, where the stock kernel copies it. As bool, every entry
 * that is not 0 is 1, where the stock kernel cuts it to a byte.
 */
export const cast: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, { readonly dtype: DataType }>({
  name: 'Cast',
  replaces: true,
  compute({ inputs: { x }, attrs: { dtype }, backend, module, tf, stock }) {
    if (x.dtype === dtype && dtype !== 'string') {
      backend.incRef(x.dataId)
      return { dataId: x.dataId, shape: x.shape, dtype }
    }
    if (dtype !== 'bool' || (x.dtype !== 'float32' && x.dtype !== 'int32')) return stock()
    const out = backend.makeOutput(x.shape, 'bool')
    const { buffer } = backend.wasm.HEAPU8
    const size = tf.util.sizeFromShape(x.shape)
    const place = [module.address(x), size] as const
    const entries = x.dtype === 'float32' ? new Float32Array(buffer, ...place) : new Int32Array(buffer, ...place)
    const to = new Uint8Array(buffer, module.address(out), size)
    for (let i = 0; i < size; i++) to[i] = entries[i] !== 0 ? 1 : 0
    return out
  },
})
