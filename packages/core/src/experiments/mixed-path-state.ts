import { held, type SnapshotState } from '../port/snapshot-state.ts'
import type { MixedPathState } from '../two-layer-relu/descent-then-flow.ts'
import type { ReluWeights } from '../two-layer-relu/network.ts'
import { stabilizedStateLength } from '../two-layer-relu/stabilized-flow.ts'

/** What a snapshot holds of a path by descent, then flow. */
export function readMixedPath(from: SnapshotState, network: ReluWeights): MixedPathState {
  const head = held(from, { descended: 'number', taken: 'number', flowing: 'number', failed: 'number' })
  const { solver } = held(from, { solver: head.flowing ? stabilizedStateLength(network) : 0 })
  return { ...head, solver }
}
