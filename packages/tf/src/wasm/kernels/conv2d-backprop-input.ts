import {
  type ConvolutionAttributes,
  flattened,
  gradientGeometry,
  requireFloat32,
  requireNoDilation,
} from '../convolution/geometry.ts'
import { inputGradient, inputGradientScratch } from '../convolution/input-gradient.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes extends ConvolutionAttributes {
  readonly inputShape: number[]
  readonly dilations?: number | number[]
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
    requireNoDilation('Conv2DBackpropInput', attrs.dilations)
    if (attrs.dataFormat === 'NCHW') return stock()
    const { inputShape } = attrs
    const whole = gradientGeometry(tf, 'Conv2DBackpropInput', inputShape, filter.shape, dy, attrs, { larger: true })
    const isWhole = dy.shape[1] === whole.rows.output && dy.shape[2] === whole.columns.output
    const geometry = isWhole ? flattened(whole) : whole
    const { rows, columns, channels, outChannels } = geometry
    const out = backend.makeOutput(inputShape, 'float32')
    const row = 4 * dy.shape[2]! * outChannels
    module.withScratch(inputGradientScratch(module.exports, geometry), (scratch) =>
      inputGradient(
        module.exports,
        geometry,
        { address: module.address(dy), row, image: dy.shape[1]! * row },
        module.address(filter),
        { address: module.address(out), image: 4 * rows.input * columns.input * channels },
        scratch,
      ),
    )
    return out
  },
})
