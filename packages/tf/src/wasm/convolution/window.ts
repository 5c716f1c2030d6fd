import type { backend_util } from '@tensorflow/tfjs-core'
import { TfError } from '../../errors.ts'
import type { Binding } from '../binding.ts'
import { compose } from '../compose.ts'
import { requireRoom } from '../fitting-window.ts'
import type { Call } from '../kernel.ts'
import type { TensorInfo, Tf } from '../tfjs.ts'
import type { ConvolutionAttributes } from './geometry.ts'

export interface ForwardAttributes extends ConvolutionAttributes {
  readonly dilations?: [number, number] | number | null
}

export interface ForwardInputs {
  readonly x: TensorInfo
  readonly filter: TensorInfo
}

/**
 * What TensorFlow.js works out of a convolution.
 *
 * @throws TfError where the image has no room for the filter.
 */
export function forwardInfo(
  tf: Tf,
  x: TensorInfo,
  filter: TensorInfo,
  { strides, dilations, pad, dimRoundingMode }: ForwardAttributes,
  depthwise: boolean,
): backend_util.Conv2DInfo {
  const info = tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  )
  requireRoom('a convolution', info)
  return info
}

/**
 * Where the stock kernel writes other outputs than it should, or reads and writes outside of its tensors: it works out
 * the extents anew, and so not those that were rounded up, nor those of TensorFlow.js for a number as padding, which
 * take the filter's height and the first stride for both axes; its padding 'same' is a huge one where the last window
 * ends before the image; and it fails for good where there is no entry.
 */
export function isWrong(info: backend_util.Conv2DInfo): boolean {
  const { type, top, bottom, left, right } = info.padInfo
  const isOther = (input: number, around: number, window: number, stride: number, output: number): boolean =>
    Math.floor((input + around - window) / stride) + 1 !== output ||
    (type === 'SAME' && (output - 1) * stride + window < input)
  return (
    info.batchSize * info.inChannels * info.outChannels === 0 ||
    isOther(info.inHeight, top + bottom, info.effectiveFilterHeight, info.strideHeight, info.outHeight) ||
    isOther(info.inWidth, left + right, info.effectiveFilterWidth, info.strideWidth, info.outWidth)
  )
}

/**
 * The stock kernel on that part of x which the windows cover, padded and cut before: there it is right. The copy costs
 * 8 bytes an entry.
 */
export function onWindow(call: Call<ForwardInputs, ForwardAttributes>, info: backend_util.Conv2DInfo): TensorInfo {
  const { inputs, attrs, backend, tf, stock } = call
  if (tf.util.sizeFromShape(info.outShape) === 0) return backend.makeOutput(info.outShape, 'float32')
  if (info.inChannels === 0) throw new TfError(`x has shape [${inputs.x.shape}]: at least one channel is accepted`)
  const [rows, columns] = windowsOf(info)
  const paddings = [
    [0, 0],
    [rows.before, Math.max(0, rows.after)],
    [columns.before, Math.max(0, columns.after)],
    [0, 0],
  ]
  const { run, dispose } = compose(tf, backend)
  try {
    const padded = run('PadV2', { x: inputs.x }, { paddings, constantValue: 0 })
    const size = [info.batchSize, rows.all, columns.all, info.inChannels]
    const window = run('Slice', { x: padded }, { begin: [0, 0, 0, 0], size })
    return stock({ ...attrs, pad: 'valid', dimRoundingMode: undefined }, { ...inputs, x: window })
  } finally {
    dispose()
  }
}

interface Extent {
  readonly all: number
  readonly before: number
  readonly after: number
}

/** What all windows cover along each axis, and how far that goes beyond the image before and after it. */
function windowsOf(info: backend_util.Conv2DInfo): readonly [rows: Extent, columns: Extent] {
  const axis = (output: number, stride: number, window: number, input: number, before: number): Extent => {
    const all = (output - 1) * stride + window
    return { all, before, after: all - input - before }
  }
  return [
    axis(info.outHeight, info.strideHeight, info.effectiveFilterHeight, info.inHeight, info.padInfo.top),
    axis(info.outWidth, info.strideWidth, info.effectiveFilterWidth, info.inWidth, info.padInfo.left),
  ]
}

/**
 * Whether a weight that is NaN or infinite would meet padding in the stock kernel, which multiplies it by 0: outputs
 * would be NaN that do not see it. Of dilated ones too, but those have no other kernel.
 */
export function spreadsNaN(module: Binding, filter: TensorInfo, info: backend_util.Conv2DInfo): boolean {
  if (info.dilationHeight > 1 || info.dilationWidth > 1) return false
  if (windowsOf(info).every(({ before, after }) => before <= 0 && after <= 0)) return false
  const size = filter.shape.reduce((product, extent) => product * extent, 1)
  return module.exports.filterIsFinite(module.address(filter), size) === 0
}
