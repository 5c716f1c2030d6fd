/** Damping ε: the stability polynomial stays below 1 − ε/3 inside, and the interval is 1 − 2ε/15 of the undamped one. */
const DAMPING = 2 / 13

/** Beyond that, rounding accumulates, and one step delays a run for long. */
export const MOST_STAGES = 200

/** Coefficients of the recursion with s stages; entries of the lists below index 2 are not used, except those of c. */
export interface ChebyshevStages {
  /** μ̃₁. */
  readonly first: number
  readonly mu: Float64Array<ArrayBuffer>
  readonly nu: Float64Array<ArrayBuffer>
  readonly muTilde: Float64Array<ArrayBuffer>
  readonly gamma: Float64Array<ArrayBuffer>
  /** Times of the stages, in steps. */
  readonly c: Float64Array<ArrayBuffer>
}

/** The number of stages that a step of h ρ needs, at least 2: s² ≥ 1 + 1.54 h ρ. */
export function stagesFor(stretch: number): number {
  const wanted = 1 + Math.floor(Math.sqrt(1.54 * stretch + 1))
  return Math.min(MOST_STAGES, Math.max(2, wanted))
}

/** The h ρ for which that many stages are enough: β(s) ≈ ⅔(s² − 1)(1 − 2ε/15), a little less. */
export function stretchOf(stages: number): number {
  return ((stages - 1) ** 2 - 1) / 1.54
}

/**
 * The coefficients, from Chebyshev polynomials at w₀ = 1 + ε/s²:
 *
 *     b_j = T″_j/(T′_j)²,  a_j = 1 − b_j T_j,  w₁ = T′_s/T″_s,  μ_j = 2 b_j w₀/b_{j−1},  ν_j = −b_j/b_{j−2},
 *     μ̃_j = 2 b_j w₁/b_{j−1},  γ̃_j = −a_{j−1} μ̃_j,  c_j = w₁ T″_j/T′_j
 *
 * Source: Sommeijer, Shampine, Verwer (1998), (2.2)–(2.6).
 */
export function chebyshevStages(stages: number): ChebyshevStages {
  const w0 = 1 + DAMPING / stages ** 2
  const T = [1, w0]
  const first = [0, 1]
  const second = [0, 0]
  for (let j = 2; j <= stages; j++) {
    T[j] = 2 * w0 * T[j - 1]! - T[j - 2]!
    first[j] = 2 * w0 * first[j - 1]! - first[j - 2]! + 2 * T[j - 1]!
    second[j] = 2 * w0 * second[j - 1]! - second[j - 2]! + 4 * first[j - 1]!
  }
  const w1 = first[stages]! / second[stages]!
  const b = second.map((value, j) => value / first[j]! ** 2)
  b[0] = b[1] = b[2]!
  const lists = { mu: list(), nu: list(), muTilde: list(), gamma: list(), c: list() }
  function list(): Float64Array<ArrayBuffer> {
    return new Float64Array(stages + 1)
  }
  for (let j = 2; j <= stages; j++) {
    lists.mu[j] = (2 * b[j]! * w0) / b[j - 1]!
    lists.nu[j] = -b[j]! / b[j - 2]!
    lists.muTilde[j] = (2 * b[j]! * w1) / b[j - 1]!
    lists.gamma[j] = -(1 - b[j - 1]! * T[j - 1]!) * lists.muTilde[j]!
    lists.c[j] = (w1 * second[j]!) / first[j]!
  }
  lists.c[1] = lists.c[2]! / first[2]!
  return { first: b[1] * w1, ...lists }
}
