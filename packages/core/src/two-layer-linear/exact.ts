import { LazyrichError } from '../errors.ts'
import { requireTimes } from '../integrate/integrate.ts'
import { orthonormalColumns } from '../linear-algebra/orthonormal-columns.ts'
import { scaledBasis } from '../linear-algebra/scaled-basis.ts'
import { balanceOf, type LinearProblem, requireLinear } from './problem.ts'
import { spectrum } from './spectrum.ts'

/** What of the network its gradient flow determines in closed form, at several times. */
export interface LinearStates {
  /** β = WᵀA, shape [T, d, c]. */
  readonly beta: Float64Array
  /** AᵀA, shape [T, c, c]. */
  readonly readoutGram: Float64Array
  /** WᵀW, shape [T, d, d]. */
  readonly inputGram: Float64Array
}

/** The closed form of one problem, ready to be evaluated at any time. */
export interface ExactLinear {
  /** δ, with AAᵀ − WWᵀ = δ I. */
  readonly delta: number
  readonly hidden: number
  readonly inputs: number
  readonly outputs: number
  /** At every time (≥ 0, in any order). */
  at(times: ArrayLike<number>): LinearStates
}

/** How far Δ may be from δI, in units of the largest entry of AAᵀ and WWᵀ: a start comes as rounded numbers. */
const BALANCE = 1e-8
/** Logarithms of the rows of [I; DCᵀ] up to which they are written as they are. */
const LARGEST = 300

/**
 * Gradient flow of f(x) = AᵀWx on ½‖XWᵀA − Y‖² with whitened input (XᵀX = I), for any h, c, d and AAᵀ − WWᵀ = δI:
 *
 *     Ȧ = −W (β − β*),   Ẇ = −A (β − β*)ᵀ,   β = WᵀA
 *
 * With Q = [A W], F = [[δ/2 I, β*ᵀ], [β*, −δ/2 I]] and P = Q₀e^{Ft}, QᵀQ = Pᵀ(I + Q₀ ∫₀ᵗ e^{2Fτ}dτ Q₀ᵀ)⁻¹P. Evaluated
 * without an inverse: F = VΛVᵀ comes from the singular vectors of β* (pairs ±√(δ²/4 + s²), ±δ/2 for the rest, the small
 * part of an eigenvector from a product), C = Q₀V, D² = ∫₀ᵗe^{2Λτ}dτ; U is the block that belongs to DCᵀ of an
 * orthonormal basis of the columns of [I; DCᵀ], and
 *
 *     QᵀQ = V (EU)(EU)ᵀ Vᵀ,   E = e^{Λt}/D
 *
 * Only ratios of the rows of [I; DCᵀ] matter: all are divided by e^{|δ|t/2}, whose exponents λ − |δ|/2 = s²/(λ + |δ|/2)
 * have all their digits; where what remains leaves the range of doubles, the basis comes from an elimination that never
 * forms them ({@link scaledBasis}). Costs O((c + d)³) to prepare and O((c + d + h) h² + (c + d)² h) a time.
 *
 * Source: Fukumizu 1998 and Braun et al. 2022 (δ = 0), Dominé et al. 2025, arXiv 2409.14623 (δ ≠ 0), under assumptions
 * on shapes and rank; this form needs none. For h = c = 1 it is {@link exactNeuron}.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, and AAᵀ − WWᵀ that is no multiple of I.
 */
