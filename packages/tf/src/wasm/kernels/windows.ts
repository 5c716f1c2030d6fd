import { requireRoom } from '../fitting-window.ts'
import type { TensorInfo, Tf } from '../tfjs.ts'

/** What the pooling operations of TensorFlow.js ask for. */
export interface PoolAttributes {
  readonly filterSize: [number, number] | number
  readonly strides: [number, number] | number
  readonly pad: 'valid' | 'same' | number
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/**
 * batch, inHeight, inWidth, channels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth, padTop,
 * padLeft: in the order in which the module takes them.
 */
export type Windows = [number, number, number, number, number, number, number, number, number, number, number, number]

/** The windows of a pooling of x [batch, height, width, channels]. */
export function windowsOf(
  { backend_util }: Tf,
  x: TensorInfo,
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): {
  readonly windows: Windows
  readonly outShape: number[]
  /** 1 where they cover x and no entry twice, otherwise 0. */
  readonly exact: 0 | 1
  /** Where each is one entry and all are there, in order. */
  readonly same: boolean
  /** Where there is one for each image, and it is the image. */
  readonly global: boolean
} {
  const info = backend_util.computePool2DInfo(
    x.shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  )
  requireRoom('a pool', info)
  const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth } = info
  const exact =
    filterHeight === strideHeight &&
    filterWidth === strideWidth &&
    info.padInfo.top === 0 &&
    info.padInfo.left === 0 &&
    outHeight * strideHeight === inHeight &&
    outWidth * strideWidth === inWidth
  return {
    windows: [
      info.batchSize,
      inHeight,
      inWidth,
      info.inChannels,
      outHeight,
      outWidth,
      filterHeight,
      filterWidth,
      strideHeight,
      strideWidth,
      info.padInfo.top,
      info.padInfo.left,
    ],
    outShape: info.outShape,
    exact: exact ? 1 : 0,
    same: filterHeight === 1 && filterWidth === 1 && inHeight === outHeight && inWidth === outWidth,
    global:
      info.padInfo.top === 0 &&
      info.padInfo.left === 0 &&
      outHeight * outWidth === 1 &&
      filterHeight === inHeight &&
      filterWidth === inWidth,
  }
}
