export { LazyrichError } from '../errors.ts'
export type { LearningRate } from '../learning-rate.ts'
export { linearDeltaLedger } from './linear-pair.ts'
export { deltaLedger } from './neurons.ts'
export type { DeltaLedgerOptions, DeltaLedgerStep, Ledger } from './options.ts'

// Types shared with other families.

export type { Rates } from '../learning-rate.ts'
