import { type Names, requireProblem } from '../door/fields.ts'
import { requireFiniteList, requireList } from '../door/list.ts'
import { requireOneOf, requireWhole } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { shown } from '../door/shown.ts'
import { LazyrichError } from '../errors.ts'

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
  requireProblem(`layers[${index}]`, layer, LAYER)
  const { name = `layer ${index}`, weight, bias, groups = 1, activation = 'homogeneous' } = layer
  if (typeof name !== 'string') refuse(`layers[${index}].name`, name, 'text')
  const shape = requireSizes(`${name}: shape`, layer.shape)
  const count = shape.reduce((product, size) => product * size, 1)
  requireList(`${name}: weight`, weight)
  if (weight.length !== count)
    throw new LazyrichError(
      `${name}: weight has length ${weight.length}, shape [${shape}] needs ${count}: length ${count} is accepted`,
    )
  requireFiniteList(`${name}: weight`, weight)
  const outputs = shape[0]!
  if (bias !== undefined) {
    requireList(`${name}: bias`, bias)
    if (bias.length !== outputs)
      throw new LazyrichError(
        `${name}: bias has length ${bias.length}, shape is [${shape}]: length ${outputs} is accepted`,
      )
    requireFiniteList(`${name}: bias`, bias)
  }
  requireWhole(`${name}: groups`, groups)
  if (outputs % groups !== 0)
    throw new LazyrichError(
      `${name}: groups is ${groups}: a whole number that divides its ${outputs} outputs is accepted`,
    )
  requireOneOf(`${name}: activation`, activation, ACTIVATIONS)
  return {
    name,
    weight,
    bias,
    outputs,
    inputs: shape[1]!,
    taps: count / outputs / shape[1]!,
    groups,
    convolution: shape.length > 2,
    activation,
  }
}

function requireSizes(name: string, shape: readonly number[]): readonly number[] {
  requireList(name, shape)
  const sizes = Array.from(shape)
  if (sizes.length < 2)
    throw new LazyrichError(`${name} is [${sizes.map(shown)}]: [out, in] or [out, in, …taps] is accepted`)
  for (const [axis, size] of sizes.entries()) requireWhole(`${name}[${axis}]`, size)
  return sizes
}

/**
 * The incoming weights of a layer, one row per neuron or channel, its bias last: the matrix [W b], shape [outputs,
 * inputs · taps (+ 1)].
 */
export function incomingRows({ weight, bias, outputs, inputs, taps }: SizedLayer): Float64Array<ArrayBuffer>[] {
  const width = inputs * taps
  return Array.from({ length: outputs }, (_, k) => {
    const row = new Float64Array(width + (bias ? 1 : 0))
    for (let p = 0; p < width; p++) row[p] = weight[k * width + p]!
    if (bias) row[width] = bias[k]!
    return row
  })
}

/**
 * The outgoing weights of each of `hidden` neurons or channels, through the next layer: for channel k the weights of
 * all outputs that read it, at all positions of the filter; after flattening, those of its block of inputs (channel k is
 * inputs k·block to (k + 1)·block − 1). Each row covers the outputs of its channel's group.
 *
 * @throws LazyrichError, naming both layers, if the next layer's inputs do not match.
 */
export function outgoingRows(layer: SizedLayer, hidden: number, before: SizedLayer): Float64Array<ArrayBuffer>[] {
  const { name, weight, outputs, inputs, taps, groups } = layer
  const all = inputs * groups
  const block = all / hidden
  const flattened = before.convolution && !layer.convolution
  if (!(flattened ? Number.isInteger(block) : block === 1))
    throw new LazyrichError(
      `${name} reads ${all} inputs, ${before.name} has ${hidden} outputs: ${flattened ? 'a multiple of them, flattened channel by channel,' : 'the same number'} is accepted`,
    )
  const readers = outputs / groups
  return Array.from({ length: hidden }, (_, k) => {
    const row = new Float64Array(readers * block * taps)
    const [group, first] = [Math.floor((k * block) / inputs), (k * block) % inputs]
    for (let o = 0; o < readers; o++)
      for (let p = 0; p < block * taps; p++)
        row[o * block * taps + p] = weight[((group * readers + o) * inputs + first) * taps + p]!
    return row
  })
}
