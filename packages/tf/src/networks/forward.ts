import type { Tensor } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import { inLayer } from '../layers/in-layer.ts'
import type { General } from '../layers/layer.ts'
import type { Network, PlacedLayer } from './network.ts'

/** Tensors of all parameters and statistics, in the network's order. */
export interface Tensors {
  readonly parameters: readonly Tensor[]
  readonly statistics: readonly Tensor[]
}

/** How a pass of the general path is made. */
export interface Pass {
  readonly training: boolean
  /** Called for every new value of a statistic, by its place in the network's. */
  keep(k: number, statistic: Tensor): void
  /** Called with what each layer gives. */
  seen?(layer: PlacedLayer, h: Tensor): void
}

/** The network's outputs for a batch of inputs [count, ...axes], in operations of TensorFlow.js. Called inside tf.tidy. */
export function forward(
  tf: Tfjs,
  network: Network,
  tensors: Tensors,
  x: Tensor,
  { training, keep, seen }: Pass,
): Tensor {
  const runAll = (layers: readonly PlacedLayer[], from: Tensor): Tensor =>
    layers.reduce((h, placed) => run(placed, h), from)

  function run(placed: PlacedLayer, h: Tensor): Tensor {
    const { layer, input, output, parameters, statistics, parts } = placed
    const kept = statistics.map((statistic) => network.statistics.indexOf(statistic))
    const on: General = {
      ...{ tf, training, input, output },
      parameters: parameters.map((parameter) => tensors.parameters[network.parameters.indexOf(parameter)]!),
      statistics: kept.map((k) => tensors.statistics[k]!),
      part: (k, from) => runAll(parts[k]!, from),
      keep: (k, statistic) => keep(kept[k]!, statistic),
    }
    const given = inLayer(placed.name, () => layer.forward(on, h))
    seen?.(placed, given)
    return given
  }

  return runAll(network.layers, x)
}
