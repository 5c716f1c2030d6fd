import type { backend_util } from '@tensorflow/tfjs-core'
import { TfError } from '../../errors.ts'
import type { TensorInfo, Tf } from '../tfjs.ts'

/** The attributes of a convolution, as the operations of TensorFlow.js give them. */
export interface ConvolutionAttributes {
  readonly strides: [number, number] | number
  readonly pad: 'same' | 'valid' | number | ExplicitPadding
  readonly dataFormat?: 'NHWC' | 'NCHW'
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

type ExplicitPadding = [[number, number], [number, number], [number, number], [number, number]]

/** One axis: output i sees entries i stride + u − before of `input`, u < kernel. */
export interface Axis {
  readonly input: number
  readonly output: number
  readonly kernel: number
  readonly stride: number
  readonly before: number
}

/** A convolution of images [images, rows.input, columns.input, channels] with a filter, channels last. */
export interface Geometry {
  readonly images: number
  readonly rows: Axis
  readonly columns: Axis
  readonly channels: number
  readonly outChannels: number
}

/**
 * The convolution that `dy` is the gradient of. TensorFlow.js leaves the rounding of the output's extents out of a
 * gradient's attributes, so that any rounding may have made those of `dy`. With `larger`, which only a transposed
 * convolution may be given, the first rows and columns count, as on the cpu backend.
 *
 * @throws TfError where `dy` does not fit.
 */
export function gradientGeometry(
  tf: Tf,
  name: string,
  inShape: readonly number[],
  filterShape: readonly number[],
  dy: TensorInfo,
  { strides, pad, dimRoundingMode }: ConvolutionAttributes,
  { depthwise = false, larger = false }: { readonly depthwise?: boolean; readonly larger?: boolean } = {},
): Geometry {
  const info = (rounding: typeof dimRoundingMode): backend_util.Conv2DInfo =>
    tf.backend_util.computeConv2DInfo(
      inShape as [number, number, number, number],
      filterShape as [number, number, number, number],
      strides,
      1,
      pad,
      rounding,
      depthwise,
    )
  const least = info(dimRoundingMode)
  const most = info(dimRoundingMode ?? 'ceil')
  const [images, rows, columns, outChannels] = dy.shape as [number, number, number, number]
  const fits =
    images === least.batchSize &&
    outChannels === least.outChannels &&
    inShape[3] === filterShape[2] &&
    rows >= least.outHeight &&
    columns >= least.outWidth &&
    (larger || (rows <= most.outHeight && columns <= most.outWidth))
  if (!fits)
    throw new TfError(
      `${name}: dy has shape [${dy.shape}], an output of [${least.outShape}] is accepted for x [${inShape}] and filter [${filterShape}]`,
    )
  return geometryOf(least, Math.min(rows, most.outHeight), Math.min(columns, most.outWidth))
}

/** The same from what TensorFlow.js works out, with so many rows and columns of the output. */
export function geometryOf(info: backend_util.Conv2DInfo, rows: number, columns: number): Geometry {
  return {
    images: info.batchSize,
    rows: {
      input: info.inHeight,
      output: rows,
      kernel: info.filterHeight,
      stride: info.strideHeight,
      before: info.padInfo.top,
    },
    columns: {
      input: info.inWidth,
      output: columns,
      kernel: info.filterWidth,
      stride: info.strideWidth,
      before: info.padInfo.left,
    },
    channels: info.inChannels,
    outChannels: info.outChannels,
  }
}

/**
 * A kernel of 1 × 1 sees each pixel by itself, so that all pixels are one row of one image and no tile is cut short.
 */
export function flattened(geometry: Geometry): Geometry {
  const { images, rows, columns } = geometry
  if (!isPointwise(rows) || !isPointwise(columns)) return geometry
  const pixels = images * rows.input * columns.input
  return {
    ...geometry,
    images: 1,
    rows: { ...rows, input: 1, output: 1 },
    columns: { ...columns, input: pixels, output: pixels },
  }
}

function isPointwise({ input, output, kernel, stride, before }: Axis): boolean {
  return kernel === 1 && stride === 1 && before === 0 && input === output
}

/**
 * Gradients of dilated convolutions: the operations of TensorFlow.js refuse them, and its cpu backend would leave the
 * dilation out.
 *
 * @throws TfError where a dilation is not 1.
 */
export function requireNoDilation(name: string, dilations: readonly number[] | number | null | undefined): void {
  if ([dilations ?? 1].flat().some((dilation) => dilation !== 1))
    throw new TfError(`${name}: dilations are [${dilations}], 1 is accepted in a gradient`)
}

/** @throws TfError that names the first of the tensors that is not float32. */
export function requireFloat32(name: string, tensors: Readonly<Record<string, TensorInfo>>): void {
  for (const [input, { dtype }] of Object.entries(tensors))
    if (dtype !== 'float32') throw new TfError(`${name}: ${input} is ${dtype}, float32 is accepted`)
}
