/**
 * The dynamics and exact solutions of lazy and rich learning (Kunin et al., NeurIPS 2024, arXiv 2406.06158), in pure
 * TypeScript: no screen, no file, no clock. Every family is also a subpath of its own.
 * Examples import every name from `@lazyrich/core`.
 *
 * @packageDocumentation
 */

export * from './balance/index.ts'
export * from './deep-linear/index.ts'
export { LazyrichError } from './errors.ts'
export * from './experiments/index.ts'
export * from './integrate/index.ts'
export * from './ledger/index.ts'
export * from './measures/index.ts'
export * from './port/index.ts'
export * from './random/index.ts'
export * from './single-neuron/index.ts'
export * from './two-layer-linear/index.ts'
export * from './two-layer-relu/index.ts'
