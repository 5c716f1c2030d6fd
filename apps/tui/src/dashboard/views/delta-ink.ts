import { deltaInks, seriesInks } from '../../draw/palette.ts'
import type { View } from './view.ts'

/** Seven δ in ascending order take the ramp, downstream blue to upstream orange; other comparisons the runs' inks. */
export const deltaInk: View['ink'] = (index, count) =>
  count === deltaInks.length ? deltaInks[count - 1 - index]! : seriesInks[index % seriesInks.length]!
