import { requireFiniteList } from '../door/list.ts'
import { requireFinite } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import type { LearningRate, Rates } from '../learning-rate.ts'
import { requireRates } from '../learning-rate.ts'

import { ROWS, rowProducts } from './row-products.ts'

/** The weights of f(x) = Σ_k a_k σ(w_kᵀx), σ(z) = z for z ≥ 0 and leak · z below, for functions that only read them. */
export interface ReluWeights {
  /** Input weights, shape [m, d], row-major. */
  readonly W: ArrayLike<number>
  /** Readouts, length m. */
  readonly a: ArrayLike<number>
  /** Slope of σ for negative input: 0 is ReLU. */
  readonly leak: number
}

/** The same in typed arrays, which training changes. */
export interface ReluNetwork extends ReluWeights {
  readonly W: Float64Array
  readonly a: Float64Array
}

/** Inputs and targets. */
export interface Regression {
  /** Shape [n, d], row-major. */
  readonly X: ArrayLike<number>
  /** Length n. */
  readonly y: ArrayLike<number>
}

/** The sizes of a network and its data. */
export interface ReluSizes {
  readonly samples: number
  readonly inputs: number
  readonly neurons: number
}

/** The sizes n, d, m. Throws a LazyrichError if the lengths do not fit or an entry is not finite. */
export function reluSizes(network: ReluWeights, { X, y }: Regression): ReluSizes {
  const samples = y.length
  const neurons = network.a.length
  if (samples === 0 || neurons === 0)
    throw new LazyrichError(`y has length ${samples}, a has length ${neurons}: at least 1 of each is accepted`)
  const inputs = X.length / samples
  if (!Number.isInteger(inputs) || inputs === 0 || network.W.length !== neurons * inputs)
    throw new LazyrichError(
      `X has length ${X.length} for ${samples} samples, W has length ${network.W.length} for ${neurons} neurons: rows of one length are accepted`,
    )
  requireWeights(network)
  requireFiniteList('X', X)
  requireFiniteList('y', y)
  return { samples, inputs, neurons }
}

/** The number d of inputs. Throws a LazyrichError if W does not have m rows or an entry is not finite. */
export function requireWeights({ W, a, leak }: ReluWeights): number {
  const inputs = W.length / a.length
  if (!Number.isInteger(inputs) || inputs === 0)
    throw new LazyrichError(
      `W has length ${W.length}, a has length ${a.length}: m rows for m ≥ 1 readouts are accepted`,
    )
  requireFinite('leak', leak)
  requireFiniteList('W', W)
  requireFiniteList('a', a)
  return inputs
}

/** The numbers as a Float64Array, copied unless they are one already, so that hot loops see only one type. */
export function typed(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values)
}

/**
 * A copy in typed arrays that shares nothing with the original, for training to change.
 *
 * @example
 * const trained = cloneNetwork({ W: [1, 0, 0, 1], a: [1, -1], leak: 0 })
 * trained.a // Float64Array [1, -1]
 */
export function cloneNetwork({ W, a, leak }: ReluWeights): ReluNetwork {
  return { W: Float64Array.from(W), a: Float64Array.from(a), leak }
}

/**
 * The outputs f(x_i) = Σ_k a_k σ(w_kᵀx_i), length n. 2nmd + 2nm operations.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError where X or W does not hold rows of one length, or a weight is not finite.
 * @example
 * reluOutputs({ W: [1, 0, 0, 1], a: [1, -1], leak: 0 }, [2, 1, -1, 3]) // [1, -3]
 */
export function reluOutputs(network: ReluWeights, X: ArrayLike<number>): Float64Array {
  const inputs = requireWeights(network)
  const { W, a, leak } = network
  if (X.length % inputs !== 0)
    throw new LazyrichError(`X has length ${X.length}, W has rows of ${inputs}: rows of that length are accepted`)
  const [weights, samples] = [typed(W), typed(X)]
  const m = a.length
  const outputs = new Float64Array(X.length / inputs)
  const Z = new Float64Array(ROWS * m)
  for (let from = 0; from < outputs.length; from += ROWS) {
    const to = Math.min(outputs.length, from + ROWS)
    rowProducts(samples, from, to, weights, m, inputs, Z, m)
    for (let i = from; i < to; i++) {
      let sum = 0
      for (let k = 0; k < m; k++) {
        const z = Z[(i - from) * m + k]!
        sum += a[k]! * (z >= 0 ? z : leak * z)
      }
      outputs[i] = sum
    }
  }
  return outputs
}

/**
 * δ_k = η_w a_k² − η_a‖w_k‖² of every neuron, length m: conserved by gradient flow, above 0 upstream, below 0
 * downstream. Source: arXiv 2406.06158, section 4, with learning rates.
 *
 * @param learningRate of both layers, or of each; 1 if left out.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * reluDeltas({ W: [1, 0, 0, 2], a: [3, 1], leak: 0 }) // [8, -3]
 */
export function reluDeltas(network: ReluWeights, learningRate: LearningRate = 1): Float64Array {
  requireWeights(network)
  return deltasOf(network, requireRates(learningRate))
}

/** The same without checks, for weights that may no longer be finite. */
export function deltasOf({ W, a }: ReluWeights, rate: Rates): Float64Array {
  const inputs = W.length / a.length
  return Float64Array.from(a, (readout, k) => {
    let squared = 0
    for (let j = 0; j < inputs; j++) squared += W[k * inputs + j]! ** 2
    return rate.w * readout * readout - rate.a * squared
  })
}
