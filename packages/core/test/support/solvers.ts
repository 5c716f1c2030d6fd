import { dop853, dormandPrince, implicitExtrapolation, type Solver } from '../../src/integrate/index.ts'

/** Every solver there is: what a driver promises is tested for each. */
export const solvers: Solver[] = [dormandPrince, dop853, implicitExtrapolation]
