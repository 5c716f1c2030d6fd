import type { backend_util } from '@tensorflow/tfjs-core'
import { TfError } from '../../errors.ts'
import type { Call } from '../kernel.ts'
import type { TensorInfo, Tf, WasmBackend } from '../tfjs.ts'
import type { ConvolutionAttributes } from './geometry.ts'

export interface ForwardAttributes extends ConvolutionAttributes {
  readonly dilations?: [number, number] | number | null
}

export interface ForwardInputs {
  readonly x: TensorInfo
  readonly filter: TensorInfo
}

/** What TensorFlow.js works out of a convolution. */
export function forwardInfo(
  tf: Tf,
  x: TensorInfo,
  filter: TensorInfo,
  { strides, dilations, pad, dimRoundingMode }: ForwardAttributes,
  depthwise: boolean,
): backend_util.Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  )
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
  const { top, left } = info.padInfo
  const rows = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight
  const columns = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth
  const after = [rows - info.inHeight - top, columns - info.inWidth - left] as const
  const paddings = [
    [0, 0],
    [top, Math.max(0, after[0])],
    [left, Math.max(0, after[1])],
    [0, 0],
  ]
  const padded = run(tf, backend, 'PadV2', inputs.x, { paddings, constantValue: 0 })
  const size = [info.batchSize, rows, columns, info.inChannels]
  const window = run(tf, backend, 'Slice', padded, { begin: [0, 0, 0, 0], size })
  const out = stock({ ...attrs, pad: 'valid', dimRoundingMode: undefined }, { ...inputs, x: window })
  backend.disposeData(padded.dataId)
  backend.disposeData(window.dataId)
  return out
}

function run(tf: Tf, backend: WasmBackend, name: string, x: TensorInfo, attrs: object): TensorInfo {
  return tf.getKernel(name, 'wasm').kernelFunc({ inputs: { x }, attrs: attrs as never, backend }) as TensorInfo
}
