import { type Names, requireProblem } from '../door/fields.ts'
import { requireFiniteList, requireNumbers, rowsOf } from '../door/list.ts'
import { requireFinite } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, type Rates, requireRates } from '../learning-rate.ts'
import { type Loss, lossDivisor } from '../measures/loss.ts'

import { ROWS, rowProducts } from './row-products.ts'

/** The weights of f(x) = Σ_k a_k σ(w_kᵀx), σ(z) = z for z ≥ 0 and leak · z below, for functions that only read them. */
export interface ReluWeights {
  /** Input weights, shape [m, d], row-major. */
  readonly W: ArrayLike<number>
  /** Readouts, length m. */
  readonly a: ArrayLike<number>
  /** Slope of σ for negative input: 0 is ReLU. */
  readonly leak: number
  /** Learning rates of both layers, or of each; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** The same in typed arrays, which training changes. */
export interface ReluNetwork<B extends ArrayBufferLike = ArrayBufferLike> extends ReluWeights {
  readonly W: Float64Array<B>
  readonly a: Float64Array<B>
}

/** Inputs and targets. */
export interface Regression {
  /** Shape [n, d], row-major. */
  readonly X: ArrayLike<number>
  /** Length n. */
  readonly y: ArrayLike<number>
  /** How the residuals add up; `mean` if left out. */
  readonly loss?: Loss | undefined
}

const NETWORK: Names<ReluWeights> = { W: true, a: true, leak: true, learningRate: true }
const DATA: Names<Regression> = { X: true, y: true, loss: true }

/** The sizes of a network and its data. */
export interface ReluSizes {
  readonly samples: number
  readonly inputs: number
  readonly neurons: number
}

/** A network and its data as the mathematics takes them. */
export interface ReluProblem extends ReluSizes {
  readonly rates: Rates
  /** 1/c of the loss L = c Σ_i r_i². */
  readonly divisor: number
}

/** The sizes n, d, m, the rates and the loss. Throws a LazyrichError where something is not what it should be. */
export function requireRegression(network: ReluWeights, data: Regression): ReluProblem {
  const { inputs, rates } = requireNetwork(network)
  requireProblem('data', data, DATA)
  const { X, y, loss = 'mean' } = data
  requireNumbers('data.y', y)
  requireFiniteList('data.X', X)
  const samples = y.length
  if (X.length !== samples * inputs)
    throw new LazyrichError(
      `data.X has length ${X.length}: ${samples * inputs}, ${samples} rows (as many as y has entries) of ${inputs} (as network.W has), is accepted`,
    )
  return { samples, inputs, neurons: network.a.length, rates, divisor: lossDivisor(loss, samples) }
}

/**
 * The number d of inputs, and the rates. Throws a LazyrichError if W does not have m rows, an entry is not finite or a
 * rate not positive.
 */
export function requireNetwork(network: ReluWeights): { readonly inputs: number; readonly rates: Rates } {
  requireProblem('network', network, NETWORK)
  const { W, a, leak, learningRate } = network
  requireNumbers('network.a', a)
  requireFiniteList('network.W', W)
  const inputs = W.length / a.length
  if (!Number.isInteger(inputs) || inputs === 0)
    throw new LazyrichError(
      `network.W has length ${W.length}: a multiple of ${a.length} (a row for each of network.a) is accepted`,
    )
  requireFinite('network.leak', leak)
  return { inputs, rates: requireRates(learningRate) }
}

/** The rates of a network that is known to be good. */
export function ratesIn({ learningRate }: ReluWeights): Rates {
  return requireRates(learningRate)
}

/** A network of other weights, with what else the first one has: its leak and rates. */
export function withWeights<B extends ArrayBufferLike>(
  { leak, learningRate }: ReluWeights,
  W: Float64Array<B>,
  a: Float64Array<B>,
): ReluNetwork<B> {
  return { W, a, leak, learningRate: requireRates(learningRate) }
}

/** The numbers as a Float64Array, copied unless they are one already, so that hot loops see only one type. */
export function typed(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values)
}

/**
 * A copy in typed arrays that shares no weights with the original, for training to change; the rates come along.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * const trained = cloneNetwork({ W: [1, 0, 0, 1], a: [1, -1], leak: 0 })
 * trained.a // Float64Array [1, -1]
 */
export function cloneNetwork(network: ReluWeights): ReluNetwork<ArrayBuffer> {
  requireNetwork(network)
  return withWeights(network, Float64Array.from(network.W), Float64Array.from(network.a))
}

/**
 * The outputs f(x_i) = Σ_k a_k σ(w_kᵀx_i), length n. 2nmd + 2nm operations.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError where X or W does not hold rows of one length, or an entry is not finite.
 * @example
 * reluOutputs({ W: [1, 0, 0, 1], a: [1, -1], leak: 0 }, [2, 1, -1, 3]) // [1, -3]
 */
export function reluOutputs(network: ReluWeights, X: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const { inputs } = requireNetwork(network)
  const { W, a, leak } = network
  const outputs = new Float64Array(rowsOf('X', X, inputs, 'as network.W has'))
  const [weights, samples] = [typed(W), typed(X)]
  const m = a.length
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
 * downstream. The rates are the network's. Source: arXiv 2406.06158, section 4, with learning rates.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * reluDeltas({ W: [1, 0, 0, 2], a: [3, 1], leak: 0 }) // [8, -3]
 */
export function reluDeltas(network: ReluWeights): Float64Array<ArrayBuffer> {
  return deltasOf(network, requireNetwork(network).rates)
}

/** The same without checks, for weights that may no longer be finite. */
export function deltasOf({ W, a }: ReluWeights, rate: Rates): Float64Array<ArrayBuffer> {
  const inputs = W.length / a.length
  return Float64Array.from(a, (readout, k) => {
    let squared = 0
    for (let j = 0; j < inputs; j++) squared += W[k * inputs + j]! ** 2
    return rate.w * readout * readout - rate.a * squared
  })
}
