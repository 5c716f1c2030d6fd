/** An explicit Runge-Kutta method as data; {@link createIntegrator} steps it. */
export interface Tableau {
  readonly name: string
  readonly reference: string
  /** Order of the solution that is carried on. */
  readonly order: number
  /** Stage i is evaluated at t + c_i h … */
  readonly c: readonly number[]
  /** … and y + h Σ_j a_ij k_j. The last row is the solution itself (first same as last). */
  readonly a: readonly (readonly number[])[]
  /** The error estimate is h Σ e_j k_j. */
  readonly e: readonly number[]
  /** The last coefficient of the dense output is h Σ d_j k_j. */
  readonly d: readonly number[]
}
