import { requireNumbers } from '../door.ts'
import type { Network } from '../networks/network.ts'
import { requireNetwork } from '../networks/require-network.ts'

/** Euclidean distances. */
export interface ParameterDistances {
  readonly whole: number
  /** By the name of each layer with parameters: their squares add up to the whole's. */
  readonly layers: { readonly [layer: string]: number }
}

/**
 * ‖θ − θ₀‖ of all parameters and of each layer's, in float64. Source: arXiv 2406.06158, section 4.
 *
 * @throws TfError for lists of another length than the network's.
 */
export function parameterDistances(
  network: Network,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): ParameterDistances {
  requireNetwork('network', network)
  requireNumbers('before', before, network.size)
  requireNumbers('after', after, network.size)
  const squares: { [layer: string]: number } = {}
  let all = 0
  for (const { layer, offset, size } of network.parameters) {
    let sum = 0
    for (let p = offset; p < offset + size; p++) sum += (after[p]! - before[p]!) ** 2
    squares[layer] = (squares[layer] ?? 0) + sum
    all += sum
  }
  const layers = Object.entries(squares).map(([layer, sum]) => [layer, Math.sqrt(sum)])
  return { whole: Math.sqrt(all), layers: Object.fromEntries(layers) }
}
