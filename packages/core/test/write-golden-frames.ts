// node test/write-golden-frames.ts: writes golden frames of experiments whose revision has none yet.
import { writeMissing } from './support/golden-frames.ts'

const written = await writeMissing()
console.log(written.length > 0 ? `written: ${written.join(', ')}` : 'every revision has its golden frames already')
