import type { InOrder } from '../integrate/in-order.ts'
import type { LinearSystem } from '../integrate/linear-system.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import type { Rates } from '../learning-rate.ts'
import type { DataProblem } from './neuron.ts'
import { singularCoordinates } from './singular-coordinates.ts'
import { StatesOfNeuron } from './states.ts'

/** Gradient flow of (a, ω) along the singular directions: ȧ = −η_a ωᵀg, ω̇ = −η_w a g, g_i = G_i a ω_i − c_i. */
export interface ReducedFlow {
  readonly etaA: number
  readonly etaW: number
  /** G_i = σ_i², descending. */
  readonly squares: Float64Array
  /** c_i = σ_i u_iᵀy. */
  readonly pull: Float64Array
}

/** A flow of the components of w along the singular directions, ω_i = v_iᵀw, and what maps them back to w. */
export interface ReducedNeuron extends ReducedFlow {
  /** d. */
  readonly size: number
  /** v_i, row by row, shape [r, d]. */
  readonly axes: Float64Array
  /** a₀, ω₀. */
  readonly start: Float64Array
  /** w₀ − Σ v_iᵀw₀ v_i, which never moves. */
  readonly wNull: Float64Array
}

/** In the singular directions of X the gradient has one term each: g_i = σ_i² a ω_i − σ_i u_iᵀy. */
export function reduceNeuron({ a0, w0, X, y }: DataProblem, { a: etaA, w: etaW }: Rates): ReducedNeuron {
  const d = w0.length
  const { squares, axes, images } = singularCoordinates(X, y, d)
  const start = new Float64Array(squares.length + 1)
  const wNull = Float64Array.from(w0)
  start[0] = a0
  for (let i = 0; i < squares.length; i++) {
    let along = 0
    for (let k = 0; k < d; k++) along += axes[i * d + k]! * w0[k]!
    for (let k = 0; k < d; k++) wNull[k] = wNull[k]! - along * axes[i * d + k]!
    start[i + 1] = along
  }
  const pull = squares.map((square, i) => Math.sqrt(square) * images[i]!)
  return { etaA, etaW, squares, pull, size: d, axes, start, wNull }
}

/** w = w_null + Σ ω_i v_i in the order asked for; at t = 0, the exact start. T r d multiply-adds. */
export function unfoldNeuron(
  { a0, w0 }: DataProblem,
  rates: Rates,
  { size: d, axes, start, wNull }: ReducedNeuron,
  { times, places }: InOrder,
  states: Float64Array,
  reached: number,
): StatesOfNeuron {
  const n = start.length
  const a = new Float64Array(times.length).fill(Number.NaN)
  const w = new Float64Array(times.length * d).fill(Number.NaN)
  for (let p = 0; p < reached; p++) {
    const place = places[p]!
    a[place] = times[p] === 0 ? a0 : states[p * n]!
    for (let k = 0; k < d; k++) {
      let sum = wNull[k]!
      for (let i = 1; i < n; i++) sum += states[p * n + i]! * axes[(i - 1) * d + k]!
      w[place * d + k] = times[p] === 0 ? w0[k]! : sum
    }
  }
  return new StatesOfNeuron(a, w, rates)
}

/**
 * An upper bound on the rates of the flow, from the norm of its Jacobian after a → √η_w a, ω → √η_a ω: η_w a² σ₁² + η_a
 * ‖Xw‖² + √(η_aη_w) ‖2Gaω − c‖. At equilibrium it is at most 3/2 of the fastest decay rate.
 */
export function fastestRate({ etaA, etaW, squares, pull }: ReducedFlow, state: Float64Array): number {
  const a = state[0]!
  let outputs = 0
  let mixed = 0
  for (let i = 0; i < squares.length; i++) {
    const output = squares[i]! * state[i + 1]!
    outputs += output * state[i + 1]!
    mixed += (2 * a * output - pull[i]!) ** 2
  }
  return etaW * a * a * (squares[0] ?? 0) + etaA * outputs + Math.sqrt(etaA * etaW * mixed)
}

/** Computed from the gradient, so that its rounding leaves δ alone, however long the step. */
export function reducedField({ etaA, etaW, squares, pull }: ReducedFlow): RightHandSide {
  const r = squares.length
  return (_t, y, into) => {
    const a = y[0]!
    let along = 0
    for (let i = 0; i < r; i++) {
      const g = squares[i]! * a * y[i + 1]! - pull[i]!
      along += y[i + 1]! * g
      into[i + 1] = -etaW * a * g
    }
    into[0] = -etaA * along
  }
}

/**
 * (I − hJ) x = b for the reduced flow. J has entries only in its first row, its first column and its diagonal, so a few
 * times r multiply-adds solve what would take LU r². With m_i = 2 G_i a ω_i − c_i = G_i a ω_i + g_i and D_i = 1 + h η_w
 * a² G_i the pivot of a is
 *
 *     1 + h η_a Σ G_i ω_i² − h² η_a η_w Σ m_i²/D_i = 1 + h η_a Σ (G_i ω_i² − h η_w g_i (G_i a ω_i + m_i))/D_i
 *
 * where the second form does not cancel at equilibrium, however long the step.
 */
export function reducedSystem({ etaA, etaW, squares, pull }: ReducedFlow): LinearSystem {
  const r = squares.length
  const omega = new Float64Array(r)
  const mixed = new Float64Array(r)
  const inverse = new Float64Array(r)
  let a = 0
  let width = 0
  let pivot = 1
  return {
    at(_t, y) {
      a = y[0]!
      for (let i = 0; i < r; i++) {
        omega[i] = y[i + 1]!
        mixed[i] = 2 * squares[i]! * a * omega[i]! - pull[i]!
      }
    },
    factor(h) {
      width = h
      let sum = 0
      for (let i = 0; i < r; i++) {
        inverse[i] = 1 / (1 + h * etaW * a * a * squares[i]!)
        const output = squares[i]! * a * omega[i]!
        sum += inverse[i]! * (squares[i]! * omega[i]! ** 2 - h * etaW * (output - pull[i]!) * (output + mixed[i]!))
      }
      pivot = 1 + h * etaA * sum
      return Number.isFinite(pivot) && pivot !== 0
    },
    solve(b) {
      let sum = 0
      for (let i = 0; i < r; i++) sum += mixed[i]! * inverse[i]! * b[i + 1]!
      b[0] = (b[0]! - width * etaA * sum) / pivot
      for (let i = 0; i < r; i++) b[i + 1] = inverse[i]! * (b[i + 1]! - width * etaW * mixed[i]! * b[0]!)
    },
  }
}
