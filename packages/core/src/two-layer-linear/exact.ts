import { requireBuffer } from '../door/buffer.ts'
import { requireTimes } from '../door/list.ts'
import { requireAtLeast, requireIndex } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { orthonormalColumns } from '../linear-algebra/orthonormal-columns.ts'
import { timesTransposed } from '../linear-algebra/products.ts'
import { scaledBasis } from '../linear-algebra/scaled-basis.ts'
import { deltaOf } from './conserved.ts'
import { type LinearProblem, type LinearShape, requireTarget, requireWhitened } from './problem.ts'
import { spectrum } from './spectrum.ts'
import { type LinearState, rowOf } from './states.ts'

/** What the closed form gives of the network, at several times. */
export interface LinearStates {
  /** β = WᵀA, shape [T, d, c]. */
  readonly beta: Float64Array<ArrayBuffer>
  /** AᵀA, shape [T, c, c]. */
  readonly readoutGram: Float64Array<ArrayBuffer>
  /** WᵀW, shape [T, d, d]. */
  readonly inputGram: Float64Array<ArrayBuffer>
  /**
   * The network at times[i]: A and W up to a rotation of the hidden neurons, on which nothing here depends, nor δ, the
   * outputs or the kernel; at time 0 the start as it came. They are computed when they are asked for.
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): ExactLinearState
}

/** A network at one moment, with its Gram matrices. */
export interface ExactLinearState extends LinearState {
  /** AᵀA, shape [c, c]. */
  readonly readoutGram: Float64Array<ArrayBuffer>
  /** WᵀW, shape [d, d]. */
  readonly inputGram: Float64Array<ArrayBuffer>
}

/** The closed form of one problem, ready to be evaluated at any time. */
export interface ExactLinear extends LinearShape {
  /** δ, with η_W AAᵀ − η_A WWᵀ = δ I. */
  readonly delta: number
  /** β, AᵀA and WᵀW at every time (≥ 0, in any order). */
  at(times: ArrayLike<number>): LinearStates
  /** β alone, shape [T, d, c], written to the given buffer if any. */
  beta<Bytes extends ArrayBufferLike = ArrayBuffer>(
    times: ArrayLike<number>,
    into?: Float64Array<Bytes>,
  ): Float64Array<Bytes>
  /** The network at that time as a start for another target: A and W as in {@link LinearStates.at}. */
  restart(time: number, target: ArrayLike<number>): LinearProblem
}

/** Rows of [I; DCᵀ] whose logarithms stay below this are written as they are. */
const LARGEST = 300

/**
 * Gradient flow of f(x) = AᵀWx on ½‖XWᵀA − Y‖² with whitened input (XᵀX = I), in closed form for any h, c, d where
 * Δ = η_W AAᵀ − η_A WWᵀ = δI:
 *
 *     Ȧ = −η_A W (β − β*),   Ẇ = −η_W A (β − β*)ᵀ,   β = WᵀA
 *
 * In √η_W A, √η_A W and √(η_Aη_W) β* both rates are 1. With Q = [A W], F = [[δ/2 I, β*ᵀ], [β*, −δ/2 I]] and
 * P = Q₀e^{Ft}, QᵀQ = Pᵀ(I + Q₀ ∫₀ᵗ e^{2Fτ}dτ Q₀ᵀ)⁻¹P. Evaluated without an inverse: F = VΛVᵀ comes from the singular
 * vectors of β* (pairs ±√(δ²/4 + s²), ±δ/2 for the rest, the smaller component of an eigenvector from a product),
 * C = Q₀V, D² = ∫₀ᵗe^{2Λτ}dτ; U is the block that belongs to DCᵀ of an orthonormal basis of the columns of [I; DCᵀ],
 * and
 *
 *     QᵀQ = V (EU)(EU)ᵀ Vᵀ,   E = e^{Λt}/D
 *
 * Only ratios of the rows of [I; DCᵀ] matter: all are divided by e^{|δ|t/2}, which leaves exponents
 * λ − |δ|/2 = s²/(λ + |δ|/2) with all their digits; where the rows still leave the range of doubles, the basis comes
 * from an elimination that never forms them. Costs O((c + d)³) to prepare. One β costs, in multiply-adds, 2 (h + c + d)
 * h² − ⅔ h³ for the basis and h (c² + d² + cd) for the products: 120,000 at h = c = d = 20, where one per cycle (two
 * loads, a multiplication and an addition) makes 40 µs the floor of scalar code.
 *
 * Source: Fukumizu 1998 and Braun et al. 2022 (δ = 0), Dominé et al. 2025, arXiv 2409.14623 (δ ≠ 0), under assumptions
 * on shapes and rank; this form needs none. For h = c = 1 it is {@link exactNeuron}.
 *
 * @example
 * const exact = exactLinear({ hidden: 1, A0: [1], W0: [0.5, 0], target: [1, 2] })
 * exact.delta // 0.75
 * exact.beta([0, 100]) // Float64Array [0.5, 0, 1, 2]
 * linearDelta(exact.at([0, 100]).at(1)) // 0.75
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, and a Δ that is not a multiple of I to
 * 1e-8 of its entries; what is returned throws it for times that are negative or not finite, or so long that their
 * product with the fastest rate √(δ²/4 + s²) is beyond the largest number.
 */
export function exactLinear(problem: LinearProblem): ExactLinear {
  const sizes = requireWhitened(problem)
  const { hidden, inputs, outputs, rates: learningRate } = sizes
  const [A0, W0] = [Float64Array.from(problem.A0), Float64Array.from(problem.W0)]
  const delta = deltaOf(A0, W0, hidden, learningRate)
  if (delta === undefined)
    throw new LazyrichError(
      'η_W A0 A0ᵀ − η_A W0 W0ᵀ is no multiple of the identity, or not finite: δI is accepted, to 1e-8 of its entries',
    )
  const rootA = Math.sqrt(learningRate.w)
  const rootW = Math.sqrt(learningRate.a)
  const size = inputs + outputs
  const { half, pairs, rates, excess, cos, sin, right, left } = spectrum(
    Float64Array.from(problem.target, (entry) => rootA * rootW * entry),
    delta,
    inputs,
    outputs,
  )
  const rows = hidden + size
  const basis = orthonormalColumns(rows, hidden)
  const stacked = new Float64Array(rows * hidden)
  const logs = new Float64Array(rows)
  // Coordinates along r and l, by hidden neuron, and A and W themselves by output and by input.
  const alongOutputs = new Float64Array(hidden * outputs)
  const alongInputs = new Float64Array(hidden * inputs)
  const A = new Float64Array(outputs * hidden)
  const W = new Float64Array(inputs * hidden)
  const C = start()

  /** C = [Â₀ Ŵ₀] V, shape [c + d, h]. */
  function start(): Float64Array<ArrayBuffer> {
    const into = new Float64Array(size * hidden)
    for (let k = 0; k < hidden; k++) {
      const r = Float64Array.from({ length: outputs }, (_, q) => rootA * along(A0, right, k, q, outputs))
      const l = Float64Array.from({ length: inputs }, (_, q) => rootW * along(W0, left, k, q, inputs))
      for (let q = 0; q < pairs; q++) {
        into[2 * q * hidden + k] = cos[q]! * r[q]! + sin[q]! * l[q]!
        into[(2 * q + 1) * hidden + k] = cos[q]! * l[q]! - sin[q]! * r[q]!
      }
      const rest = outputs > inputs ? r : l
      for (let q = pairs; q < rest.length; q++) into[(pairs + q) * hidden + k] = rest[q]!
    }
    return into
  }

  /** EU after a time t > 0, into the lower block of `stacked`: shape [c + d, h]. */
  function flow(t: number): void {
    logs.fill(-half * t, 0, hidden)
    let largest = half * t
    for (let i = 0; i < size; i++) {
      const rate = Math.abs(rates[i]!)
      const own = rates[i]! > 0 ? excess[i]! * t : -half * t
      logs[hidden + i] = own + Math.log(lasting(rate, t)) / 2
      largest = Math.max(largest, Math.abs(logs[hidden + i]!))
    }
    if (!Number.isFinite(largest))
      throw new LazyrichError(
        `time is ${t}: an earlier one is accepted, as its product with the flow's fastest rate is beyond the largest number`,
      )
    const plain = largest < LARGEST
    stacked.fill(0, 0, hidden * hidden)
    for (let k = 0; k < hidden; k++) stacked[k * hidden + k] = plain ? Math.exp(logs[k]!) : 1
    for (let i = 0; i < size; i++) {
      const D = plain ? Math.exp(logs[hidden + i]!) : 1
      const row = (hidden + i) * hidden
      for (let k = 0; k < hidden; k++) stacked[row + k] = D * C[i * hidden + k]!
    }
    if (!plain) scaledBasis(stacked, logs, hidden)
    basis.run(stacked)
    for (let i = 0; i < size; i++) {
      const rate = Math.abs(rates[i]!)
      const E = Math.exp(Math.min(0, rates[i]!) * t) / Math.sqrt(lasting(rate, t))
      const row = (hidden + i) * hidden
      for (let k = 0; k < hidden; k++) stacked[row + k] = E * stacked[row + k]!
    }
  }

  /** A and W at a time, up to a rotation of the hidden neurons, by output and by input: shapes [c, h] and [d, h]. */
  function factors(t: number): void {
    if (t > 0) flow(t)
    else stacked.set(C, hidden * hidden)
    const lower = stacked.subarray(hidden * hidden)
    for (let k = 0; k < hidden; k++) {
      const r = k * outputs
      const l = k * inputs
      for (let q = 0; q < pairs; q++) {
        const up = lower[2 * q * hidden + k]!
        const down = lower[(2 * q + 1) * hidden + k]!
        alongOutputs[r + q] = cos[q]! * up - sin[q]! * down
        alongInputs[l + q] = sin[q]! * up + cos[q]! * down
      }
      for (let q = pairs; q < outputs; q++) alongOutputs[r + q] = lower[(pairs + q) * hidden + k]!
      for (let q = pairs; q < inputs; q++) alongInputs[l + q] = lower[(pairs + q) * hidden + k]!
    }
    timesTransposed(right, alongOutputs, A, outputs, hidden, outputs)
    timesTransposed(left, alongInputs, W, inputs, hidden, inputs)
  }

  function beta<Bytes extends ArrayBufferLike = ArrayBuffer>(
    times: ArrayLike<number>,
    into?: Float64Array<Bytes>,
  ): Float64Array<Bytes> {
    requireTimes(times)
    const length = times.length * inputs * outputs
    if (into !== undefined) requireBuffer('into', into, length)
    const filled = into ?? (new Float64Array(length) as Float64Array<Bytes>)
    for (let n = 0; n < times.length; n++) {
      factors(times[n]!)
      product(W, A, filled, n, inputs, outputs, 1 / (rootA * rootW))
    }
    return filled
  }

  /** A and W at a time, by hidden neuron: the start as it came at time 0. */
  function network(time: number): { A: Float64Array<ArrayBuffer>; W: Float64Array<ArrayBuffer> } {
    if (time === 0) return { A: A0.slice(), W: W0.slice() }
    factors(time)
    const byNeuron = (M: Float64Array, columns: number, root: number): Float64Array<ArrayBuffer> =>
      Float64Array.from({ length: M.length }, (_, p) => M[(p % columns) * hidden + Math.floor(p / columns)]! / root)
    return { A: byNeuron(A, outputs, rootA), W: byNeuron(W, inputs, rootW) }
  }

  /** The n-th of the matrices in `into` ← factor · P Qᵀ, for P of shape [rows, h] and Q of shape [columns, h]. */
  function product(
    P: Float64Array,
    Q: Float64Array,
    into: Float64Array,
    n: number,
    rows: number,
    columns: number,
    factor: number,
  ): void {
    const place = into.subarray(n * rows * columns, (n + 1) * rows * columns)
    timesTransposed(P, Q, place, rows, columns, hidden)
    if (factor !== 1) for (let p = 0; p < place.length; p++) place[p] = place[p]! * factor
  }

  return {
    hidden,
    inputs,
    outputs,
    delta,
    beta,
    at(given) {
      requireTimes(given)
      const times = Float64Array.from(given)
      const states = {
        beta: new Float64Array(times.length * inputs * outputs),
        readoutGram: new Float64Array(times.length * outputs * outputs),
        inputGram: new Float64Array(times.length * inputs * inputs),
      }
      for (let n = 0; n < times.length; n++) {
        factors(times[n]!)
        product(W, A, states.beta, n, inputs, outputs, 1 / (rootA * rootW))
        product(A, A, states.readoutGram, n, outputs, outputs, 1 / learningRate.w)
        product(W, W, states.inputGram, n, inputs, inputs, 1 / learningRate.a)
      }
      return {
        ...states,
        at(i) {
          requireIndex('i', i, times.length)
          return {
            hidden,
            ...network(times[i]!),
            beta: rowOf(states.beta, i, inputs * outputs),
            readoutGram: rowOf(states.readoutGram, i, outputs * outputs),
            inputGram: rowOf(states.inputGram, i, inputs * inputs),
            learningRate,
          }
        },
      }
    },
    restart(time, target) {
      requireAtLeast('time', time, 0)
      requireTarget(target, sizes)
      const { A, W } = network(time)
      return { hidden, A0: A, W0: W, target: Float64Array.from(target), learningRate }
    },
  }
}

/** Σ_j M_kj V_jq, the entry of row k of M along column q of V; M of shape [h, n], V of shape [n, n]. */
function along(M: ArrayLike<number>, V: Float64Array, k: number, q: number, n: number): number {
  let sum = 0
  for (let j = 0; j < n; j++) sum += M[k * n + j]! * V[j * n + q]!
  return sum
}

/** ∫₀ᵗ e^{−2rτ} dτ = (1 − e^{−2rt})/(2r) for r ≥ 0, t at 0. */
function lasting(rate: number, t: number): number {
  const x = 2 * (rate * t)
  return Number.isFinite(x) ? t * phi(x) : 0.5 / rate
}

/** (1 − e^{−x})/x for x ≥ 0, 1 at 0. */
function phi(x: number): number {
  return x === 0 ? 1 : -Math.expm1(-x) / x
}
