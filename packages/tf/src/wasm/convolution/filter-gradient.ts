import type { Exports } from '../module.ts'
import type { Geometry } from './geometry.ts'
import type { Images } from './images.ts'

/** Adds the gradient of a filter to what is at `to`; rows of `dy` are `row` bytes apart. */
export function addFilterGradient(
  exports: Exports,
  { images, rows, columns, channels, outChannels }: Geometry,
  x: Images,
  dy: Images & { readonly row: number },
  to: number,
): void {
  exports.filterGradient(
    x.address,
    dy.address,
    to,
    images,
    rows.output,
    rows.stride,
    rows.kernel,
    rows.before,
    rows.input,
    columns.output,
    columns.stride,
    columns.kernel,
    columns.before,
    columns.input,
    channels,
    outChannels,
    x.image,
    dy.row,
    dy.image,
  )
}
