/** An explicit Runge-Kutta method as data; {@link explicitRungeKutta} makes a solver of it. */
export interface Tableau {
  readonly name: string
  readonly reference: string
  /** Order of the solution that is carried on. */
  readonly order: number
  /** Order of the solution in between. */
  readonly denseOrder: number
  /** Stage i is evaluated at t + c_i h … */
  readonly c: readonly number[]
  /**
   * … and y + h Σ_j a_ij k_j. The last row before those of `extra` is the solution itself (first same as last).
   */
  readonly a: readonly (readonly number[])[]
  /** The error estimate is h Σ e_j k_j. */
  readonly e: readonly number[]
  /** A second one, of lower order, of those methods that weigh two: e²/√(e² + 0.01 e₂²) is then kept below 1. */
  readonly e2?: readonly number[]
  /** The last rows of `a` that only the dense output needs; 0 if left out. */
  readonly extra?: number
  /** The last coefficients of the dense output are h Σ d_ij k_j. */
  readonly d: readonly (readonly number[])[]
}
