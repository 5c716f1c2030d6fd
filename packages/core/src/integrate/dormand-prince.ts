import { explicitRungeKutta } from './explicit-runge-kutta.ts'
import type { Solver } from './solver.ts'
import type { Tableau } from './tableau.ts'

/**
 * Dormand and Prince's method of order 5 with an error estimate of order 4 and a continuous extension of order 4.
 *
 * The solver to start with: cheap steps, right for tolerances down to about 1e-8; {@link dop853} is cheaper below.
 *
 * J. R. Dormand, P. J. Prince, A family of embedded Runge-Kutta formulae, J. Comp. Appl. Math. 6 (1980) 19–26;
 * dense output: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, II.6.
 *
 * @example
 * integrate((_t, y, into) => { into[0] = -y[0]! }, [1], [1], { solver: dormandPrince }).states[0] // 0.36787944…
 */
export const dormandPrince: Tableau & Solver = explicitRungeKutta({
  name: 'Dormand-Prince 5(4)',
  reference: 'Dormand and Prince 1980',
  order: 5,
  denseOrder: 4,
  c: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1],
  a: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ],
  e: [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40],
  d: [
    [
      -12715105075 / 11282082432,
      0,
      87487479700 / 32700410799,
      -10690763975 / 1880347072,
      701980252875 / 199316789632,
      -1453857185 / 822651844,
      69997945 / 29380423,
    ],
  ],
})
