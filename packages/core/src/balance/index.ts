export { LazyrichError } from '../errors.ts'
export type { WeightLayer } from './layer.ts'
export {
  type BalanceOptions,
  type NetworkBalance,
  networkBalance,
  type PairBalance,
  type Verdict,
} from './network-balance.ts'
