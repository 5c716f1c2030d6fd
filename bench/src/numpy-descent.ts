import { CELL } from '@lazyrich/testing/relu-cell'
import { runPeer } from './python.ts'

/** Steps that the peer takes; longer descents are extrapolated from them. */
export const TIMED_STEPS = 1000

/** Milliseconds per step of NumPy's descent at τ = 1, δ = 0. */
export function numpyStep(): number {
  return runPeer<{ ms_per_step: number }>('numpy_relu_descent.py', [CELL, '1', '0', String(TIMED_STEPS)]).ms_per_step
}
