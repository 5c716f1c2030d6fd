import { requireExtents } from '../shape.ts'

/** @throws TfError unless it is the shape of an image, channels last. */
export function requireImage(what: string, given: unknown): void {
  requireExtents(what, given, { length: 3, accepted: '[height, width, channels]' })
}
