import { requireIndex } from '../door/number.ts'
import type { Rates } from '../learning-rate.ts'

/** A neuron f(x) = a wᵀx at one moment, as a flow gives it, for every function that takes a neuron. */
export interface NeuronState {
  readonly a: number
  /** Length d; of states at several times, a view. */
  readonly w: Float64Array<ArrayBuffer>
  /** β = a w, length d. */
  readonly beta: Float64Array<ArrayBuffer>
  readonly learningRate: Rates
}

/** The neuron of these two parts, with its β. */
export function stateOf(a: number, w: Float64Array<ArrayBuffer>, learningRate: Rates): NeuronState {
  return { a, w, beta: w.map((entry) => a * entry), learningRate }
}

/** States of a neuron at several times. */
export interface NeuronStates {
  /** The readout at each time, length T. */
  readonly a: Float64Array<ArrayBuffer>
  /** The input weights, shape [T, d], row-major. */
  readonly w: Float64Array<ArrayBuffer>
  /** β = a w, shape [T, d], row-major; computed when it is asked for: once, but for states in buffers of yours, which you may fill again. */
  readonly beta: Float64Array<ArrayBuffer>
  /**
   * The neuron at times[i].
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): NeuronState
}

/** Views of T readouts and T rows of weights; the buffers may be longer. */
export class StatesOfNeuron implements NeuronStates {
  readonly a: Float64Array<ArrayBuffer>
  readonly w: Float64Array<ArrayBuffer>
  readonly #count: number
  readonly #inputs: number
  readonly #rates: Rates
  readonly #own: boolean
  #beta: Float64Array<ArrayBuffer> | undefined

  constructor(
    a: Float64Array<ArrayBuffer>,
    w: Float64Array<ArrayBuffer>,
    count: number,
    inputs: number,
    rates: Rates,
    own = true,
  ) {
    this.a = a.length === count ? a : a.subarray(0, count)
    this.w = w.length === count * inputs ? w : w.subarray(0, count * inputs)
    this.#count = count
    this.#inputs = inputs
    this.#rates = rates
    this.#own = own
  }

  get beta(): Float64Array<ArrayBuffer> {
    if (this.#beta) return this.#beta // not where others may write
    const [count, d] = [this.#count, this.#inputs]
    const beta = new Float64Array(count * d)
    for (let i = 0; i < count; i++) for (let j = 0; j < d; j++) beta[i * d + j] = this.a[i]! * this.w[i * d + j]!
    if (this.#own) this.#beta = beta
    return beta
  }

  at(i: number): NeuronState {
    requireIndex('i', i, this.#count)
    return stateOf(this.a[i]!, this.w.subarray(i * this.#inputs, (i + 1) * this.#inputs), this.#rates)
  }
}
