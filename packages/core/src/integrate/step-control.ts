import type { Course, StepControl } from './stepping.ts'

export interface ControlLimits {
  /** The error of a step is kept near that power of this. */
  readonly safety: number
  /** Least and greatest factor by which a step changes. */
  readonly least: number
  readonly most: number
}

/** The step whose error would be 1, from one whose error is proportional to h^order; not above `safety` of it. */
export function shrinkBy(order: number, { safety, least }: ControlLimits): StepControl<Course>['shrink'] {
  return (size) => (Number.isFinite(size) ? Math.max(least, safety * size ** (-1 / order)) : least)
}

/**
 * A proportional-integral control, exponents 0.7/order and 0.4/order. A step that had to be shortened does not grow
 * straight away.
 *
 * Source: Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I, II.4, and II, IV.2.
 */
export function proportionalIntegral(order: number, limits: ControlLimits): StepControl<Course> {
  const { safety, least, most } = limits
  /** Errors below this let the step grow as much as it may. */
  const floor = 10 ** (-2 * order)
  return {
    shrink: shrinkBy(order, limits),
    follow(course, step, size, rejected, last) {
      const factor = safety * Math.max(size, floor) ** (-0.7 / order) * course.lastError ** (0.4 / order)
      const grown = step * Math.min(rejected ? 1 : most, Math.max(least, factor))
      course.h = last ? Math.max(course.h, grown) : grown
      course.lastError = Math.max(size, 1e-4)
    },
  }
}
