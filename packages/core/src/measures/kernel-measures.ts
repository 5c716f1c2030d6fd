/** A tangent kernel K against that of the start, K₀, and against the targets; the same of every family. */
export interface KernelMeasures {
  /** S = 1 − ⟨K₀, K⟩/(‖K₀‖‖K‖): how far its direction is from the start's, from 0 to 1; NaN where either is 0. */
  readonly kernelDistance: number
  /** ‖K‖_F. */
  readonly kernelNorm: number
  /**
   * ⟨K, yyᵀ⟩/(‖K‖_F‖y‖²), y all targets in one list, from 0 to 1: near 1 where the kernel sees only the target; NaN
   * without one, and where K or y is 0.
   */
  readonly kernelAlignment: number
}
