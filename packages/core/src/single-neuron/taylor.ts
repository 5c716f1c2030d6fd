import type { ReducedFlow } from './reduced-flow.ts'

/** The Taylor polynomial of a reduced flow at one state. */
export interface Taylor {
  /**
   * Expands at (a, ω₁ … ω_r), with time in units of 1/`rate`, the flow's own scale there, so that no coefficient
   * overflows or underflows; returns the step within which the last two terms stay below the tolerances.
   */
  expand(state: Float64Array, rate: number, rtol: number, atol: number): number
  /** The polynomial a time `h` after the state it was expanded at. */
  at(h: number, into: Float64Array): void
}

/** The cheapest order per unit of time at that tolerance: −½ log(tolerance), at least 8. */
export function taylorOrder(tolerance: number): number {
  return Math.min(24, Math.max(8, Math.ceil(-0.5 * Math.log(tolerance))))
}

/**
 * Taylor's method for the reduced flow, whose right-hand side is a cubic polynomial: see {@link recur}. The largest
 * term of ω counts for all of ω; a counts by itself.
 *
 * Source: À. Jorba, M. Zou, A software package for the numerical integration of ODEs by means of high-order Taylor
 * methods, Experimental Mathematics 14 (2005): order and step size.
 */
export function createTaylor(flow: ReducedFlow, order: number): Taylor {
  const r = flow.squares.length
  const width = order + 1
  const a = new Float64Array(width)
  const omega = new Float64Array(r * width)
  const A = new Float64Array(width)
  const S = new Float64Array(width)
  let unit = 1
  return {
    expand(state, rate, rtol, atol) {
      unit = rate || 1
      a[0] = state[0]!
      for (let i = 0; i < r; i++) omega[i * width] = state[i + 1]!
      recur(flow, a, omega, A, S, unit)
      let [first, before, last] = [0, 0, 0]
      for (let end = order; end < omega.length; end += width) {
        first = Math.max(first, Math.abs(omega[end - order]!))
        before = Math.max(before, Math.abs(omega[end - 1]!))
        last = Math.max(last, Math.abs(omega[end]!))
      }
      const unitA = atol + rtol * Math.abs(a[0]!)
      const unitW = atol + rtol * first
      last = Math.max(last / unitW, Math.abs(a[order]!) / unitA)
      before = Math.max(before / unitW, Math.abs(a[order - 1]!) / unitA)
      return Math.min(last ** (-1 / order), before ** (-1 / (order - 1))) / unit
    },
    at(h, into) {
      into[0] = horner(a, 0, order, h * unit)
      for (let i = 0; i < r; i++) into[i + 1] = horner(omega, i * width, order, h * unit)
    },
  }
}

/**
 * The coefficients from those of order 0, in place: with A = a² and S = Σ G_iω_i²
 *
 *     (k+1) a_{k+1} = −η_a ((a S)_k − Σ_i c_i ω_ik),   (k+1) ω_{i,k+1} = −η_w (G_i (A ω_i)_k − c_i a_k)
 *
 * where (x y)_k = Σ_j x_j y_{k−j}. (r + 1)p² multiply-adds for order p: 81 (r + 1) at a tolerance of 1e-8, where a step
 * of DOP853, about as long, takes about 126 r; 196 (r + 1) at 1e-12. Measured over the reference flows, r from 2 to 4:
 * 0.4 µs at order 9, for the step and its evaluation.
 */
function recur(
  { etaA, etaW, squares, pull }: ReducedFlow,
  a: Float64Array,
  omega: Float64Array,
  A: Float64Array,
  S: Float64Array,
  unit: number,
): void {
  const r = squares.length
  const width = a.length
  for (let k = 0; k < width - 1; k++) {
    const rate = -1 / (unit * (k + 1))
    let sum = 0
    for (let j = 0, q = k; q >= 0; j++, q--) sum += a[j]! * a[q]!
    A[k] = sum
    let along = 0
    let norm = 0
    for (let i = 0, row = 0; i < r; i++, row += width) {
      const square = squares[i]!
      const c = pull[i]!
      let growth = 0
      let size = 0
      for (let j = 0, q = row + k; j <= k; j++, q--) {
        const held = omega[q]!
        growth += A[j]! * held
        size += omega[row + j]! * held
      }
      norm += square * size
      along -= c * omega[row + k]!
      omega[row + k + 1] = rate * etaW * (square * growth - c * a[k]!)
    }
    S[k] = norm
    for (let j = 0, q = k; q >= 0; j++, q--) along += a[j]! * S[q]!
    a[k + 1] = rate * etaA * along
  }
}

/** Σ_k x_k time^k. */
function horner(x: Float64Array, row: number, order: number, time: number): number {
  let sum = x[row + order]!
  for (let k = row + order - 1; k >= row; k--) sum = x[k]! + time * sum
  return sum
}
