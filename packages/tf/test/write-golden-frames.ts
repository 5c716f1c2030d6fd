// node test/write-golden-frames.ts: writes golden frames where the revision has none yet.
import { writeMissing } from '@lazyrich/testing/golden-frames'
import { folder, goldenCase } from './support/golden-frames.ts'

await writeMissing(folder, [goldenCase])
