import type { Tensor4D } from '@tensorflow/tfjs'
import { type Names, requireFlag } from '../door.ts'
import type { Planning } from '../planning/planning.ts'
import type { Value } from '../planning/value.ts'
import { requireAxes, requireWhole, type Shape } from '../shape.ts'
import { correlateImages, packFilter, panelsScratch } from '../wasm/convolution/correlation.ts'
import { addFilterGradient } from '../wasm/convolution/filter-gradient.ts'
import { flattened, type Geometry } from '../wasm/convolution/geometry.ts'
import { inputGradient, inputGradientScratch } from '../wasm/convolution/input-gradient.ts'
import { fanIn } from './dense.ts'
import type { Layer, Parameter } from './layer.ts'
import { nameFrom } from './name.ts'
import { constant, requireStart, type Start, startFrom } from './start.ts'
import { isTiled, tiledConvolution } from './tiled-convolution.ts'
import { type Extent, type Sliding, slidingOf, windowsIn } from './window.ts'

export interface ConvolutionOptions {
  readonly name?: string
  /** Height and width of what slides over the image. */
  readonly kernel: Extent
  /** Pixels from one place of it to the next; 1 if left out. */
  readonly stride?: Extent
  /** Zeros on each side of the image, fewer than the kernel has; 0 if left out. */
  readonly padding?: number
  /** True if left out. */
  readonly bias?: boolean
  /** Of the weight [height, width, in, out], from the fan-in height · width · in; U(±1/√fan-in) if left out, PyTorch's. */
  readonly start?: (inputs: number) => Start
  /** Of the bias [out]; 0 if left out. */
  readonly biasStart?: (inputs: number) => Start
}

const KNOWN: Names<ConvolutionOptions> = {
  name: true,
  kernel: true,
  stride: true,
  padding: true,
  bias: true,
  start: true,
  biasStart: true,
}

/**
 * What slides over images [height, width, in], channels last:
 *
 *     z[i, j, d] = b[d] + Σ over u, v, c of x[i s + u − p, j t + v − p, c] W[u, v, c, d]
 *
 * with strides s, t and padding p. Fast: 2 flops for each weight and each output that sees a pixel with it, forward, in
 * the gradient of the weight, and in that of the input, which is taken only where somebody asks for it.
 */
export function convolution(channels: number, options: ConvolutionOptions): Layer {
  requireWhole('convolution.channels', channels)
  const name = nameFrom('convolution', options, KNOWN)
  const { stride: steps = 1, bias = true, start = fanIn, biasStart = () => constant(0) } = options
  const sliding = slidingOf('convolution', 'kernel', options.kernel, steps, options.padding)
  requireFlag('convolution.bias', bias)
  requireStart('convolution.start', start)
  requireStart('convolution.biasStart', biasStart)
  const { window, stride, padding } = sliding
  return {
    kind: 'convolution',
    ...name,
    settings: { channels, kernel: window, stride, padding, bias },
    homogeneity: 'linear',
    shape(input) {
      requireAxes(input, [3], '[height, width, channels]')
      return { axes: [...windowsIn(input, 'kernel', sliding), channels] }
    },
    parameters({ axes }): Parameter[] {
      const shape = [...window, axes[2]!, channels]
      const inputs = window[0] * window[1] * axes[2]!
      const own = startFrom('convolution.start', start, inputs)
      const weight: Parameter = { name: 'weight', shape, start: own, role: 'weight' }
      if (!bias) return [weight]
      const added = startFrom('convolution.biasStart', biasStart, inputs)
      return [weight, { name: 'bias', shape: [channels], start: added, role: 'bias' }]
    },
    forward({ tf, parameters: [weight, add] }, x) {
      const around: [number, number] = [padding, padding]
      const padded = padding > 0 ? tf.pad(x, [[0, 0], around, around, [0, 0]]) : x
      const product = tf.conv2d(padded as Tensor4D, weight as Tensor4D, [...stride], 'valid')
      return add ? tf.add(product, add) : product
    },
    plan(on, x) {
      const one = geometryOfOne(on.input, on.output, sliding)
      const out = (isTiled(one) ? tiledConvolution : convolved)(on, on.plain(x), one)
      const [, add] = on.parameters
      return add ? { ...out, pending: { scale: 1, bias: add } } : out
    },
  }
}

/** The convolution of one sample, in the terms of the kernels. */
function geometryOfOne(input: Shape, output: Shape, { window, stride, padding }: Sliding): Geometry {
  const axis = (k: 0 | 1): Geometry['rows'] => ({
    input: input.axes[k]!,
    output: output.axes[k]!,
    kernel: window[k],
    stride: stride[k],
    before: padding,
  })
  return { images: 1, rows: axis(0), columns: axis(1), channels: input.axes[2]!, outChannels: output.axes[2]! }
}

function convolved(on: Planning, x: Value, one: Geometry): Value {
  const { kernels, memory, output } = on
  const weight = on.parameters[0]!
  const out = on.value(output)
  /** Of so many samples: kept until there is another number of them. */
  let all = flattened({ ...one, images: on.batch })
  let samples = on.batch
  const geometryOf = (count: number): Geometry => {
    if (count !== samples) all = flattened({ ...one, images: count })
    samples = count
    return all
  }
  const outRow = 4 * one.columns.output * one.outChannels
  const inImage = 4 * one.rows.input * one.columns.input * one.channels
  const outImage = one.rows.output * outRow
  const panels = memory.take(panelsScratch(kernels, one) / 4)
  const reversed = x.gradient ? memory.take(inputGradientScratch(kernels, one) / 4) : 0
  on.add({
    forward(count) {
      packFilter(kernels, one, weight.at, panels)
      const to = { address: out.at, image: outImage }
      correlateImages(kernels, geometryOf(count), { address: x.at, image: inImage }, panels, to)
    },
    backward(count) {
      if (!x.gradient) return
      const d = { address: out.gradient, row: outRow, image: outImage }
      inputGradient(kernels, geometryOf(count), d, weight.at, { address: x.gradient, image: inImage }, reversed)
    },
    parameters: [weight],
    slope(first, count) {
      kernels.clear(weight.gradient, 4 * weight.size)
      const h = { address: x.at + first * inImage, image: inImage }
      const d = { address: out.gradient + first * outImage, row: outRow, image: outImage }
      addFilterGradient(kernels, { ...one, images: count }, h, d, weight.gradient)
    },
  })
  return out
}
