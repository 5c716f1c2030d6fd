// node test/write-golden-frames.ts: writes golden frames of experiments whose revision has none yet.
import { writeMissing } from '@lazyrich/testing/golden-frames'
import { folder, goldenCases } from './support/golden-frames.ts'

await writeMissing(folder, goldenCases)
