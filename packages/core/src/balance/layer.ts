import { type Names, requireProblem } from '../door/fields.ts'
import { requireLength, requireList } from '../door/list.ts'
import { requireOneOf, requireWhole } from '../door/number.ts'
import { refuse, refuseLength, refuseName } from '../door/refuse.ts'

/** One layer of anyone's network, as a state dict holds it. */
export interface WeightLayer {
  /** For messages and the report, such as `conv1`; `layer 0` and so on if left out. */
  readonly name?: string | undefined
  /** Dense [out, in] or convolution [out, in / groups, …taps], flattened in that order (row-major). */
  readonly weight: ArrayLike<number>
  readonly shape: readonly number[]
  /** One number for each output, if the layer has a bias. */
  readonly bias?: ArrayLike<number> | undefined
  /** Groups of a convolution; 1 if left out. */
  readonly groups?: number | undefined
  /**
   * What stands between this layer and the next: `homogeneous` (σ(cz) = cσ(z) for c > 0: ReLU, leaky ReLU, max and
   * average pooling, flattening, dropout), `linear` (nothing, or averages), or `other` (a normalization layer, GELU,
   * tanh, a residual sum), for which nothing is conserved. `homogeneous` if left out.
   */
  readonly activation?: 'homogeneous' | 'linear' | 'other' | undefined
}

const LAYER: Names<WeightLayer> = { name: true, weight: true, shape: true, bias: true, groups: true, activation: true }

const ACTIVATIONS = ['homogeneous', 'linear', 'other'] as const

/** A matrix as a list of rows. */
export type Rows = readonly Float64Array<ArrayBuffer>[]

/** A layer whose sizes have been checked. */
export interface SizedLayer {
  readonly name: string
  readonly weight: ArrayLike<number>
  readonly bias: ArrayLike<number> | undefined
  /** Neurons of a dense layer, channels of a convolution. */
  readonly outputs: number
  /** What one output of its group sees: inputs, or channels in / groups. */
  readonly inputs: number
  /** Weights of one (output, input) pair: 1, or how many taps the filter has. */
  readonly taps: number
  readonly groups: number
  readonly convolution: boolean
  readonly activation: 'homogeneous' | 'linear' | 'other'
}

/** Throws an error naming the layer unless its shape is valid and fits its weights, and all numbers are finite. */
export function requireLayer(layer: WeightLayer, index: number): SizedLayer {
  const place = `layers[${index}]`
  requireProblem(place, layer, LAYER)
  if ('b' in layer) refuseName(`${place}.b is unknown`, 'bias', Object.keys(LAYER)) // passed over, it would be missing in δ
  const { name = `layer ${index}`, weight, shape, bias, groups = 1, activation = 'homogeneous' } = layer
  if (typeof name !== 'string') refuse(`${place}.name`, name, 'a text')
  requireList(`${name}: shape`, shape)
  const sizes = Array.from(shape)
  for (const [axis, size] of sizes.entries()) requireWhole(`${name}: shape[${axis}]`, size)
  const [outputs = 0, inputs = 0, ...taps] = sizes
  if (inputs === 0) refuseLength(`${name}: shape`, shape, '2 or more ([out, in, …taps])')
  const count = taps.reduce((product, size) => product * size, outputs * inputs)
  const why = `shape [${sizes}]`
  requireLength(`${name}: weight`, weight, count, why)
  if (bias !== undefined) requireLength(`${name}: bias`, bias, outputs, why)
  requireWhole(`${name}: groups`, groups)
  if (outputs % groups !== 0) refuse(`${name}: groups`, groups, `a divisor of its ${outputs} outputs`)
  requireOneOf(`${name}: activation`, activation, ACTIVATIONS)
  return {
    name,
    weight,
    bias,
    outputs,
    inputs,
    taps: count / outputs / inputs,
    groups,
    convolution: taps.length > 0,
    activation,
  }
}

/** The matrix of these entries. */
function rowsOf(count: number, width: number, entry: (row: number, place: number) => number): Rows {
  return Array.from({ length: count }, (_, k) => new Float64Array(width).map((_, p) => entry(k, p)))
}

/**
 * The incoming weights of a layer, one row per neuron or channel, its bias last: the matrix [W b], shape [outputs,
 * inputs · taps (+ 1)].
 */
export function incomingRows({ weight, bias, outputs, inputs, taps }: SizedLayer): Rows {
  const width = inputs * taps
  return rowsOf(outputs, bias ? width + 1 : width, (k, p) => (p < width ? weight[k * width + p]! : bias![k]!))
}

/**
 * The outgoing weights of each neuron or channel of the layer before: for channel k the weights of all outputs that read
 * it, at all positions of the filter; after flattening, those of its block of inputs (channel k is inputs k·block to
 * (k + 1)·block − 1). Each row covers the outputs of its channel's group.
 *
 * @throws LazyrichError, naming both layers, if the layer's inputs do not match.
 */
export function outgoingRows(layer: SizedLayer, before: SizedLayer): Rows {
  const { name, weight, inputs, taps, groups } = layer
  const hidden = before.outputs
  const block = (inputs * groups) / hidden
  const flattened = before.convolution && !layer.convolution
  if (flattened ? block % 1 !== 0 : block !== 1)
    refuse(
      `${name}: inputs`,
      inputs * groups,
      `${flattened ? 'a multiple of ' : ''}${hidden}, the outputs of ${before.name},`,
    )
  const readers = layer.outputs / groups
  const width = block * taps
  return rowsOf(hidden, readers * width, (k, p) => {
    const [group, first] = [Math.floor((k * block) / inputs), (k * block) % inputs]
    const reader = Math.floor(p / width)
    return weight[((group * readers + reader) * inputs + first) * taps + (p % width)]!
  })
}
