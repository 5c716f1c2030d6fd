import { TfError } from '../../errors.ts'
import type { TensorInfo, Tf } from '../tfjs.ts'
import type { Axis, Geometry } from './geometry.ts'

/** The attributes of a convolution of volumes. */
export interface VolumeAttributes {
  readonly strides: [number, number, number] | number
  readonly pad: 'same' | 'valid'
}

/** A convolution of volumes: of their planes, along the depth. */
export interface Volume {
  readonly depth: Axis
  /** Of one plane of each volume. */
  readonly plane: Geometry
}

/** @throws TfError where `dy` is not the gradient of its output. */
export function volumeGeometry(
  tf: Tf,
  name: string,
  inShape: readonly number[],
  filterShape: readonly number[],
  dy: TensorInfo,
  { strides, pad }: VolumeAttributes,
): Volume {
  const info = tf.backend_util.computeConv3DInfo(
    inShape as [number, number, number, number, number],
    filterShape as [number, number, number, number, number],
    strides,
    1,
    pad,
  )
  if (info.outShape.some((extent, i) => extent !== dy.shape[i]) || inShape[4] !== filterShape[3])
    throw new TfError(
      `${name}: dy has shape [${dy.shape}], an output of [${info.outShape}] is accepted for x [${inShape}] and filter [${filterShape}]`,
    )
  const axis = (input: number, output: number, kernel: number, stride: number, before: number): Axis => ({
    input,
    output,
    kernel,
    stride,
    before,
  })
  const { padInfo } = info
  return {
    depth: axis(info.inDepth, info.outDepth, info.filterDepth, info.strideDepth, padInfo.front),
    plane: {
      images: info.batchSize,
      rows: axis(info.inHeight, info.outHeight, info.filterHeight, info.strideHeight, padInfo.top),
      columns: axis(info.inWidth, info.outWidth, info.filterWidth, info.strideWidth, padInfo.left),
      channels: info.inChannels,
      outChannels: info.outChannels,
    },
  }
}

/** Output `to` sees entry `from` with weight `weight`: all that exist. */
export function* meetings({ input, output, kernel, stride, before }: Axis): Generator<{
  readonly from: number
  readonly to: number
  readonly weight: number
}> {
  for (let to = 0; to < output; to++) {
    for (let weight = 0; weight < kernel; weight++) {
      const from = to * stride + weight - before
      if (from >= 0 && from < input) yield { from, to, weight }
    }
  }
}
