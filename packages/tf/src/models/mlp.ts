import { type Names, requireOptions } from '../door.ts'
import { dense } from '../layers/dense.ts'
import { flatten } from '../layers/flatten.ts'
import type { Layer } from '../layers/layer.ts'
import { oneHot } from '../layers/one-hot.ts'
import { relu } from '../layers/relu.ts'
import { scale } from '../layers/scale.ts'
import { normal } from '../layers/start.ts'
import { type Network, network } from '../networks/network.ts'
import { requireExtents, requireWhole } from '../shape.ts'

export interface MlpOptions {
  /** Symbols of a datum, and the size of the alphabet: the inputs are one-hot. */
  readonly places: number
  readonly alphabet: number
  /** Neurons of each hidden layer. */
  readonly hidden: readonly number[]
  readonly classes: number
}

const KNOWN: Names<MlpOptions> = { places: true, alphabet: true, hidden: true, classes: true }

/**
 * The multilayer perceptron of `hierarchy`: no biases, weights from N(0, 1), every product divided by √fan-in, the last
 * by fan-in, so that features are learned at any width and the network starts near 0.
 */
export function mlp(options: MlpOptions): Network {
  requireOptions('mlp', options, KNOWN)
  const { places, alphabet, hidden, classes } = options
  requireWhole('mlp.places', places)
  requireWhole('mlp.alphabet', alphabet)
  requireExtents('mlp.hidden', hidden, { least: 0 })
  requireWhole('mlp.classes', classes)
  const widths = [places * alphabet, ...hidden, classes]
  const layers = widths.slice(1).flatMap((width, l): Layer[] => {
    const inputs = widths[l]!
    const matrix = dense(width, { bias: false, start: () => normal(1) })
    return l < hidden.length ? [matrix, scale(1 / Math.sqrt(inputs)), relu()] : [matrix, scale(1 / inputs)]
  })
  return network({ axes: [places], tokens: alphabet }, [oneHot(), flatten(), ...layers])
}
