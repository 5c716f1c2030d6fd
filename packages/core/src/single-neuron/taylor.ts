/** Gradient flow of (a, ω) along the singular directions: ȧ = −η_a ωᵀg, ω̇ = −η_w a g, g_i = G_i a ω_i − c_i. */
export interface ReducedFlow {
  readonly etaA: number
  readonly etaW: number
  /** G_i = σ_i². */
  readonly squares: Float64Array
  /** c_i = σ_i u_iᵀy. */
  readonly pull: Float64Array
}

/** The Taylor polynomial of a reduced flow at one state. */
export interface Taylor {
  /** Expands at (a, ω₁ … ω_r); returns the step within which the last two terms stay below the tolerances. */
  expand(state: Float64Array, rtol: number, atol: number): number
  /** The polynomial a time `h` after the state it was expanded at. */
  at(h: number, into: Float64Array): void
}

/** The order that costs least a unit of time at that tolerance: −½ log(tolerance) + 2. */
export function taylorOrder(tolerance: number): number {
  return Math.min(24, Math.max(8, Math.ceil(-0.5 * Math.log(tolerance)) + 2))
}

/**
 * Taylor's method for the reduced flow, whose right side is a cubic polynomial: with A = a² and S = Σ G_iω_i² the
 * coefficients follow from those before by
 *
 *     (k+1) a_{k+1} = −η_a ((a S)_k − Σ_i c_i ω_ik),   (k+1) ω_{i,k+1} = −η_w (G_i (A ω_i)_k − c_i a_k)
 *
 * where (x y)_k = Σ_j x_j y_{k−j}. About ¾(r + 1)p² multiply-adds for order p, against 12 · 4r of one DOP853 step and
 * the 78 r of its sums, for a step as long and, at order 18, twice as long.
 *
 * Source: À. Jorba, M. Zou, A software package for the numerical integration of ODEs by means of high-order Taylor
 * methods, Experimental Mathematics 14 (2005): order and step size.
 */
export function createTaylor({ etaA, etaW, squares, pull }: ReducedFlow, order: number): Taylor {
  const r = squares.length
  const width = order + 1
  const a = new Float64Array(width)
  const A = new Float64Array(width)
  const S = new Float64Array(width)
  const omega = new Float64Array(r * width)

  function recur(): void {
    for (let k = 0; k < order; k++) {
      A[k] = square(a, 0, k)
      let sum = 0
      for (let i = 0; i < r; i++) sum += squares[i]! * square(omega, i * width, k)
      S[k] = sum
      let along = 0
      for (let j = 0; j <= k; j++) along += a[j]! * S[k - j]!
      for (let i = 0; i < r; i++) along -= pull[i]! * omega[i * width + k]!
      const rate = -etaW / (k + 1)
      for (let i = 0; i < r; i++) {
        const row = i * width
        let growth = 0
        for (let j = 0; j <= k; j++) growth += A[j]! * omega[row + k - j]!
        omega[row + k + 1] = rate * (squares[i]! * growth - pull[i]! * a[k]!)
      }
      a[k + 1] = (-etaA / (k + 1)) * along
    }
  }

  /** The larger of |a_k| and ‖ω_k‖∞ in units of tolerance. */
  function term(k: number, unitA: number, unitW: number): number {
    let most = 0
    for (let i = 0; i < r; i++) most = Math.max(most, Math.abs(omega[i * width + k]!))
    return Math.max(Math.abs(a[k]!) / unitA, most / unitW)
  }

  return {
    expand(state, rtol, atol) {
      a[0] = state[0]!
      let most = 0
      for (let i = 0; i < r; i++) {
        omega[i * width] = state[i + 1]!
        most = Math.max(most, Math.abs(state[i + 1]!))
      }
      recur()
      const unitA = atol + rtol * Math.abs(a[0]!)
      const unitW = atol + rtol * most
      const last = term(order, unitA, unitW)
      return Math.min(last ** (-1 / order), term(order - 1, unitA, unitW) ** (-1 / (order - 1)))
    },
    at(h, into) {
      into[0] = horner(a, 0, order, h)
      for (let i = 0; i < r; i++) into[i + 1] = horner(omega, i * width, order, h)
    },
  }
}

/** (x²)_k = 2 Σ_{j < k/2} x_j x_{k−j}, and x_{k/2}² for even k. */
function square(x: Float64Array, row: number, k: number): number {
  let sum = 0
  const half = (k + 1) >> 1
  for (let j = 0; j < half; j++) sum += x[row + j]! * x[row + k - j]!
  return k & 1 ? 2 * sum : 2 * sum + x[row + half]! * x[row + half]!
}

function horner(x: Float64Array, row: number, order: number, h: number): number {
  let sum = x[row + order]!
  for (let k = order - 1; k >= 0; k--) sum = x[row + k]! + h * sum
  return sum
}
