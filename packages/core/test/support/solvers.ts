import {
  dop853,
  dormandPrince,
  implicitExtrapolation,
  rungeKuttaChebyshev,
  type Solver,
} from '../../src/integrate/index.ts'

/** Solvers of high order, whose error follows the tolerance wherever it is set. */
export const preciseSolvers: Solver[] = [dormandPrince, dop853, implicitExtrapolation]

/** Every solver there is: what a driver promises is tested for each. */
export const solvers: Solver[] = [...preciseSolvers, rungeKuttaChebyshev]
