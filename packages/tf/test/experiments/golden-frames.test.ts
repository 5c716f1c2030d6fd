import { promiseGoldenFrames } from '@lazyrich/testing/promises/golden-frames'
import { folder, goldenCase } from '../support/golden-frames.ts'

/** float32, in products whose order of summation is the backend's: the same build of it gives the same bits. */
const TOLERANCE = 1e-5

promiseGoldenFrames(folder, goldenCase, (_name, value) => TOLERANCE * Math.max(Math.abs(value), 1e-3))
