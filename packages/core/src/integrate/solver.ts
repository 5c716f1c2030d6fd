import type { Jacobian, LinearSystem } from './linear-system.ts'

/** dy/dt = f(t, y): writes the derivative into `into`. */
export type RightHandSide = (t: number, y: Float64Array, into: Float64Array) => void

export interface IntegratorOptions {
  /** Relative tolerance, one for all components or one each; 1e-8 if left out. */
  readonly rtol?: number | ArrayLike<number> | undefined
  /** Absolute tolerance, one for all components or one each; 1e-10 if left out. */
  readonly atol?: number | ArrayLike<number> | undefined
  /**
   * What an error is measured by: `components`, if left out, the root mean square of every component's error in its own
   * tolerance; `whole`, the length of the error relative to that of all tolerances, for states whose components are of
   * one kind, where small ones need no more digits than large ones (the weights of a network).
   */
  readonly norm?: 'components' | 'whole' | undefined
  /** {@link dormandPrince} if left out. */
  readonly solver?: Solver | undefined
  /**
   * For implicit solvers: the Jacobian, or the solution of the linear equations with it where it has a structure.
   * They difference f if it is left out; other solvers ignore it.
   */
  readonly jacobian?: Jacobian | LinearSystem | undefined
}

/** What an integrator has done so far. */
export interface IntegratorCounts {
  readonly accepted: number
  readonly rejected: number
  /** Calls of the right-hand side, including those for a differenced Jacobian. */
  readonly evaluations: number
}

/** A solver in the middle of a flow: one step at a time, with the solution in between. */
export interface Integrator {
  /** The time reached. */
  readonly t: number
  /** The state there; a view that the next step overwrites. */
  readonly y: Float64Array<ArrayBuffer>
  /** Where the last step began: {@link interpolate} accepts times from here to `t`. */
  readonly from: number
  readonly counts: IntegratorCounts
  /** Why `step` returned false: no step is small enough, or the right-hand side is no longer finite. */
  readonly failure: 'singular' | 'non-finite' | undefined
  /**
   * Takes one accepted step, not beyond `limit`. False, with `t` and `y` as they were, where none can be taken.
   *
   * @throws LazyrichError for a limit that is no number.
   */
  step(limit: number): boolean
  /**
   * The solution at a time within the last step, by the solver's continuous extension.
   *
   * @param into a Float64Array of `y`'s length or more.
   * @throws LazyrichError for a time outside it, or a buffer of another kind or too short.
   */
  interpolate(t: number, into: Float64Array): void
  /** All that continuing bit for bit needs, for {@link resumeIntegrator}. */
  state(): Float64Array<ArrayBuffer>
}

/** Tolerances of each component, what errors are measured by, and the Jacobian if there is one. */
export interface SolverSettings {
  readonly rtol: Float64Array
  readonly atol: Float64Array
  readonly norm: 'components' | 'whole'
  readonly jacobian: Jacobian | LinearSystem | undefined
}

/** A method of integration: what {@link createIntegrator} and {@link integrate} step. */
export interface Solver {
  readonly name: string
  readonly reference: string
  /** Order of the solution that is carried on. */
  readonly order: number
  /** Order of the solution in between. */
  readonly denseOrder: number
  /** How many numbers {@link Integrator.state} holds for a problem of that dimension. */
  stateLength(dimension: number): number
  /** Starts at (t0, y0), or where `resumed`, a `state()` of that length, was taken; `y0` may be kept and changed. */
  begin(
    f: RightHandSide,
    t0: number,
    y0: Float64Array<ArrayBuffer>,
    settings: SolverSettings,
    resumed?: Float64Array | undefined,
  ): Integrator
}
