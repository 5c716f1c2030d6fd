import {
  type ConvolutionAttributes,
  gradientGeometry,
  requireFloat32,
  requireNoDilation,
} from '../convolution/geometry.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes extends ConvolutionAttributes {
  readonly filterShape: number[]
  readonly dilations: [number, number] | number
}

const NAME = 'DepthwiseConv2dNativeBackpropFilter'

/**
 * The gradient of a depthwise filter, which the stock backend lacks: see assembly/training/channels-gradient.ts. Where
 * a channel has several kernels, the images are taken one by one with the channel repeated.
 */
export const depthwiseConv2dNativeBackpropFilter: TrainingKernel = trainingKernel<
  { readonly x: TensorInfo; readonly dy: TensorInfo },
  Attributes
>({
  name: NAME,
  replaces: false,
  compute({ inputs: { x, dy }, attrs, backend, module, tf }) {
    requireFloat32(NAME, { x, dy })
    requireNoDilation(NAME, attrs.dilations)
    const { filterShape } = attrs
    const geometry = gradientGeometry(tf, NAME, x.shape, filterShape, dy, attrs, { depthwise: true })
    const { images, rows, columns, channels, outChannels } = geometry
    const dyRow = 4 * dy.shape[2]! * outChannels
    const dyImage = dy.shape[1]! * dyRow
    const out = backend.makeOutput(filterShape, 'float32')
    const { channelsGradient, clear, repeat } = module.exports
    const gradient = (from: number, to: number, count: number): void =>
      channelsGradient(
        from,
        to,
        module.address(out),
        count,
        rows.output,
        rows.stride,
        rows.kernel,
        rows.before,
        rows.input,
        columns.output,
        columns.stride,
        columns.kernel,
        columns.before,
        columns.input,
        outChannels,
        dyRow,
        dyImage,
      )
    clear(module.address(out), 4 * rows.kernel * columns.kernel * outChannels)
    if (channels === outChannels) gradient(module.address(x), module.address(dy), images)
    else {
      const pixels = rows.input * columns.input
      module.withScratch(4 * pixels * outChannels, (repeated) => {
        for (let image = 0; image < images; image++) {
          repeat(module.address(x) + 4 * image * pixels * channels, pixels * channels, filterShape[3]!, repeated)
          gradient(repeated, module.address(dy) + image * dyImage, 1)
        }
      })
    }
    return out
  },
})
