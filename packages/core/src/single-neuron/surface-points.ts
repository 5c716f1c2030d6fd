import { symmetricSpaced } from '../spacing.ts'
import type { SeparatingSurface } from './surface.ts'

/**
 * Points (a, w) of the surface, w leaning left and then right from β*: `count` readouts from −R to R each, R a little
 * beyond the start's readout and at least 1.
 */
export function surfacePoints(surface: SeparatingSurface, a0: number, count: number): Float64Array {
  const reach = 1.1 * Math.max(1, Math.abs(a0))
  const readouts = Float64Array.from({ length: count }, (_, k) => symmetricSpaced(reach, count, k))
  return Float64Array.of(...surface.curve(readouts, 1), ...surface.curve(readouts, -1))
}
