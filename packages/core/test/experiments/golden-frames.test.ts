import { promiseGoldenFrames } from '@lazyrich/testing/promises/golden-frames'
import { folder, goldenCases } from '../support/golden-frames.ts'

/** Quantities at rounding level (a drift, an error) are compared to this instead. */
const FLOOR = 1e-9
const NOISE = /Error$|Drift$/

for (const golden of goldenCases)
  promiseGoldenFrames(folder, golden, (name, value) =>
    Math.max(1e-9 * Math.abs(value), Math.abs(value) < FLOOR || NOISE.test(name) ? FLOOR : 0),
  )
