import { type ConvolutionAttributes, flattened, gradientGeometry, requireFloat32 } from '../convolution/geometry.ts'
import { phases } from '../convolution/phases.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes extends ConvolutionAttributes {
  readonly inputShape: number[]
}

/**
 * The gradient of a convolution's input, and with it the transposed convolution: dy correlated with the filter reversed
 * and transposed, one correlation for each phase of the strides. 2 flops for each weight and each output that sees an
 * entry of the input with it: see assembly/training/correlate.ts.
 */
export const conv2dBackpropInput: TrainingKernel = trainingKernel<
  { readonly dy: TensorInfo; readonly filter: TensorInfo },
  Attributes
>({
  name: 'Conv2DBackpropInput',
  replaces: true,
  compute({ inputs: { dy, filter }, attrs, backend, module, tf, stock }) {
    requireFloat32('Conv2DBackpropInput', { dy, filter })
    if (attrs.dataFormat === 'NCHW') return stock()
    const { inputShape } = attrs
    const whole = gradientGeometry(tf, 'Conv2DBackpropInput', inputShape, filter.shape, dy, attrs, false)
    const all = dy.shape[1] === whole.rows.output && dy.shape[2] === whole.columns.output
    const { images, rows, columns, channels, outChannels } = all ? flattened(whole) : whole
    const dyRow = 4 * dy.shape[2]! * outChannels
    const dyImage = dy.shape[1]! * dyRow
    const { correlate, filterPanels, filterPanelsScratch } = module.exports
    const out = backend.makeOutput(inputShape, 'float32')
    // No phase has more weights than the filter: one scratch serves all.
    const bytes = filterPanelsScratch(rows.kernel, columns.kernel, outChannels, channels)
    module.withScratch(bytes, (panels) => {
      const [from, weights, to] = [module.address(dy), module.address(filter), module.address(out)]
      const weight = 4 * channels * outChannels
      const row = 4 * columns.input * channels
      const pixel = 4 * channels
      for (const v of phases(rows)) {
        for (const h of phases(columns)) {
          filterPanels(
            weights +
              weight *
                ((v.phase + (v.kernel - 1) * rows.stride) * columns.kernel + h.phase + (h.kernel - 1) * columns.stride),
            v.kernel,
            h.kernel,
            -weight * rows.stride * columns.kernel,
            -weight * columns.stride,
            outChannels,
            4,
            channels,
            4 * outChannels,
            panels,
          )
          correlate(
            true,
            from,
            panels,
            to + v.first * row + h.first * pixel,
            images,
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
            4 * outChannels,
            columns.stride * pixel,
            outChannels,
            channels,
            32 * h.kernel * outChannels,
            32 * outChannels,
          )
        }
      }
    })
    return out
  },
})
