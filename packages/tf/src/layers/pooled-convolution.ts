import type { Planning } from '../planning/planning.ts'
import type { Value } from '../planning/value.ts'
import { type Shape, sizeOf } from '../shape.ts'
import type { Geometry } from '../wasm/convolution/geometry.ts'
import type { Layer } from './layer.ts'
import { planPaddedCorrelation } from './padded-correlation.ts'
import { apartIn, type Sliding, slidingFrom } from './window.ts'

/** Images that are convolved and pooled in one go: at most as many as a convolution takes together, */
const GROUP = 6
/** and so few that their outputs, in bytes, stay in the second cache. */
const BETWEEN = 1 << 18
/** Bytes of inputs and lists that the gradient of the filter reads again for each channel, from the second cache. */
const NEAR = 1 << 18
/** Entries behind the filters that are read and not used. */
const BEHIND = 40

/**
 * A convolution and the max pool behind it as one layer, for plans in which nobody asks for what is between them.
 *
 * Forward, a few images at a time are convolved and pooled in the cache, and where each largest entry was is kept.
 * Backward, the gradient of the convolution's outputs has one entry a window that is not 0, at most: gradients of the
 * filter and of the input are sums over patches of the input at those places alone, with 2 flops for each weight and each
 * output of the pool whose gradient is not 0: a quarter of the convolution's own where windows are 2 × 2, and fewer where
 * ReLU has cut some.
 */
export function pooledConvolution(convolution: Layer, pool: Layer): Layer {
  const inner = slidingFrom(convolution.settings, 'kernel')
  const outer = slidingFrom(pool.settings, 'size')
  const between = (input: Shape): Shape => convolution.shape(input, [])
  return {
    kind: 'pooledConvolution',
    settings: { ...convolution.settings, size: outer.window, poolStride: outer.stride },
    homogeneity: 'homogeneous',
    shape: (input) => pool.shape(between(input), []),
    parameters: (input) => convolution.parameters!(input),
    forward(on, x) {
      const middle = between(on.input)
      const convolved = convolution.forward({ ...on, output: middle }, x)
      return pool.forward({ ...on, input: middle, parameters: [] }, convolved)
    },
    plan(on, x) {
      const out = planned(on, on.plain(x), between(on.input), inner, outer)
      const [, add] = on.parameters
      return add ? { ...out, pending: { scale: 1, bias: add } } : out
    },
  }
}

function planned(on: Planning, x: Value, between: Shape, inner: Sliding, outer: Sliding): Value {
  const { kernels, memory, batch, input, output } = on
  const weight = on.parameters[0]!
  const out = on.value(output)
  const [height, width, channels] = input.axes as [number, number, number]
  const [middleHeight, middleWidth, filters] = between.axes as [number, number, number]
  const [outHeight, outWidth] = output.axes as [number, number]
  const { padding } = inner
  // Images with their padding written out, so that every patch lies in one.
  const row = 4 * (width + 2 * padding) * channels
  const image = (height + 2 * padding) * row
  const plainRow = 4 * width * channels
  const middle = 4 * channels * padding + padding * row
  const padded = padding > 0 ? memory.take((batch * image) / 4) : x.at
  const geometry = (images: number): Geometry => ({
    images,
    rows: { input: image / row, output: middleHeight, kernel: inner.window[0], stride: inner.stride[0], before: 0 },
    columns: {
      input: width + 2 * padding,
      output: middleWidth,
      kernel: inner.window[1],
      stride: inner.stride[1],
      before: 0,
    },
    channels,
    outChannels: filters,
  })
  const convolvedImage = 4 * sizeOf(between)
  const group = Math.min(GROUP, Math.max(1, Math.floor(BETWEEN / convolvedImage)))
  const convolve = planPaddedCorrelation(on, geometry, group, weight.at, row)
  const convolved = on.scratch(group * convolvedImage)
  const windows = [outHeight, outWidth, ...outer.window, ...outer.stride] as const
  const step = [inner.stride[0] * row, inner.stride[1] * 4 * channels] as const
  const pixels = outHeight * outWidth
  const size = pixels * filters
  const where = memory.take(batch * size)
  // Lists of the places of each channel, for as many images as stay near.
  const near = Math.min(batch, Math.max(1, Math.floor(NEAR / (image + 8 * size))))
  const room = 8 * near * pixels + 8
  const lists = on.scratch(filters * room + 4 * filters)
  const run = inner.window[1] * channels
  // Filters with zeros around them, as far as a window lets its places lie apart.
  const [above, sideways] = apartIn(inner, outer)
  const side = sideways * channels
  const filterSize = (above + inner.window[0]) * (run + 2 * side)
  const surrounded = x.gradient ? memory.take(filters * filterSize + above * (run + 2 * side) + BEHIND) : 0
  const apart = on.scratch(image + 8 * filters + 8)

  on.add({
    forward(count) {
      convolve.pack()
      for (let first = 0; first < count; first += group) {
        const some = Math.min(group, count - first)
        const from = padded + first * image
        if (padding > 0)
          for (let i = 0; i < some; i++) {
            const plain = x.at + (first + i) * height * plainRow
            kernels.copyRows(plain, from + i * image + middle, height, plainRow, plainRow, row)
          }
        convolve.run(some, { address: from, image }, { address: convolved.at, image: convolvedImage })
        const at = 4 * first * size
        const images = [some, middleHeight, middleWidth, filters] as const
        kernels.maxPoolWhere(convolved.at, out.at + at, where + at, ...images, ...windows, ...step)
      }
    },
    backward(count) {
      if (!x.gradient) return
      const filter = [inner.window[0], run] as const
      kernels.surroundFilters(weight.at, ...filter, filters, above, side, surrounded)
      if (padding === 0) kernels.clear(x.gradient, count * image)
      for (let i = 0; i < count; i++) {
        const at = 4 * i * size
        const to = padding > 0 ? apart.at : x.gradient + i * image
        if (padding > 0) kernels.clear(to, image)
        const grid = [outHeight, outWidth, filters, outer.stride[0] * step[0], outer.stride[1] * step[1]] as const
        const patches = [surrounded, ...filter, above, side, row, to, apart.at + image] as const
        kernels.scatterPatches(out.gradient + at, where + at, ...grid, ...patches)
        if (padding > 0) {
          const plain = x.gradient + i * height * plainRow
          kernels.copyRows(to + middle, plain, height, plainRow, row, plainRow)
        }
      }
    },
    parameters: [weight],
    slope(from, count) {
      // A convolution multiplies each input with gradients that are 0 too, which makes NaN of one that is not finite;
      // patches alone would leave out what the pool has passed over, and train on as if nothing were wrong.
      if (!kernels.filterIsFinite(padded + from * image, (count * image) / 4)) {
        memory.floats(weight.gradient, weight.size).fill(Number.NaN)
        return
      }
      kernels.clear(weight.gradient, 4 * weight.size)
      for (let first = from; first < from + count; first += near) {
        const some = Math.min(near, from + count - first)
        const at = 4 * first * size
        const ends = lists.at + filters * room
        const images = padded + first * image
        kernels.channelLists(out.gradient + at, where + at, images, image, some, pixels, filters, lists.at, room, ends)
        kernels.patchGradient(lists.at, room, ends, weight.gradient, inner.window[0], row, run, filters)
      }
    },
  })
  return out
}
