import { networkBalance, type PairBalance, type WeightLayer } from '@lazyrich/core/balance'
import { requireNumber, requireNumbers } from '../door.ts'
import type { Network, PlacedParameter } from '../networks/network.ts'
import { requireNetwork } from '../networks/require-network.ts'
import { type Between, type NeuronLayer, neuronChains, type Skipped } from './neuron-pairs.ts'

/** Where a network stands between upstream and downstream. */
export interface Balance {
  /** Every two layers of neurons that follow each other: δ of each neuron or channel, by core's `networkBalance`. */
  readonly pairs: readonly PairBalance[]
  /** Where there is no pair, and why. */
  readonly skipped: readonly Skipped[]
  /** Σδ / Σ(outgoing + incoming) over all neurons of all pairs; NaN where there are none, or all weights are 0. */
  readonly relative: number
}

/**
 * δ_k = ‖w_out,k‖² − ‖w_in,k‖² − b_k² of every neuron or channel between two dense layers or convolutions. Factors that are
 * not trained do not count: `conserved` says whether what stands between leaves δ to gradient flow. Source: arXiv
 * 2406.06158, section 5.
 *
 * @throws TfError for a list of another length than the network's, or one that is not finite.
 */
export function balanceOf(network: Network, parameters: ArrayLike<number>): Balance {
  requireNetwork('network', network)
  requireNumbers('parameters', parameters, network.size)
  for (let p = 0; p < parameters.length; p++)
    if (!Number.isFinite(parameters[p])) requireNumber(`parameters[${p}]`, parameters[p])
  const { chains, skipped } = neuronChains(network)
  const pairs = chains.flatMap(({ layers, between }) => {
    const list = layers.map((layer, l) => coreLayer(parameters, layer, layers[l - 1], between[l]))
    return networkBalance(list).pairs
  })
  let [difference, sum] = [0, 0]
  for (const { incoming, outgoing } of pairs)
    for (let k = 0; k < incoming.length; k++) {
      difference += outgoing[k]! - incoming[k]!
      sum += outgoing[k]! + incoming[k]!
    }
  return { pairs, skipped, relative: difference / sum }
}

/** As core takes it: [out, in, …taps], and the inputs that one channel of the layer before gives side by side. */
function coreLayer(
  parameters: ArrayLike<number>,
  { name, weight, bias, spread }: NeuronLayer,
  before: NeuronLayer | undefined,
  between: Between | undefined,
): WeightLayer {
  const [inputs, units] = weight.shape.slice(-2) as [number, number]
  const taps = weight.shape.slice(0, -2)
  const places = taps.reduce((product, extent) => product * extent, 1)
  // Behind a flattened image [places, channels], what comes from one channel lies apart.
  const channels = !spread && before?.spread ? before.units : 1
  const block = inputs / channels
  const moved = new Float64Array(weight.size)
  for (let tap = 0; tap < places; tap++)
    for (let i = 0; i < inputs; i++) {
      const to = (i % channels) * block + Math.floor(i / channels)
      for (let j = 0; j < units; j++)
        moved[(j * inputs + to) * places + tap] = parameters[weight.offset + (tap * inputs + i) * units + j]!
    }
  return {
    name,
    weight: moved,
    shape: [units, inputs, ...(taps.length > 0 ? taps : spread ? [1] : [])],
    ...(bias ? { bias: entries(parameters, bias) } : {}),
    ...(between ? { activation: between } : {}),
  }
}

function entries(parameters: ArrayLike<number>, { offset, size }: PlacedParameter): Float64Array {
  return Float64Array.from({ length: size }, (_, p) => parameters[offset + p]!)
}
