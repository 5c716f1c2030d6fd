export { LazyrichError } from '../errors.ts'
export { type WhitenedData, whiten } from './whiten.ts'
export { withBias } from './with-bias.ts'
