import type { Planning } from '../planning/planning.ts'
import { correlateImages, packFilter, panelsScratch } from '../wasm/convolution/correlation.ts'
import type { Geometry } from '../wasm/convolution/geometry.ts'
import type { Images } from '../wasm/convolution/images.ts'

/** Output channels that a tile takes where there is one input channel. */
const ONE = 6

/** Convolves images whose padding is written out: weights are packed once a step, for as many images as come. */
export interface PaddedCorrelation {
  pack(): void
  run(images: number, x: Images, out: Images): void
}

/**
 * The convolution of images with their padding written out, at most `most` at a time, whose rows are `row` bytes. Images of
 * one channel have pixels in the lanes, others output channels.
 */
export function planPaddedCorrelation(
  { kernels, memory }: Planning,
  geometry: (images: number) => Geometry,
  most: number,
  weight: number,
  row: number,
): PaddedCorrelation {
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
