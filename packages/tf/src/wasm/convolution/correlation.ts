import type { Exports } from '../module.ts'
import type { Geometry } from './geometry.ts'
import type { Images } from './images.ts'
import { lanesOf } from './lanes.ts'

/** Bytes that a filter [kernelRows, kernelColumns, channels, outChannels] takes in panels. */
export function panelsScratch(exports: Exports, { rows, columns, channels, outChannels }: Geometry): number {
  return exports.filterPanelsScratch(rows.kernel, columns.kernel, channels, outChannels, lanesOf(outChannels))
}

/** Writes a filter in panels, as {@link correlateImages} reads it: once for any number of images. */
export function packFilter(
  exports: Exports,
  { rows, columns, channels, outChannels }: Geometry,
  filter: number,
  panels: number,
): void {
  const weight = 4 * channels * outChannels
  exports.filterPanels(
    filter,
    rows.kernel,
    columns.kernel,
    columns.kernel * weight,
    weight,
    channels,
    4 * outChannels,
    outChannels,
    4,
    lanesOf(outChannels),
    panels,
  )
}

/**
 * A convolution of images, with a filter in panels; rows lie side by side. 2 flops for each weight and each output that
 * sees an entry of x with it: see assembly/training/correlate.ts.
 */
export function correlateImages(
  exports: Exports,
  { images, rows, columns, channels, outChannels }: Geometry,
  x: Images,
  panels: number,
  out: Images,
): void {
  const lanes = lanesOf(outChannels)
  exports.correlate(
    lanes,
    x.address,
    panels,
    out.address,
    images,
    x.image,
    out.image,
    rows.output,
    rows.stride,
    rows.kernel,
    rows.before,
    rows.input,
    4 * columns.input * channels,
    4 * columns.output * outChannels,
    columns.output,
    columns.stride,
    columns.kernel,
    columns.before,
    columns.input,
    4 * channels,
    4 * outChannels,
    channels,
    outChannels,
    4 * lanes * columns.kernel * channels,
    4 * lanes * channels,
  )
}
