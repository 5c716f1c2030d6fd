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

/** T readouts and T rows of weights; `own` unless others may write them. */
export class StatesOfNeuron implements NeuronStates {
  readonly a: Float64Array<ArrayBuffer>
  readonly w: Float64Array<ArrayBuffer>
  readonly #rates: Rates
  readonly #own: boolean
  #beta: Float64Array<ArrayBuffer> | undefined

  constructor(a: Float64Array<ArrayBuffer>, w: Float64Array<ArrayBuffer>, rates: Rates, own = true) {
    this.a = a
    this.w = w
    this.#rates = rates
    this.#own = own
  }

  get beta(): Float64Array<ArrayBuffer> {
    if (this.#beta) return this.#beta // not where others may write
    const { a, w } = this
    const d = w.length / a.length
    const beta = w.map((entry, p) => a[Math.floor(p / d)]! * entry)
    if (this.#own) this.#beta = beta
    return beta
  }

  at(i: number): NeuronState {
    const { a, w } = this
    requireIndex('i', i, a.length)
    const d = w.length / a.length
    return stateOf(a[i]!, w.subarray(i * d, (i + 1) * d), this.#rates)
  }
}
