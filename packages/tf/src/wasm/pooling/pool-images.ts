import type { Windows } from '../kernels/windows.ts'
import type { Exports } from '../module.ts'

/** Bytes that {@link poolImages} needs: none, unless windows are joined by way of whole lines. */
export function poolImagesScratch(exports: Exports, windows: Windows): number {
  const [, , , channels, , outWidth, filterHeight, filterWidth, , strideWidth] = windows
  return exports.poolScratch(channels, outWidth, filterHeight, filterWidth, strideWidth)
}

/**
 * The largest entry or the mean of each window of the images at an address, few channels and windows that overlap by way
 * of whole lines.
 *
 * @param bytes what {@link poolImagesScratch} says.
 */
export function poolImages(
  exports: Exports,
  what: 'max' | 'mean',
  x: number,
  out: number,
  windows: Windows,
  bytes: number,
  scratch: number,
): void {
  if (bytes > 0 && what === 'max') exports.maxPoolLines(x, out, ...windows, scratch)
  else if (bytes > 0) exports.averagePoolLines(x, out, ...windows, scratch)
  else if (what === 'max') exports.maxPool(x, out, ...windows)
  else exports.averagePool(x, out, ...windows)
}
