import { requireFloat32, requireNoDilation } from '../convolution/geometry.ts'
import { inputGradient, inputGradientScratch } from '../convolution/input-gradient.ts'
import { meetings, type VolumeAttributes, volumeGeometry } from '../convolution/volume.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes extends VolumeAttributes {
  readonly inputShape: number[]
  readonly dilations?: number | number[]
}

const NAME = 'Conv3DBackpropInputV2'

/**
 * The gradient of a convolution of volumes, and with it the transposed one, plane by plane: what the planes of the
 * filter give is added up. The stock kernel's is wrong.
 */
export const conv3dBackpropInput: TrainingKernel = trainingKernel<
  { readonly dy: TensorInfo; readonly filter: TensorInfo },
  Attributes
>({
  name: NAME,
  replaces: true,
  compute({ inputs: { dy, filter }, attrs, backend, module, tf }) {
    requireFloat32(NAME, { dy, filter })
    requireNoDilation(NAME, attrs.dilations)
    const { inputShape } = attrs
    const { depth, plane } = volumeGeometry(tf, NAME, inputShape, filter.shape, dy, attrs)
    const { images, rows, columns, channels, outChannels } = plane
    const out = backend.makeOutput(inputShape, 'float32')
    const { addTo, clear } = module.exports
    const entries = rows.input * columns.input * channels
    const row = 4 * columns.output * outChannels
    const outPlane = rows.output * row
    const weights = 4 * rows.kernel * columns.kernel * channels * outChannels
    const panels = inputGradientScratch(module.exports, plane)
    module.withScratch(panels + 4 * images * entries, (scratch) => {
      const apart = scratch + panels
      clear(module.address(out), 4 * images * depth.input * entries)
      for (const { from, to, weight } of meetings(depth)) {
        const gradient = { address: module.address(dy) + to * outPlane, row, image: depth.output * outPlane }
        const kernel = module.address(filter) + weight * weights
        inputGradient(module.exports, plane, gradient, kernel, { address: apart, image: 4 * entries }, scratch)
        for (let image = 0; image < images; image++)
          addTo(apart + 4 * image * entries, entries, module.address(out) + 4 * (image * depth.input + from) * entries)
      }
    })
    return out
  },
})
