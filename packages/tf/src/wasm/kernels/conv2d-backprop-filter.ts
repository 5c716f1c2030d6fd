import { TfError } from '../../errors.ts'
import { addFilterGradient } from '../convolution/filter-gradient.ts'
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
  readonly dilations?: number | number[]
}

/**
 * The gradient of a convolution's filter, which the stock backend lacks. 2 flops for each weight and each output that
 * sees an entry of x with it: see assembly/training/filter-gradient.ts.
 */
export const conv2dBackpropFilter: TrainingKernel = trainingKernel<
  { readonly x: TensorInfo; readonly dy: TensorInfo },
  Attributes
>({
  name: 'Conv2DBackpropFilter',
  replaces: false,
  compute({ inputs: { x, dy }, attrs, backend, module, tf }) {
    if (attrs.dataFormat === 'NCHW')
      throw new TfError('Conv2DBackpropFilter: dataFormat is NCHW, NHWC is accepted on the wasm backend')
    requireFloat32('Conv2DBackpropFilter', { x, dy })
    requireNoDilation('Conv2DBackpropFilter', attrs.dilations)
    const { filterShape } = attrs
    const geometry = gradientGeometry(tf, 'Conv2DBackpropFilter', x.shape, filterShape, dy, attrs)
    const { rows, columns, channels, outChannels } = geometry
    const out = backend.makeOutput(filterShape, 'float32')
    const row = 4 * dy.shape[2]! * outChannels
    module.exports.clear(module.address(out), 4 * tf.util.sizeFromShape(filterShape))
    addFilterGradient(
      module.exports,
      geometry,
      { address: module.address(x), image: 4 * rows.input * columns.input * channels },
      { address: module.address(dy), row, image: dy.shape[1]! * row },
      module.address(out),
    )
    return out
  },
})
