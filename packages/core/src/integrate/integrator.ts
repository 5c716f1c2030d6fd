import { type Names, requireOptions } from '../door/fields.ts'
import { requireFunction, requireMethods } from '../door/function.ts'
import { requireFiniteList, requireList, requireNumbers } from '../door/list.ts'
import { requireFinite, requireOneOf, requirePositive } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { LazyrichError } from '../errors.ts'
import { dormandPrince } from './dormand-prince.ts'
import type { Integrator, IntegratorOptions, RightHandSide, Solver, SolverSettings } from './solver.ts'

/** The names of an integrator's options. */
export const INTEGRATOR_OPTIONS: Names<IntegratorOptions> = {
  rtol: true,
  atol: true,
  norm: true,
  solver: true,
  jacobian: true,
}

/**
 * An adaptive integrator of dy/dt = f(t, y), to be stepped by hand: {@link integrate} drives one to given times. The
 * root mean square of error / (atol + rtol |y|) over the components is kept below 1 in every step, or the length of the
 * error below that of atol + rtol |y| (`norm`).
 *
 * @param f writes dy/dt into its third argument.
 * @param y0 state at `t0`, any length ≥ 1; copied.
 * @throws LazyrichError for an f that is no function or returns the derivative, tolerances that are not positive or of
 * another length, a start that is not finite, unknown options.
 * @example
 * const decay = createIntegrator((_t, y, into) => { into[0] = -y[0]! }, 0, [1])
 * while (decay.t < 1) decay.step(1)
 * decay.y[0] // 0.36787944…
 */
export function createIntegrator(
  f: RightHandSide,
  t0: number,
  y0: ArrayLike<number>,
  options: IntegratorOptions = {},
): Integrator {
  requireOptions('options', options, INTEGRATOR_OPTIONS)
  return openIntegrator(f, t0, y0, options)
}

/** The same for options whose names are known. */
export function openIntegrator(
  f: RightHandSide,
  t0: number,
  y0: ArrayLike<number>,
  options: IntegratorOptions,
): Integrator {
  requireFunction('f', f)
  requireFinite('t0', t0)
  requireNumbers('y0', y0)
  return solverIn(options).begin(f, t0, Float64Array.from(y0), settingsOf(options, y0.length))
}

/** How many numbers `state()` holds for a problem of that dimension. */
export function stateLength(dimension: number, solver: Solver = dormandPrince): number {
  return solver.stateLength(dimension)
}

/**
 * An integrator that continues bit for bit from where `state()` was taken, with the same right-hand side and options.
 *
 * @param state what `state()` gave, a Float64Array; its length is the solver's own.
 * @throws LazyrichError for a list of any other kind, or one whose length fits no dimension of the solver, or whose time
 * or y is not finite; for options as {@link createIntegrator} does.
 * @example
 * const growth: RightHandSide = (_t, y, into) => { into[0] = y[0]! }
 * const half = createIntegrator(growth, 0, [1])
 * while (half.t < 0.5) half.step(0.5)
 * resumeIntegrator(growth, half.state()).t // 0.5
 */
export function resumeIntegrator(f: RightHandSide, state: Float64Array, options: IntegratorOptions = {}): Integrator {
  requireOptions('options', options, INTEGRATOR_OPTIONS)
  requireFunction('f', f)
  if (!(state instanceof Float64Array)) refuse('state', state, 'the Float64Array that state() gave')
  const solver = solverIn(options)
  let dimension = 1
  while (solver.stateLength(dimension) < state.length) dimension++
  if (solver.stateLength(dimension) !== state.length)
    throw new LazyrichError(
      `state has length ${state.length}: the length of a state of ${solver.name} is accepted, ` +
        `${solver.stateLength(1)} for one component`,
    )
  requireFinite('state[0], the time,', state[0]!)
  const head = solver.stateLength(0)
  requireFiniteList('y in state', state.subarray(head, head + dimension))
  return solver.begin(f, state[0]!, new Float64Array(dimension), settingsOf(options, dimension), state)
}

function solverIn({ solver = dormandPrince }: IntegratorOptions): Solver {
  requireMethods('solver', solver, ['begin', 'stateLength'], 'a solver such as dormandPrince')
  return solver
}

function settingsOf(
  { rtol = 1e-8, atol = 1e-10, norm = 'components', jacobian }: IntegratorOptions,
  n: number,
): SolverSettings {
  requireOneOf('norm', norm, ['components', 'whole'])
  if (jacobian !== undefined && typeof jacobian !== 'function')
    requireMethods(
      'jacobian',
      jacobian,
      ['at', 'factor', 'solve'],
      'a function, or an object with at, factor and solve,',
    )
  return { rtol: perComponent('rtol', rtol, n), atol: perComponent('atol', atol, n), norm, jacobian }
}

function perComponent(name: string, tolerance: number | ArrayLike<number>, n: number): Float64Array<ArrayBuffer> {
  if (typeof tolerance !== 'object' || tolerance === null) {
    requirePositive(name, tolerance)
    return new Float64Array(n).fill(tolerance)
  }
  requireList(name, tolerance)
  if (tolerance.length !== n)
    throw new LazyrichError(`${name} has length ${tolerance.length}, y0 has length ${n}: equal lengths are accepted`)
  for (let i = 0; i < n; i++) requirePositive(`${name}[${i}]`, tolerance[i]!)
  return Float64Array.from(tolerance)
}
