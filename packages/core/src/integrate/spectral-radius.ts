import type { SolverSettings } from './solver.ts'
import { toleranceOf } from './step-size.ts'

const ITERATIONS = 20
/** Two estimates in a row this close are believed. */
const CLOSE = 0.05
/** The iteration approaches it from below. */
const MARGIN = 1.2

/**
 * An upper estimate of the spectral radius of ∂f/∂y at y, by the power method on differences of f, 1.2 times its last
 * ‖f(y + v) − f(y)‖/‖v‖. `direction` is where it begins and ends: a second estimate nearby takes two evaluations. v is
 * about as long as the tolerance: finer kinks and jumps of f do not count. `known`, the estimate before, is kept
 * where f is not finite.
 *
 * Source: Sommeijer, Shampine, Verwer (1998), section 3.2.
 */
export function spectralRadius(
  f: (state: Float64Array, into: Float64Array) => void,
  y: Float64Array,
  slope: Float64Array,
  direction: Float64Array,
  settings: SolverSettings,
  known: number,
): number {
  const n = y.length
  let length = lengthOf(direction)
  if (!(length > 0)) {
    // The slope, with a little of every direction: it may lack the very one that is sought.
    const size = lengthOf(slope)
    for (let i = 0; i < n; i++)
      direction[i] = (size > 0 ? slope[i]! / size : 0) + (0.3 * Math.sin(1 + i * 12.9898)) / Math.sqrt(n)
    length = lengthOf(direction)
  }
  const size = lengthOf(y)
  const far = Math.max(1e-8 * size, Math.min(toleranceOf(y, settings), 0.01 * Math.max(size, 1)))
  const state = new Float64Array(n)
  const rate = new Float64Array(n)
  let estimate = 0
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    for (let i = 0; i < n; i++) state[i] = y[i]! + (far / length) * direction[i]!
    f(state, rate)
    for (let i = 0; i < n; i++) rate[i] = rate[i]! - slope[i]!
    const next = lengthOf(rate) / far
    if (!(next < Infinity)) return known
    if (next === 0) return estimate
    direction.set(rate)
    length = next * far
    const settled = iteration > 0 && Math.abs(next - estimate / MARGIN) <= CLOSE * next
    estimate = MARGIN * next
    if (settled) break
  }
  return estimate
}

function lengthOf(v: Float64Array): number {
  let squared = 0
  for (let i = 0; i < v.length; i++) squared += v[i]! * v[i]!
  return Math.sqrt(squared)
}
