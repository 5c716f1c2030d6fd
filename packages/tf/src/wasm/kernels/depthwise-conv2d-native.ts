import type { backend_util } from '@tensorflow/tfjs-core'
import { geometryOf, requireFloat32 } from '../convolution/geometry.ts'
import {
  type ForwardAttributes,
  type ForwardInputs,
  forwardInfo,
  isWrong,
  onWindow,
  spreadsNaN,
} from '../convolution/window.ts'
import { type Call, type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

const NAME = 'DepthwiseConv2dNative'

/**
 * The stock kernel, and where it is wrong, the same on the part of x that its windows cover; ours where a NaN of the
 * filter would spread.
 */
export const depthwiseConv2dNative: TrainingKernel = trainingKernel<ForwardInputs, ForwardAttributes>({
  name: NAME,
  replaces: true,
  compute(call) {
    const { inputs, attrs, module, tf, stock } = call
    if (attrs.dataFormat === 'NCHW') return stock()
    requireFloat32(NAME, { x: inputs.x, filter: inputs.filter })
    const info = forwardInfo(tf, inputs.x, inputs.filter, attrs, true)
    if (spreadsNaN(module, inputs.filter, info)) return unpadded(call, info)
    return isWrong(info) ? onWindow(call, info) : stock()
  },
})

/**
 * Without padding: see assembly/training/correlate.ts. Where a channel has several kernels, the images are taken one by
 * one with the channel repeated.
 */
function unpadded(
  { inputs: { x, filter }, backend, module }: Call<ForwardInputs, ForwardAttributes>,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const { images, rows, columns, channels, outChannels } = geometryOf(info, info.outHeight, info.outWidth)
  const out = backend.makeOutput(info.outShape, 'float32')
  const pixel = 4 * outChannels
  const inImage = rows.input * columns.input * pixel
  const outImage = rows.output * columns.output * pixel
  const { correlate, repeat } = module.exports
  const convolve = (from: number, to: number, count: number): void =>
    correlate(
      4,
      from,
      module.address(filter),
      to,
      count,
      inImage,
      outImage,
      rows.output,
      rows.stride,
      rows.kernel,
      rows.before,
      rows.input,
      columns.input * pixel,
      columns.output * pixel,
      columns.output,
      columns.stride,
      columns.kernel,
      columns.before,
      columns.input,
      pixel,
      pixel,
      1,
      outChannels,
      columns.kernel * pixel,
      pixel,
    )
  if (channels === outChannels) convolve(module.address(x), module.address(out), images)
  else
    module.withScratch(inImage, (repeated) => {
      const entries = rows.input * columns.input * channels
      for (let image = 0; image < images; image++) {
        repeat(module.address(x) + 4 * image * entries, entries, outChannels / channels, repeated)
        convolve(repeated, module.address(out) + image * outImage, 1)
      }
    })
  return out
}
