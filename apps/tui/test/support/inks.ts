import { inksOf } from '../../src/draw/palette.ts'

/** Upstream, balanced and downstream, then hues that stand for no regime. */
export const seriesInks: readonly number[] = [
  ...inksOf('upstream', 1),
  ...inksOf('balanced', 1),
  ...inksOf('downstream', 1),
  ...inksOf('other', 5),
]

/** Seven δ, from the most upstream to the most downstream. */
export const deltaInks: readonly number[] = [
  ...inksOf('upstream', 3),
  ...inksOf('balanced', 1),
  ...inksOf('downstream', 3).reverse(),
]
