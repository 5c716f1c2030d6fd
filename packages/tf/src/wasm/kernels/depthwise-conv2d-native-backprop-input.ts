import {
  type ConvolutionAttributes,
  gradientGeometry,
  requireFloat32,
  requireNoDilation,
} from '../convolution/geometry.ts'
import { phases } from '../convolution/phases.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes extends ConvolutionAttributes {
  readonly inputShape: number[]
  readonly dilations: [number, number] | number
}

const NAME = 'DepthwiseConv2dNativeBackpropInput'

/**
 * The gradient of a depthwise convolution's input, which the stock backend lacks: dy correlated, channel by channel,
 * with the filter read backwards, one correlation for each phase of the strides. Where a channel has several kernels,
 * the images are taken one by one and what the kernels give is added up.
 */
export const depthwiseConv2dNativeBackpropInput: TrainingKernel = trainingKernel<
  { readonly dy: TensorInfo; readonly filter: TensorInfo },
  Attributes
>({
  name: NAME,
  replaces: false,
  compute({ inputs: { dy, filter }, attrs, backend, module, tf }) {
    requireFloat32(NAME, { dy, filter })
    requireNoDilation(NAME, attrs.dilations)
    const { inputShape } = attrs
    const geometry = gradientGeometry(tf, NAME, inputShape, filter.shape, dy, attrs, { depthwise: true })
    const { images, rows, columns, channels, outChannels } = geometry
    const out = backend.makeOutput(inputShape, 'float32')
    const { correlate, sumRuns } = module.exports
    const pixel = 4 * outChannels
    const row = columns.input * pixel
    const dyRow = dy.shape[2]! * pixel
    const dyImage = dy.shape[1]! * dyRow
    const gradient = (from: number, to: number, count: number): void => {
      for (const v of phases(rows)) {
        for (const h of phases(columns)) {
          correlate(
            4,
            from,
            module.address(filter) +
              pixel *
                ((v.phase + (v.kernel - 1) * rows.stride) * columns.kernel + h.phase + (h.kernel - 1) * columns.stride),
            to + v.first * row + h.first * pixel,
            count,
            dyImage,
            rows.input * row,
            v.count,
            1,
            v.kernel,
            v.before,
            rows.output,
            dyRow,
            rows.stride * row,
            h.count,
            1,
            h.kernel,
            h.before,
            columns.output,
            pixel,
            columns.stride * pixel,
            1,
            outChannels,
            -rows.stride * columns.kernel * pixel,
            -columns.stride * pixel,
          )
        }
      }
    }
    if (channels === outChannels) gradient(module.address(dy), module.address(out), images)
    else {
      const pixels = rows.input * columns.input
      module.withScratch(pixels * pixel, (apart) => {
        for (let image = 0; image < images; image++) {
          gradient(module.address(dy) + image * dyImage, apart, 1)
          sumRuns(apart, pixels * channels, filter.shape[3]!, module.address(out) + 4 * image * pixels * channels)
        }
      })
    }
    return out
  },
})
