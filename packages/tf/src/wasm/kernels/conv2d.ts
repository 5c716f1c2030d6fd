import type { backend_util } from '@tensorflow/tfjs-core'
import type { Binding } from '../binding.ts'
import { type ConvolutionAttributes, flattened, geometryOf, requireFloat32 } from '../convolution/geometry.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes extends ConvolutionAttributes {
  readonly dilations: [number, number] | number
}

/** Where the stock kernel leaves outputs unwritten: extents rounded up, and images without channels. */
function isWrong(info: backend_util.Conv2DInfo): boolean {
  const { inHeight, filterHeight, strideHeight, outHeight, inWidth, filterWidth, strideWidth, outWidth } = info
  const { top, bottom, left, right } = info.padInfo
  return (
    info.inChannels === 0 ||
    (outHeight - 1) * strideHeight + filterHeight > inHeight + top + bottom ||
    (outWidth - 1) * strideWidth + filterWidth > inWidth + left + right
  )
}

/**
 * Where ours is the faster of the two. With relaxed SIMD that is from nine products a sum on, and one lane in eight is
 * all that the stock kernel has of a single channel; without it only there. Fewer images than fill a tile, and several
 * threads, are the stock kernel's.
 */
function isFaster({ variant, threaded }: Binding, info: backend_util.Conv2DInfo): boolean {
  const { batchSize, filterHeight, filterWidth, inChannels } = info
  if (threaded || batchSize < 6 || filterHeight * filterWidth * inChannels < 9) return false
  return variant === 'relaxed' || inChannels === 1
}

/**
 * Convolutions: the stock kernel fuses no multiply and add, which relaxed SIMD does. 2 flops for each weight and each
 * output that sees an entry of x with it: see assembly/training/correlate.ts.
 */
export const conv2d: TrainingKernel = trainingKernel<
  { readonly x: TensorInfo; readonly filter: TensorInfo },
  Attributes
>({
  name: 'Conv2D',
  replaces: true,
  compute({ inputs: { x, filter }, attrs, backend, module, tf, stock }) {
    const { strides, pad, dataFormat, dilations, dimRoundingMode } = attrs
    if (dataFormat === 'NCHW') return stock()
    requireFloat32('Conv2D', { x, filter })
    const info = tf.backend_util.computeConv2DInfo(
      x.shape as [number, number, number, number],
      filter.shape as [number, number, number, number],
      strides,
      dilations,
      pad,
      dimRoundingMode,
    )
    if (info.dilationHeight > 1 || info.dilationWidth > 1) return stock()
    if (!isWrong(info) && !isFaster(module, info)) return stock()
    const { images, rows, columns, channels, outChannels } = flattened(geometryOf(info, info.outHeight, info.outWidth))
    const out = backend.makeOutput(info.outShape, 'float32')
    const { correlate, filterPanels, filterPanelsScratch } = module.exports
    module.withScratch(filterPanelsScratch(rows.kernel, columns.kernel, channels, outChannels), (panels) => {
      const weight = 4 * channels * outChannels
      filterPanels(
        module.address(filter),
        rows.kernel,
        columns.kernel,
        columns.kernel * weight,
        weight,
        channels,
        4 * outChannels,
        outChannels,
        4,
        panels,
      )
      correlate(
        true,
        module.address(x),
        panels,
        module.address(out),
        images,
        4 * rows.input * columns.input * channels,
        4 * rows.output * columns.output * outChannels,
        rows.output,
        rows.stride,
        rows.kernel,
        rows.before,
        rows.input,
        4 * columns.input * channels,
        4 * columns.output * outChannels,
        columns.output,
        columns.stride,
        columns.kernel,
        columns.before,
        columns.input,
        4 * channels,
        4 * outChannels,
        channels,
        outChannels,
        32 * columns.kernel * channels,
        32 * channels,
      )
    })
    return out
  },
})
