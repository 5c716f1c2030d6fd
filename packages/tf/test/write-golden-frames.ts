import { writeMissing } from './support/golden-frames.ts'

console.log((await writeMissing()) ? 'written' : 'already there')
