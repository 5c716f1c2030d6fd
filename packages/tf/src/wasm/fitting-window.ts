import { TfError } from '../errors.ts'

/** Extents of the image, of the windows over it, and of what comes out, along an axis or two. */
interface Extents {
  readonly inHeight: number
  readonly inWidth: number
  readonly outHeight: number
  readonly outWidth: number
  readonly filterHeight: number
  readonly filterWidth: number
}

/**
 * Refuses windows that the image has no room for. One entry too large gives an output without entries, as on the cpu
 * backend; larger ones give TensorFlow.js extents below 0, with which the stock kernels ruin the backend's memory.
 *
 * @throws TfError
 */
export function requireRoom(what: string, info: Extents): void {
  if (info.outHeight >= 0 && info.outWidth >= 0) return
  throw new TfError(
    `${what} has windows of [${info.filterHeight}, ${info.filterWidth}], for which an image of [${info.inHeight}, ${info.inWidth}] has no room: smaller windows or more padding are accepted`,
  )
}
