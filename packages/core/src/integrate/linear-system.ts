import { factorLu, solveLu } from './lu.ts'

/** ∂f/∂y at (t, y): writes row i, column j to `into[i * y.length + j]`. */
export type Jacobian = (t: number, y: Float64Array, into: Float64Array) => void

/** The linear equations (I − h J) x = b of an implicit step, for problems whose Jacobian has a structure of its own. */
export interface LinearSystem {
  /** Takes J = ∂f/∂y at (t, y). */
  at(t: number, y: Float64Array): void
  /** Prepares for one h; false where I − h J is singular or not finite. */
  factor(h: number): boolean
  /** Solves in place. */
  solve(b: Float64Array): void
}

/** For a Jacobian without structure: LU with partial pivoting, n³/3 multiply-adds to factor and n² to solve. */
export function denseSystem(jacobian: Jacobian, n: number): LinearSystem {
  const entries = new Float64Array(n * n)
  const matrix = new Float64Array(n * n)
  const pivots = new Int32Array(n)
  return {
    at: (t, y) => jacobian(t, y, entries),
    factor(h) {
      for (let p = 0; p < n * n; p++) matrix[p] = -h * entries[p]!
      for (let i = 0; i < n; i++) matrix[i * (n + 1)] = matrix[i * (n + 1)]! + 1
      return factorLu(matrix, pivots)
    },
    solve: (b) => solveLu(matrix, pivots, b),
  }
}
