import { requirePositive, requireWhole } from '../door/number.ts'
import type { DeepLinearNetwork, DeepLinearProblem } from './problem.ts'
import { openDeepLinearSystem } from './system.ts'

/** Full-batch gradient descent on a deep linear network, which is itself the network of the current weights. */
export interface DeepLinearDescent extends DeepLinearNetwork {
  readonly widths: readonly number[]
  /** The current weights of every layer: views that the next step changes. */
  readonly W: readonly Float64Array<ArrayBuffer>[]
  /** η_l of each layer, by which the step size is multiplied. */
  readonly learningRate: readonly number[]
  /**
   * Takes that many steps. Returns the number taken, which is smaller if the gradient stops being finite.
   *
   * @throws LazyrichError unless the number of steps is whole and ≥ 0.
   */
  advance(steps: number): number
  /** The problem's loss (`half-mean` unless it says otherwise) at the current weights. */
  loss(): number
}

/**
 * Full-batch gradient descent on f(x) = W_L … W_1 x: W_l ← W_l − η η_l ∂L/∂W_l with the rates η_l of the problem (1
 * each if left out), that is, Euler steps of size η along the flow. Each step changes the matrices of
 * {@link deepLinearConserved} by about η² ‖gradient‖², which adds up to order η over a given flow time.
 *
 * The problem's own weights are not changed. A step costs one gradient of {@link deepLinearSystem}.
 *
 * @example
 * const descent = deepLinearDescent({ widths: [1, 1, 1], W0: [[1], [0.5]], X: [1], Y: [1] }, 0.1)
 * descent.advance(1000) // 1000
 * descent.loss() // 0
 * deepLinearOutputs(descent, [2]) // [2]
 *
 * @param stepSize η, above 0.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 */
export function deepLinearDescent(problem: DeepLinearProblem, stepSize: number): DeepLinearDescent {
  const { widths, learningRate, start: state, flow, layers, loss } = openDeepLinearSystem(problem)
  requirePositive('stepSize', stepSize)
  const slope = new Float64Array(state.length)
  return {
    widths,
    learningRate,
    W: layers(state),
    advance(steps) {
      requireWhole('steps', steps, 0)
      for (let taken = 0; taken < steps; taken++) {
        flow(0, state, slope)
        if (!slope.every(Number.isFinite)) return taken
        for (let p = 0; p < state.length; p++) state[p] = state[p]! + stepSize * slope[p]!
      }
      return steps
    },
    loss: () => loss(state),
  }
}
