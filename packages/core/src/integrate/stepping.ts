import { requireBuffer } from '../door/buffer.ts'
import { requireNumber } from '../door/number.ts'
import { shown } from '../door/shown.ts'
import { LazyrichError } from '../errors.ts'
import { packState, unpackState } from './packed-state.ts'
import type { Integrator, IntegratorCounts, RightHandSide, Solver, SolverSettings } from './solver.ts'
import { vanishes } from './step-size.ts'

/** Where a flow is: the numbers that every method has. A method with more extends it. */
export interface Course {
  t: number
  /** Where the last step began. */
  from: number
  /** The step to try next. */
  h: number
  /** Error of the last accepted step, in units of the tolerance, as the step-size control keeps it. */
  lastError: number
  readonly counts: { -readonly [name in keyof IntegratorCounts]: number }
}

/** How long the next step is. */
export interface StepControl<C extends Course> {
  /** What a rejected step is multiplied by; `size` is its error in units of the tolerance, or not finite. */
  shrink(size: number): number
  /**
   * Sets `h`, and what the control itself remembers, after an accepted step. `rejected`: a longer one was tried before;
   * `last`: the limit says how long it is, which says nothing against a longer one.
   */
  follow(course: C, step: number, size: number, rejected: boolean, last: boolean): void
}

/** A method at work on one problem. It reads the time from its course, and writes `h` there only where said below. */
export interface Stepper {
  /** All vectors that continuing needs; the first is the state y. */
  readonly rows: readonly Float64Array[]
  /** Evaluates f at a new start and gives the first step to try; not called where a state is resumed. */
  start(): number
  /** Computes what a step from y needs first, such as a Jacobian. */
  prepare?(): void
  /** The longest step that can be tried; unlimited if left out. */
  longest?(): number
  /** Tries a step; gives its error in units of the tolerance, NaN where it fails. A size ≤ 1 is accepted. */
  attempt(step: number): number
  /** Told that the step just tried is rejected, and shorter ones follow. */
  reject?(): void
  /** Moves y by the step just tried, and keeps what `interpolate` needs of it. */
  accept(step: number): void
  /** The solution at a time within the last step. */
  interpolate(time: number, into: Float64Array): void
  /** Computes what the rows still lack, before they are packed. */
  complete?(): void
}

/** A method of integration as data and one way to try a step; {@link solverOf} makes a solver of it. */
export interface Method<C extends Course> extends Pick<Solver, 'name' | 'reference' | 'order' | 'denseOrder'> {
  /** The numbers at the head of a state, in their order. Never changed: snapshots hold such states. */
  readonly head: readonly (Exclude<keyof C, 'counts'> | keyof IntegratorCounts)[]
  /** How many vectors follow: the length of {@link Stepper.rows}. */
  readonly rows: number
  readonly control: StepControl<C>
  /** The course from a common beginning, with the method's own numbers. */
  course(common: Course): C
  /** At y, whose time the course holds; y is the method's own to change. */
  open(f: RightHandSide, course: C, y: Float64Array, settings: SolverSettings): Stepper
}

/**
 * f at the start, written into `into`. Throws a LazyrichError for an f that returns the derivative, as it does in other
 * libraries, instead of writing it: here it would be taken for 0.
 */
export function firstSlope(f: RightHandSide, t: number, y: Float64Array, into: Float64Array): void {
  const given: unknown = f(t, y, into)
  if (typeof given === 'object' && given !== null && given !== into)
    throw new LazyrichError(
      `f returns ${shown(given)}: a function that writes dy/dt into its third argument is accepted`,
    )
}

/** The solver of a method: it stops at limits, shortens steps that are rejected, counts, packs and resumes. */
export function solverOf<C extends Course>(method: Method<C>): Solver {
  const { name, reference, order, denseOrder, head, rows } = method
  return {
    name,
    reference,
    order,
    denseOrder,
    stateLength: (dimension) => head.length + rows * dimension,
    begin: (f, t0, y, settings, resumed) => begin(method, f, t0, y, settings, resumed),
  }
}

function begin<C extends Course>(
  method: Method<C>,
  f: RightHandSide,
  t0: number,
  y: Float64Array<ArrayBuffer>,
  settings: SolverSettings,
  resumed: Float64Array | undefined,
): Integrator {
  const { head, control } = method
  const counts = { accepted: 0, rejected: 0, evaluations: 0 }
  const course = method.course({ t: t0, from: t0, h: 0, lastError: 0, counts })
  const stepper = method.open(f, course, y, settings)
  const { rows } = stepper
  /** Where each number of the head stands. */
  const places = head.map((name) => (name in counts ? counts : course) as unknown as Record<keyof C, number>)
  let failure: Integrator['failure']

  if (resumed) {
    unpackState(resumed, head.length, rows).forEach((number, i) => {
      places[i]![head[i] as keyof C] = number
    })
  } else course.h = stepper.start()

  return {
    get t() {
      return course.t
    },
    y,
    get from() {
      return course.from
    },
    get failure() {
      return failure
    },
    counts,
    step(limit) {
      if (typeof limit !== 'number' || !(limit > course.t)) {
        requireNumber('limit', limit)
        return false
      }
      stepper.prepare?.()
      let rejected = false
      let finite = true
      for (;;) {
        if (stepper.longest) course.h = Math.min(course.h, stepper.longest())
        const last = course.t + course.h * (1 + 1e-9) >= limit
        const step = last ? limit - course.t : course.h
        if (!last && vanishes(step, course.t)) {
          failure = finite ? 'singular' : 'non-finite'
          return false
        }
        const size = stepper.attempt(step)
        finite = Number.isFinite(size)
        if (size <= 1) {
          stepper.accept(step)
          counts.accepted++
          course.from = course.t
          course.t = last ? limit : course.t + step
          control.follow(course, step, size, rejected, last)
          return true
        }
        counts.rejected++
        rejected = true
        course.h = step * control.shrink(size)
        stepper.reject?.()
      }
    },
    interpolate(time, into) {
      const { from, t } = course
      requireBuffer('into', into, y.length)
      if (typeof time !== 'number' || !(time >= from && time <= t)) {
        requireNumber('time', time)
        throw new LazyrichError(`time is ${time}: the last step, from ${from} to ${t}, is accepted`)
      }
      stepper.interpolate(time, into)
    },
    state() {
      stepper.complete?.()
      return packState(
        head.map((name, i) => places[i]![name as keyof C]),
        rows,
      )
    },
  }
}
