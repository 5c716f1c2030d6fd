import type { Exports } from '../module.ts'
import type { Geometry } from './geometry.ts'
import type { Images } from './images.ts'
import { lanesOf } from './lanes.ts'
import { phases } from './phases.ts'

/** Bytes that {@link inputGradient} needs. No phase has more weights than the filter: one scratch serves all. */
export function inputGradientScratch(exports: Exports, { rows, columns, channels, outChannels }: Geometry): number {
  return exports.filterPanelsScratch(rows.kernel, columns.kernel, outChannels, channels, lanesOf(channels))
}

/** Writes the gradient of the input to `to`, its rows side by side; rows of `dy` are `row` bytes apart. */
export function inputGradient(
  exports: Exports,
  { images, rows, columns, channels, outChannels }: Geometry,
  dy: Images & { readonly row: number },
  filter: number,
  to: Images,
  scratch: number,
): void {
  const lanes = lanesOf(channels)
  const weight = 4 * channels * outChannels
  const pixel = 4 * channels
  const row = columns.input * pixel
  for (const v of phases(rows)) {
    for (const h of phases(columns)) {
      const last = (v.phase + (v.kernel - 1) * rows.stride) * columns.kernel + h.phase + (h.kernel - 1) * columns.stride
      exports.filterPanels(
        filter + weight * last,
        v.kernel,
        h.kernel,
        -weight * rows.stride * columns.kernel,
        -weight * columns.stride,
        outChannels,
        4,
        channels,
        4 * outChannels,
        lanes,
        scratch,
      )
      exports.correlate(
        lanes,
        dy.address,
        scratch,
        to.address + v.first * row + h.first * pixel,
        images,
        dy.image,
        to.image,
        v.count,
        1,
        v.kernel,
        v.before,
        rows.output,
        dy.row,
        rows.stride * row,
        h.count,
        1,
        h.kernel,
        h.before,
        columns.output,
        4 * outChannels,
        columns.stride * pixel,
        outChannels,
        channels,
        4 * lanes * h.kernel * outChannels,
        4 * lanes * outChannels,
      )
    }
  }
}
