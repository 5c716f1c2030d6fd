import { LazyrichError, requireFinite, requireFiniteList } from '../errors.ts'

/** f(x) = Σ_k a_k σ(w_kᵀx), σ(z) = z for z ≥ 0 and leak · z below. */
export interface ReluNetwork {
  /** Input weights, shape [m, d], row-major. */
  readonly W: Float64Array
  /** Readouts, length m. */
  readonly a: Float64Array
  /** Slope of σ for negative input: 0 is ReLU. */
  readonly leak: number
}

/** Inputs with the outputs to be learned. */
export interface Regression {
  /** Shape [n, d], row-major. */
  readonly X: Float64Array
  /** Length n. */
  readonly y: Float64Array
}

/** The sizes of a network and its data. */
export interface ReluSizes {
  readonly samples: number
  readonly inputs: number
  readonly neurons: number
}

/**
 * The sizes n, d, m of data and network.
 *
 * @throws LazyrichError where the lengths do not fit or an entry is not finite.
 */
export function reluSizes(network: ReluNetwork, data: Regression): ReluSizes {
  const { W, a, leak } = network
  const { X, y } = data
  const samples = y.length
  const neurons = a.length
  if (samples === 0 || neurons === 0)
    throw new LazyrichError(`y has length ${samples}, a has length ${neurons}: at least 1 of each is accepted`)
  const inputs = X.length / samples
  if (!Number.isInteger(inputs) || W.length !== neurons * inputs)
    throw new LazyrichError(
      `X has ${X.length} numbers for ${samples} samples, W has ${W.length} for ${neurons} neurons: rows of one length are accepted`,
    )
  requireFinite('leak', leak)
  for (const [name, values] of Object.entries({ W, a, X, y })) requireFiniteList(name, values)
  return { samples, inputs, neurons }
}

/** A copy that shares nothing. */
export function cloneNetwork(network: ReluNetwork): ReluNetwork {
  const { W, a, leak } = network
  return { W: W.slice(), a: a.slice(), leak }
}

/** The outputs f(x_i), length n. 2nmd + 2nm operations. */
export function reluOutputs(network: ReluNetwork, X: ArrayLike<number>): Float64Array {
  const { W, a, leak } = network
  const inputs = W.length / a.length
  const outputs = new Float64Array(X.length / inputs)
  for (let i = 0; i < outputs.length; i++) {
    let sum = 0
    for (let k = 0; k < a.length; k++) {
      let z = 0
      for (let j = 0; j < inputs; j++) z += W[k * inputs + j]! * X[i * inputs + j]!
      sum += a[k]! * (z >= 0 ? z : leak * z)
    }
    outputs[i] = sum
  }
  return outputs
}

/** δ_k = a_k² − ‖w_k‖² of every neuron, length m: conserved by gradient flow. arXiv 2406.06158, section 4. */
export function neuronDeltas(network: ReluNetwork): Float64Array {
  const { W, a } = network
  const inputs = W.length / a.length
  return a.map((readout, k) => {
    let squared = 0
    for (let j = 0; j < inputs; j++) squared += W[k * inputs + j]! ** 2
    return readout * readout - squared
  })
}
