import type { Binding } from '../binding.ts'
import { flattened, type Geometry, geometryOf, requireFloat32 } from '../convolution/geometry.ts'
import { lanesOf } from '../convolution/lanes.ts'
import { type ForwardAttributes, forwardInfo, isWrong, onWindow, spreadsNaN } from '../convolution/window.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

/**
 * Where ours is the faster of the two, from nine products a sum on: with relaxed SIMD everywhere, without it for one
 * channel and for up to three output channels, which leave lanes of the stock kernel idle. Fewer images than fill a
 * tile, and several threads, are the stock kernel's.
 */
function isFaster({ variant, threaded }: Binding, { images, rows, columns, channels, outChannels }: Geometry): boolean {
  if (threaded || images < 6 || rows.kernel * columns.kernel * channels < 9) return false
  return variant === 'relaxed' || channels === 1 || outChannels <= 3
}

/**
 * Convolutions: the stock kernel fuses no multiply and add, which relaxed SIMD does, is wrong or fails for some shapes,
 * and spreads a NaN of the filter. 2 flops for each weight and each output that sees an entry of x with it: see assembly/training/correlate.ts.
 */
export const conv2d: TrainingKernel = trainingKernel<
  { readonly x: TensorInfo; readonly filter: TensorInfo },
  ForwardAttributes
>({
  name: 'Conv2D',
  replaces: true,
  compute(call) {
    const { inputs, attrs, backend, module, tf, stock } = call
    const { x, filter } = inputs
    if (attrs.dataFormat === 'NCHW') return stock()
    requireFloat32('Conv2D', { x, filter })
    const info = forwardInfo(tf, x, filter, attrs, false)
    const geometry = geometryOf(info, info.outHeight, info.outWidth)
    if (info.dilationHeight > 1 || info.dilationWidth > 1) return isWrong(info) ? onWindow(call, info) : stock()
    if (!isWrong(info) && !isFaster(module, geometry) && !spreadsNaN(module, filter, info)) return stock()
    const { images, rows, columns, channels, outChannels } = flattened(geometry)
    const lanes = lanesOf(outChannels)
    const out = backend.makeOutput(info.outShape, 'float32')
    const { correlate, filterPanels, filterPanelsScratch } = module.exports
    module.withScratch(filterPanelsScratch(rows.kernel, columns.kernel, channels, outChannels, lanes), (panels) => {
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
        lanes,
        panels,
      )
      correlate(
        lanes,
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
        4 * lanes * columns.kernel * channels,
        4 * lanes * channels,
      )
    })
    return out
  },
})
