import { addFilterGradient } from '../convolution/filter-gradient.ts'
import { requireFloat32, requireNoDilation } from '../convolution/geometry.ts'
import { meetings, type VolumeAttributes, volumeGeometry } from '../convolution/volume.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes extends VolumeAttributes {
  readonly filterShape: number[]
  readonly dilations?: number | number[]
}

const NAME = 'Conv3DBackpropFilterV2'

/**
 * The gradient of a filter of volumes, plane by plane: the stock kernel's is wrong where a stride is not 1.
 */
export const conv3dBackpropFilter: TrainingKernel = trainingKernel<
  { readonly x: TensorInfo; readonly dy: TensorInfo },
  Attributes
>({
  name: NAME,
  replaces: true,
  compute({ inputs: { x, dy }, attrs, backend, module, tf }) {
    requireFloat32(NAME, { x, dy })
    requireNoDilation(NAME, attrs.dilations)
    const { filterShape } = attrs
    const { depth, plane } = volumeGeometry(tf, NAME, x.shape, filterShape, dy, attrs)
    const { rows, columns, channels, outChannels } = plane
    const out = backend.makeOutput(filterShape, 'float32')
    const inPlane = 4 * rows.input * columns.input * channels
    const row = 4 * columns.output * outChannels
    const outPlane = rows.output * row
    const weights = 4 * rows.kernel * columns.kernel * channels * outChannels
    module.exports.clear(module.address(out), depth.kernel * weights)
    for (const { from, to, weight } of meetings(depth))
      addFilterGradient(
        module.exports,
        plane,
        { address: module.address(x) + from * inPlane, image: depth.input * inPlane },
        { address: module.address(dy) + to * outPlane, row, image: depth.output * outPlane },
        module.address(out) + weight * weights,
      )
    return out
  },
})
