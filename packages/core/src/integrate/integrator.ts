import { requireFiniteList } from '../door/list.ts'
import { requireFinite, requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { dormandPrince } from './dormand-prince.ts'
import type { Integrator, IntegratorOptions, RightHandSide, Solver, SolverSettings } from './solver.ts'

/**
 * An adaptive integrator of dy/dt = f(t, y), to be stepped by hand: {@link integrate} drives one to given times. The
 * root mean square of error / (atol + rtol |y|) over the components is kept below 1 in every step, or the length of the
 * error below that of atol + rtol |y| (`norm`).
 *
 * @param y0 state at `t0`, any length ≥ 1; copied.
 * @throws LazyrichError for tolerances that are not positive or of another length, or a start that is not finite.
 * @example
 * const decay = createIntegrator((_t, y, into) => { into[0] = -y[0] }, 0, [1])
 * while (decay.t < 1) decay.step(1)
 * decay.y[0] // 0.36787944…
 */
export function createIntegrator(
  f: RightHandSide,
  t0: number,
  y0: ArrayLike<number>,
  options: IntegratorOptions = {},
): Integrator {
  requireFinite('t0', t0)
  if (y0.length === 0) throw new LazyrichError('y0 is empty: at least one number is accepted')
  requireFiniteList('y0', y0)
  const { solver = dormandPrince } = options
  return solver.begin(f, t0, Float64Array.from(y0), settingsOf(options, y0.length))
}

/** How many numbers `state()` holds for a problem of that dimension. */
export function stateLength(dimension: number, solver: Solver = dormandPrince): number {
  return solver.stateLength(dimension)
}

/**
 * An integrator that continues bit for bit from where `state()` was taken, with the same right-hand side and options.
 *
 * @param state what `state()` gave; its length is the solver's own.
 * @throws LazyrichError for a state whose length fits no dimension of the solver.
 * @example
 * const growth = (_t, y, into) => { into[0] = y[0] }
 * const half = createIntegrator(growth, 0, [1])
 * while (half.t < 0.5) half.step(0.5)
 * resumeIntegrator(growth, half.state()).t // 0.5
 */
export function resumeIntegrator(f: RightHandSide, state: Float64Array, options: IntegratorOptions = {}): Integrator {
  const { solver = dormandPrince } = options
  let dimension = 1
  while (solver.stateLength(dimension) < state.length) dimension++
  if (solver.stateLength(dimension) !== state.length)
    throw new LazyrichError(
      `state has length ${state.length}: the length of a state of ${solver.name} is accepted, ` +
        `${solver.stateLength(1)} for one component`,
    )
  return solver.begin(f, state[0]!, new Float64Array(dimension), settingsOf(options, dimension), state)
}

function settingsOf(
  { rtol = 1e-8, atol = 1e-10, norm = 'components', jacobian }: IntegratorOptions,
  n: number,
): SolverSettings {
  if (norm !== 'components' && norm !== 'whole')
    throw new LazyrichError(`norm is ${norm}: components and whole are accepted`)
  return { rtol: perComponent('rtol', rtol, n), atol: perComponent('atol', atol, n), norm, jacobian }
}

function perComponent(name: string, tolerance: number | ArrayLike<number>, n: number): Float64Array {
  if (typeof tolerance === 'number') {
    requirePositive(name, tolerance)
    return new Float64Array(n).fill(tolerance)
  }
  if (tolerance.length !== n)
    throw new LazyrichError(`${name} has length ${tolerance.length}, y0 has length ${n}: equal lengths are accepted`)
  for (let i = 0; i < n; i++) requirePositive(`${name}[${i}]`, tolerance[i]!)
  return Float64Array.from(tolerance)
}
