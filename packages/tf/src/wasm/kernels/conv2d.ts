import type { Binding } from '../binding.ts'
import { correlateImages, packFilter, panelsScratch } from '../convolution/correlation.ts'
import { flattened, type Geometry, geometryOf, requireFloat32 } from '../convolution/geometry.ts'
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
    const correlation = flattened(geometry)
    const { rows, columns, channels, outChannels } = correlation
    const out = backend.makeOutput(info.outShape, 'float32')
    module.withScratch(panelsScratch(module.exports, correlation), (panels) => {
      packFilter(module.exports, correlation, module.address(filter), panels)
      correlateImages(
        module.exports,
        correlation,
        { address: module.address(x), image: 4 * rows.input * columns.input * channels },
        panels,
        { address: module.address(out), image: 4 * rows.output * columns.output * outChannels },
      )
    })
    return out
  },
})
