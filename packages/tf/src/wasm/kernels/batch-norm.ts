import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { repeats } from './wide.ts'

interface Inputs {
  readonly x: TensorInfo
  readonly mean: TensorInfo
  readonly variance: TensorInfo
  readonly offset?: TensorInfo
  readonly scale?: TensorInfo
}

/**
 * (x − mean) scale / √(variance + ε) + offset, with one of each a channel: the roots are taken once a channel, where the
 * stock kernel takes one an entry. Floor: 4 bytes read and 4 written an entry.
 */
export const batchNorm: TrainingKernel = trainingKernel<Inputs, { readonly varianceEpsilon?: number }>({
  name: 'FusedBatchNorm',
  replaces: true,
  compute({ inputs, attrs: { varianceEpsilon = 0.001 }, backend, module, tf, stock }) {
    const { x, mean, variance, offset, scale } = inputs
    const { util } = tf
    const channels = util.sizeFromShape(mean.shape)
    const size = util.sizeFromShape(x.shape)
    const fits = (tensor: TensorInfo | undefined): boolean =>
      !tensor || (tensor.dtype === 'float32' && util.sizeFromShape(tensor.shape) === channels)
    if (x.dtype !== 'float32' || size === 0 || size % channels !== 0) return stock()
    if (![mean, variance, offset, scale].every(fits)) return stock()
    const width = channels * repeats(channels, size / channels)
    const out = backend.makeOutput(x.shape, 'float32')
    module.withScratch(12 * width, (scratch) => {
      const { buffer } = backend.wasm.HEAPU8
      const values = (tensor: TensorInfo): Float32Array => new Float32Array(buffer, module.address(tensor), channels)
      const [means, variances] = [values(mean), values(variance)]
      const [offsets, scales] = [offset && values(offset), scale && values(scale)]
      const rows = new Float32Array(buffer, scratch, 3 * width)
      for (let i = 0; i < width; i++) {
        const channel = i % channels
        rows[i] = means[channel]!
        rows[width + i] = (scales ? scales[channel]! : 1) / Math.sqrt(variances[channel]! + varianceEpsilon)
        rows[2 * width + i] = offsets ? offsets[channel]! : 0
      }
      const at = [scratch, scratch + 4 * width, scratch + 8 * width] as const
      module.exports.normalize(module.address(x), ...at, module.address(out), size, width)
    })
    return out
  },
})
