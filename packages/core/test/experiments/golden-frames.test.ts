import { promiseGoldenFrames } from '@lazyrich/testing/promises/golden-frames'
import { folder, goldenCases } from '../support/golden-frames.ts'

/** What rounding makes of a difference of numbers of size one. */
const ROUNDING = 1e-14
/** Quantities at rounding level (a drift, an error) are compared to this instead. */
const FLOOR = 1e-9
const NOISE = /Error$|Drift$/

for (const golden of goldenCases)
  promiseGoldenFrames(folder, golden, (name, value) =>
    Math.max(1e-9 * Math.abs(value), value < FLOOR || NOISE.test(name) ? FLOOR : ROUNDING),
  )
