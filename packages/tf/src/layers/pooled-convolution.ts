import type { Planning } from '../networks/planning.ts'
import type { Value } from '../networks/value.ts'
import { correlateImages, packFilter, panelsScratch } from '../wasm/convolution/correlation.ts'
import type { Geometry } from '../wasm/convolution/geometry.ts'
import type { Images } from '../wasm/convolution/images.ts'
import type { Layer, Settings } from './layer.ts'
import { type Shape, sizeOf } from './shape.ts'
import { type Extent, type Sliding, slidingOf } from './window.ts'

/** Images that are convolved and pooled in one go: at most as many as a convolution takes together, */
const GROUP = 6
/** and so few that their outputs, in bytes, stay in the second cache. */
const BETWEEN = 1 << 18
/** Output channels that a tile takes where there is one input channel. */
const ONE = 6
/** Bytes of inputs and lists that the gradient of the filter reads again for each channel, from the second cache. */
const NEAR = 1 << 18
/** The largest image into which patches are added, in bytes: the first cache. */
const IMAGE = 1 << 15
/** The most filters with the zeros around them, in bytes: well within the second cache. */
const FILTERS = 1 << 17
/** Entries behind the filters that are read and not used. */
const BEHIND = 40
/**
 * How many times fewer products it must be: windows of 2 × 2 behind a kernel of 5 × 5 are 2.8 times fewer, and two to three
 * times as fast; behind one of 3 × 3, 2.25 times fewer, and no faster.
 */
const FEWER = 2.5

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
  const inner = slidingOf('kernel', ...slidingSettings(convolution.settings, 'kernel'))
  const outer = slidingOf('window', ...slidingSettings(pool.settings, 'size'))
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

/** Whether a pool behind a convolution of an input leaves so few outputs that their patches are the faster way. */
export function isSparse(input: Shape, convolution: Settings, pool: Settings): boolean {
  const inner = slidingOf('kernel', ...slidingSettings(convolution, 'kernel'))
  const outer = slidingOf('window', ...slidingSettings(pool, 'size'))
  const [height, width, channels] = input.axes as [number, number, number]
  const [rows, columns] = inner.window
  const [above, side] = apartIn(inner, outer)
  const fewer = (outer.stride[0] * outer.stride[1] * rows * columns) / ((rows + above) * (columns + side))
  const image = (height + 2 * inner.padding) * (width + 2 * inner.padding) * channels
  const filters = (convolution.channels as number) * (rows + above) * (columns + 2 * side) * channels
  return fewer >= FEWER && 4 * image <= IMAGE && 4 * filters <= FILTERS
}

/** By how many rows and columns of the input two places in a window lie apart, at most. */
function apartIn(inner: Sliding, outer: Sliding): [rows: number, columns: number] {
  return [(outer.window[0] - 1) * inner.stride[0], (outer.window[1] - 1) * inner.stride[1]]
}

function slidingSettings(
  { stride, padding = 0, ...rest }: Settings,
  name: string,
): [window: Extent, stride: Extent, padding: number] {
  return [rest[name] as Extent, stride as Extent, padding as number]
}

/** The convolution of a few images with their padding written out. */
function planCorrelation(
  { kernels, memory }: Planning,
  geometry: (images: number) => Geometry,
  most: number,
  weight: number,
  row: number,
): { pack(): void; run(images: number, x: Images, out: Images): void } {
  const group = geometry(most)
  const { rows, columns, channels, outChannels } = group
  const isOne = channels === 1 && rows.stride === 1 && columns.stride === 1 && columns.output >= 8
  if (!isOne) {
    const panels = memory.take(panelsScratch(kernels, group) / 4)
    return {
      pack: () => packFilter(kernels, group, weight, panels),
      run(images, x, out) {
        correlateImages(kernels, images === most ? group : geometry(images), x, panels, out)
      },
    }
  }
  const [high, wide] = [rows.kernel, columns.kernel]
  const tap = 4 * outChannels
  const panels = memory.take(kernels.filterPanelsScratch(high, wide, 1, outChannels, ONE) / 4)
  return {
    pack: () => kernels.filterPanels(weight, high, wide, wide * tap, tap, 1, tap, outChannels, 4, ONE, panels),
    run(images, x, out) {
      const sizes = [rows.output, high, row, columns.output, wide, outChannels] as const
      kernels.correlateOne(x.address, panels, out.address, images, x.image, out.image, ...sizes)
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
  const convolve = planCorrelation(on, geometry, group, weight.at, row)
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
