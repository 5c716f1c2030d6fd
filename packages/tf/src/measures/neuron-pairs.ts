import type { Network, PlacedLayer, PlacedParameter } from '../networks/network.ts'

/** A matrix [inputs, units] or filters [height, width, inputs, units], as one layer of neurons (or channels). */
export interface NeuronLayer {
  readonly name: string
  readonly weight: PlacedParameter
  readonly bias?: PlacedParameter
  readonly units: number
  /** Whether it has its neurons at several places of a sample: filters, and matrices that go over rows. */
  readonly spread: boolean
}

/** What stands between two layers of neurons. */
export type Between = 'homogeneous' | 'linear' | 'other'

/** Two layers with neurons between them that only the second one reads. */
export interface NeuronPair {
  readonly from: NeuronLayer
  readonly to: NeuronLayer
  readonly between: Between
}

/** A layer across which there is no pair, and why. */
export interface Skipped {
  readonly layer: string
  readonly reason: string
}

/** Layers of neurons that follow each other, each read by the next alone: a pair for any two neighbours. */
export interface Chain {
  readonly layers: readonly NeuronLayer[]
  /** Behind each layer but the last. */
  readonly between: readonly Between[]
}

/**
 * The layers of neurons of a network in chains. A chain ends where neurons are not told apart any more: at a sum of
 * branches, whose parts have chains of their own, and at layers with parameters of another kind, such as attention.
 * Behind a normalization or an activation like GELU there is a pair, but nothing is conserved. Where there is no pair at all,
 * what is skipped says why.
 */
export function neuronChains(network: Network): {
  readonly chains: readonly Chain[]
  readonly skipped: readonly Skipped[]
} {
  const chains: Chain[] = []
  const skipped: Skipped[] = []
  let lone: NeuronLayer | undefined

  function walk(list: readonly PlacedLayer[]): void {
    let layers: NeuronLayer[] = []
    let between: Between[] = []
    let now: Between = 'linear'

    const end = (): void => {
      if (layers.length > 1) chains.push({ layers, between })
      lone ??= layers[0]
      layers = []
      between = []
    }

    for (const placed of list) {
      const { layer, name, parts, parameters } = placed
      const neurons = neuronLayer(placed)
      if (neurons) {
        if (layers.length > 0) between.push(now)
        layers.push(neurons)
        now = 'linear'
        continue
      }
      const reason = whyNot(placed)
      if (reason !== undefined) {
        if (layers.length > 0 || parts.length > 0 || parameters.length > 0) skipped.push({ layer: name, reason })
        end()
      }
      for (const part of parts) walk(part)
      if (parts.length === 0 && reason === undefined) {
        const own = parameters.length > 0 || layer.normalizes ? 'other' : layer.homogeneity
        if (own === 'other' || now === 'linear') now = own
      }
    }
    end()
  }

  walk(network.layers)
  if (chains.length === 0 && skipped.length === 0)
    skipped.push({
      layer: lone?.name ?? network.layers.at(-1)!.name,
      reason: lone ? 'it is the only layer of neurons: a pair has two' : 'the network has no layer of neurons',
    })
  return { chains, skipped }
}

/** The pairs of all chains. */
export function neuronPairs(chains: readonly Chain[]): NeuronPair[] {
  return chains.flatMap(({ layers, between }) =>
    between.map((what, l) => ({ from: layers[l]!, to: layers[l + 1]!, between: what })),
  )
}

function neuronLayer({ layer, name, parameters, output }: PlacedLayer): NeuronLayer | undefined {
  if (layer.kind !== 'dense' && layer.kind !== 'convolution') return undefined
  const weight = parameters.find((parameter) => parameter.name === 'weight')!
  const bias = parameters.find((parameter) => parameter.name === 'bias')
  const own = { name, weight, units: weight.shape.at(-1)!, spread: output.axes.length > 1 }
  return bias ? { ...own, bias } : own
}

/** Why no pair reaches across a layer; undefined where one does. */
function whyNot({ layer, parts, parameters, input, output }: PlacedLayer): string | undefined {
  if (parts.length > 0) return 'a sum of branches: its inputs and outputs are read by others beside'
  if (parameters.length > 0 && !layer.normalizes) return `${layer.kind} is not a layer of neurons`
  const same = input.axes.at(-1) === output.axes.at(-1)
  if (!same && layer.kind !== 'flatten') return `${layer.kind} does not keep neurons apart`
  return undefined
}

/**
 * Adds ‖w_in‖² + b² and ‖w_out‖² of every neuron of a pair, of parameters or of anything that has an entry for each of
 * them (gradients, velocities). A multiply-add an entry.
 *
 * Channels are last: entry p of `from` belongs to neuron p mod units, row r of `to` (an input at a place of a filter or
 * of a flattened image) to neuron r mod units.
 */
export function addSquares(
  { from, to }: NeuronPair,
  values: ArrayLike<number>,
  incoming: Float64Array,
  outgoing: Float64Array,
): void {
  const { units } = from
  for (const { offset, size } of from.bias ? [from.weight, from.bias] : [from.weight])
    for (let row = offset; row < offset + size; row += units)
      for (let k = 0; k < units; k++) incoming[k] = incoming[k]! + values[row + k]! * values[row + k]!
  const { offset, size } = to.weight
  const width = to.units
  let k = 0
  for (let row = offset; row < offset + size; row += width) {
    let sum = 0
    for (let j = row; j < row + width; j++) sum += values[j]! * values[j]!
    outgoing[k] = outgoing[k]! + sum
    if (++k === units) k = 0
  }
}