export function exactLinear(problem: LinearProblem): ExactLinear {
  const { hidden, A0, W0, target } = problem
  const { inputs, outputs } = requireLinear(problem)
  const delta = balanceOf(problem, { inputs, outputs }, BALANCE)
  if (delta === undefined)
    throw new LazyrichError('A0 A0ᵀ − W0 W0ᵀ is no multiple of the identity: δ I is accepted, to 1e-8 of its entries')
  const size = inputs + outputs
  const { half, rates, excess, V } = spectrum(target, delta, inputs, outputs)
  const C = start()
  const rows = hidden + size
  const basis = orthonormalColumns(rows, hidden)
  const stacked = new Float64Array(rows * hidden)
  const logs = new Float64Array(rows)

  /** C = [A₀ W₀] V, shape [h, c + d]. */
  function start(): Float64Array {
    const into = new Float64Array(hidden * size)
    for (let k = 0; k < hidden; k++)
      for (let i = 0; i < size; i++) {
        let sum = 0
        for (let j = 0; j < outputs; j++) sum += A0[k * outputs + j]! * V[j * size + i]!
        for (let j = 0; j < inputs; j++) sum += W0[k * inputs + j]! * V[(outputs + j) * size + i]!
        into[k * size + i] = sum
      }
    return into
  }

  /** (EU)ᵀ after a time t > 0: shape [h, c + d]. */
  function flow(t: number, into: Float64Array): void {
    logs.fill(-half * t, 0, hidden)
    let largest = half * t
    for (let i = 0; i < size; i++) {
      const rate = Math.abs(rates[i]!)
      const own = rates[i]! > 0 ? excess[i]! * t : -half * t
      logs[hidden + i] = own + Math.log(t * phi(2 * rate * t)) / 2
      largest = Math.max(largest, Math.abs(logs[hidden + i]!))
    }
    if (largest < LARGEST) {
      stacked.fill(0, 0, hidden * hidden)
      for (let k = 0; k < hidden; k++) stacked[k * hidden + k] = Math.exp(logs[k]!)
      for (let i = 0; i < size; i++) {
        const D = Math.exp(logs[hidden + i]!)
        for (let k = 0; k < hidden; k++) stacked[(hidden + i) * hidden + k] = D * C[k * size + i]!
      }
    } else {
      stacked.fill(0, 0, hidden * hidden)
      for (let k = 0; k < hidden; k++) stacked[k * hidden + k] = 1
      for (let i = 0; i < size; i++)
        for (let k = 0; k < hidden; k++) stacked[(hidden + i) * hidden + k] = C[k * size + i]!
      scaledBasis(stacked, logs, hidden)
    }
    basis.run(stacked)
    for (let i = 0; i < size; i++) {
      const rate = Math.abs(rates[i]!)
      const E = Math.exp(Math.min(0, rates[i]!) * t) / Math.sqrt(t * phi(2 * rate * t))
      for (let k = 0; k < hidden; k++) into[k * size + i] = E * stacked[(hidden + i) * hidden + k]!
    }
  }

  return {
    delta,
    hidden,
    inputs,
    outputs,
    at(times) {
      requireTimes(times)
      const count = times.length
      const states = {
        beta: new Float64Array(count * inputs * outputs),
        readoutGram: new Float64Array(count * outputs * outputs),
        inputGram: new Float64Array(count * inputs * inputs),
      }
      const now = new Float64Array(hidden * size)
      const Q = new Float64Array(hidden * size)
      for (let n = 0; n < count; n++) {
        if (times[n]! > 0) flow(times[n]!, now)
        else now.set(C)
        product(now, V, Q, hidden, size)
        gram(Q, n, states)
      }
      return states
    },
  }

  function gram(Q: Float64Array, n: number, { beta, readoutGram, inputGram }: LinearStates): void {
    const entry = (i: number, j: number): number => {
      let sum = 0
      for (let k = 0; k < hidden; k++) sum += Q[k * size + i]! * Q[k * size + j]!
      return sum
    }
    for (let i = 0; i < inputs; i++)
      for (let j = 0; j < outputs; j++) beta[(n * inputs + i) * outputs + j] = entry(outputs + i, j)
    for (let i = 0; i < outputs; i++)
      for (let j = 0; j < outputs; j++) readoutGram[(n * outputs + i) * outputs + j] = entry(i, j)
    for (let i = 0; i < inputs; i++)
      for (let j = 0; j < inputs; j++) inputGram[(n * inputs + i) * inputs + j] = entry(outputs + i, outputs + j)
  }
}

/** (1 − e^{−x})/x for x ≥ 0, 1 at 0. */
function phi(x: number): number {
  return x === 0 ? 1 : -Math.expm1(-x) / x
}

/** C ← A B, shapes [n, k] and [k, k], with B by columns of eigenvectors: C_ij = Σ_q A_iq V_jq. */
function product(A: Float64Array, V: Float64Array, C: Float64Array, n: number, k: number): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      let sum = 0
      for (let q = 0; q < k; q++) sum += A[i * k + q]! * V[j * k + q]!
      C[i * k + j] = sum
    }
}
