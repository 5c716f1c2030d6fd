import { requireIndex } from '../door/number.ts'
import { type FlowControl, type FlowReason, requireFlowControl } from '../integrate/flow-control.ts'
import { inOrder } from '../integrate/in-order.ts'
import { createIntegrator } from '../integrate/integrator.ts'
import type { IntegratorCounts } from '../integrate/solver.ts'
import { walk } from '../integrate/walk.ts'
import { singularValuesOf } from '../linear-algebra/svd.ts'
import { conservedOf, driftOf } from './conserved.ts'
import type { DeepLinearNetwork, DeepLinearProblem } from './problem.ts'
import { scaledFlow, unitsOf } from './scaled-flow.ts'
import { type OpenDeepLinearSystem, openDeepLinearSystem } from './system.ts'

/** A deep linear network at one of the times of a flow: views of its states. */
export interface DeepLinearState extends DeepLinearNetwork {
  readonly widths: readonly number[]
  readonly W: readonly Float64Array<ArrayBuffer>[]
  /** W_L … W_1, shape [outputs, inputs], row-major. */
  readonly product: Float64Array<ArrayBuffer>
  /** η_l of each layer. */
  readonly learningRate: readonly number[]
}

/** An integrated flow of a deep linear network at the requested times, in their order. */
export interface DeepLinearStates {
  /** The weights of every layer at every time, shape [times, widths[l + 1], widths[l]], row-major. */
  readonly W: readonly Float64Array<ArrayBuffer>[]
  /** W_L … W_1 at every time, shape [times, outputs, inputs], row-major. */
  readonly product: Float64Array<ArrayBuffer>
  /**
   * The network at times[i], rates included, ready to be handed on.
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): DeepLinearState
  /**
   * The weights of every layer at times[i], as views.
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  layersAt(i: number): Float64Array<ArrayBuffer>[]
  /** The problem's loss at every time. */
  readonly loss: Float64Array<ArrayBuffer>
  /**
   * The largest change in an entry of the conserved matrices since the start, at every time: the integrator's error.
   */
  readonly drift: Float64Array<ArrayBuffer>
  /** How many of the times were reached, the earliest first; entries of the others are NaN. */
  readonly reached: number
  /** `complete`; `budget`: the step budget ran out; `singular`: no step is small enough. */
  readonly reason: FlowReason
  readonly counts: IntegratorCounts
}

/** Steps between checks of whether the flow has come to rest. */
const STEPS_A_LOOK = 8
/** How far from the least-squares solution, as a share of the product's size, counts as arrived. */
const ARRIVED = 2e-11

/**
 * Gradient flow Ẇ_l = −η_l ∂L/∂W_l of f(x) = W_L … W_1 x, integrated to the given times (any order, ≥ 0) by an adaptive
 * Dormand-Prince method; rtol is 1e-12 and atol 1e-14 if left out. Tolerances hold layer by layer, in units of the
 * layer's initial root mean square, so that layers of very different size all keep their digits.
 *
 * If the network is wide enough to reach the least-squares solution and has come within 2e-11 of it (relative to the
 * largest product on the way), integration ends: the loss never grows, so the product stays there. Data with very slow
 * and very fast directions (a condition number of X above about 10³) are stiff for an explicit method: `reached` tells
 * where the step budget ran out.
 *
 * Source: arXiv 2406.06158, appendix B; loss `half-mean` unless the problem says otherwise.
 *
 * @example
 * const problem = { widths: [1, 1, 1], W0: [[0.1], [0.1]], X: [1], Y: [1] }
 * const flow = flowDeepLinear(problem, [0, 2, 100])
 * flow.product // [0.01, 0.355…, 1]
 * deepLinearOutputs(flow.at(2), [3]) // [3]
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, times
 * below 0 and unknown options.
 */
export function flowDeepLinear(
  problem: DeepLinearProblem,
  times: ArrayLike<number>,
  options: FlowControl = {},
): DeepLinearStates {
  const { times: ascending, places } = inOrder(times)
  const system = openDeepLinearSystem(problem)
  requireFlowControl(options)
  const { start, widths, learningRate } = system
  const units = unitsOf(system.layers(start))
  const { rtol = 1e-12, atol = 1e-14, maxSteps = 1e6, signal } = options
  const integrator = createIntegrator(
    scaledFlow(system.flow, units),
    0,
    start.map((entry, p) => entry / units[p]!),
    { rtol, atol },
  )
  const state = start.slice()
  const arrived = arrival(system)
  const entries = widths[0]! * widths.at(-1)!
  const sizes = system.layers(start).map((layer) => layer.length)
  const W = sizes.map((size) => new Float64Array(places.length * size).fill(Number.NaN))
  const product = new Float64Array(places.length * entries).fill(Number.NaN)
  const loss = new Float64Array(places.length).fill(Number.NaN)
  const drift = new Float64Array(places.length).fill(Number.NaN)
  const conserved = (): Float64Array<ArrayBuffer>[] =>
    conservedOf({ widths, W: system.layers(state), rates: learningRate })
  const before = conserved()
  let atRest = false
  const walked = walk(ascending, {
    signal,
    now: () => (atRest ? Number.POSITIVE_INFINITY : integrator.t),
    isSpent: (taken) => taken >= maxSteps,
    step(limit) {
      if (!integrator.step(limit)) return integrator.failure
      if (integrator.counts.accepted % STEPS_A_LOOK === 0) atRest = arrived(unscale())
      return undefined
    },
    arrive(position) {
      const i = places[position]!
      // The exact start, which scaling has not rounded.
      if (ascending[position]! > 0) unscale()
      system.layers(state).forEach((layer, l) => {
        W[l]!.set(layer, i * sizes[l]!)
      })
      product.set(system.product(state), i * entries)
      loss[i] = system.loss(state)
      drift[i] = driftOf(before, conserved())
    },
  })
  return { W, product, at, layersAt, loss, drift, ...walked, counts: integrator.counts }

  function layersAt(i: number): Float64Array<ArrayBuffer>[] {
    requireIndex('i', i, places.length)
    return W.map((layer, l) => layer.subarray(i * sizes[l]!, (i + 1) * sizes[l]!))
  }

  function at(i: number): DeepLinearState {
    const layers = layersAt(i)
    return { widths, W: layers, product: product.subarray(i * entries, (i + 1) * entries), learningRate }
  }

  function unscale(): Float64Array<ArrayBuffer> {
    for (let p = 0; p < state.length; p++) state[p] = integrator.y[p]! * units[p]!
    return state
  }
}

/**
 * Whether a state is at the least-squares solution: ‖P Rᵀ − Tᵀ‖ ≤ σ_min(R) · 2e-11 ‖P‖, with the largest ‖P‖ so far.
 * Never true if a layer is narrower than the rank to be learned: the loss then ends higher.
 */
function arrival(system: OpenDeepLinearSystem): (state: Float64Array) => boolean {
  const { data, widths } = system
  const narrowest = Math.min(...widths.slice(1, -1))
  if (data.rank === 0) return () => true
  if (narrowest < Math.min(data.rank, widths.at(-1)!)) return () => false
  const least = singularValuesOf(data.R, data.rank, widths[0]!).at(-1)!
  let largest = 0
  return (state) => {
    const excess = system.excess(state)
    for (const entry of system.product(state)) largest = Math.max(largest, Math.abs(entry))
    return Math.sqrt(excess) <= ARRIVED * least * largest
  }
}
