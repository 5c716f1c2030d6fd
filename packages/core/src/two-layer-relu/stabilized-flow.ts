import { refuse } from '../door/refuse.ts'
import { createIntegrator, resumeIntegrator } from '../integrate/integrator.ts'
import { rungeKuttaChebyshev } from '../integrate/rkc.ts'
import type { Integrator, RightHandSide } from '../integrate/solver.ts'
import { norm } from '../vector.ts'
import { createGradient } from './gradient/create.ts'
import type { KernelVariant, ReluGradient } from './gradient/gradient.ts'
import { velocityOf } from './gradient/velocity.ts'
import { type Regression, type ReluNetwork, type ReluProblem, type ReluWeights, requireRegression } from './network.ts'

/**
 * At this tolerance, with n = 1000, d = 100, m = 50, loss and distances are within 2 % of descent's from step 1,000 on
 * at the five reference settings where the step size is small. The rest is chance, at 5e-4 as at 3e-3: pairs that slide
 * along their border end on either side of it. Over 30 paths to the same time at τ = 1, δ = 0, steps 10⁵ and 10⁶,
 * kernel distances are on average 0.8 % below descent's with a scatter of 0.6 %, Hamming distances 0.6 % below with a
 * scatter of 0.4 %.
 */
export const STABILIZED_RTOL = 1.8e-3
/** Relative to the start's size: the distance from it counts as at least this. */
const LEAST_DISTANCE = 1e-4

export interface StabilizedFlowOptions {
  /** Error of a step relative to the distance from the origin; 1.8e-3 if left out. */
  readonly rtol?: number
  /** Where distances are measured from; the given network if left out. */
  readonly origin?: ReluWeights
  /** The flow time at which the network is; 0 if left out. */
  readonly time?: number
  /**
   * A `state()` to continue from bit for bit, with the same data, origin and options; the network's weights are then
   * ignored.
   */
  readonly from?: Float64Array<ArrayBuffer>
}

/** Gradient flow of a network, one step at a time. */
export interface StabilizedFlow {
  readonly time: number
  /** Gradients evaluated. */
  readonly evaluations: number
  /** Why `step` returned false: no step is small enough, or the gradient is no longer finite. */
  readonly failure: Integrator['failure']
  readonly kernelVariant: KernelVariant
  /**
   * Takes one step, not beyond `limit`, of at most about 200 gradients unless it is retried. False if no step can be
   * taken.
   */
  step(limit: number): boolean
  /** Writes the current weights. */
  write(network: ReluNetwork): void
  /** Everything needed to continue bit for bit. */
  state(): Float64Array<ArrayBuffer>
}

/**
 * {@link flowRelu}'s `stabilized` solver, step by step: a Runge-Kutta-Chebyshev method, for networks whose borders
 * (samples × neurons) are too many to locate one by one, as its `sliding` solver does.
 *
 * The right-hand side jumps at borders, and tight tolerances would only follow each jump. So the tolerance bounds the
 * error of a step, as a norm over all weights, relative to the distance from the origin, which is what all measures
 * depend on, at every τ and δ.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates or tolerances out of range.
 */
export function stabilizedFlow(
  network: ReluWeights,
  data: Regression,
  { rtol = STABILIZED_RTOL, origin = network, time = 0, from }: StabilizedFlowOptions = {},
): StabilizedFlow {
  if (!(Number.isFinite(rtol) && rtol > 0 && rtol < 1)) refuse('rtol', rtol, 'a number above 0 and below 1')
  const problem = requireRegression(network, data)
  const gradient = createGradient(data, problem, network.leak)
  const weights = network.W.length
  const start = flat(origin)
  const moved = flat(network).map((entry, i) => entry - start[i]!)
  const f = rightHandSide(gradient, start, problem)
  // The state is θ − θ₀, so that relative errors are relative to the distance.
  const least = (LEAST_DISTANCE * norm(start)) / Math.sqrt(start.length)
  const options = { solver: rungeKuttaChebyshev, norm: 'whole', rtol, atol: rtol * (least || 1) } as const
  const integrator = from ? resumeIntegrator(f, from, options) : createIntegrator(f, time, moved, options)
  return {
    get time() {
      return integrator.t
    },
    get evaluations() {
      return integrator.counts.evaluations
    },
    get failure() {
      return integrator.failure
    },
    kernelVariant: gradient.variant,
    step: (limit) => integrator.step(limit),
    write({ W, a }) {
      for (let p = 0; p < weights; p++) W[p] = start[p]! + integrator.y[p]!
      for (let k = 0; k < a.length; k++) a[k] = start[weights + k]! + integrator.y[weights + k]!
    },
    state: () => integrator.state(),
  }
}

/** How many numbers {@link StabilizedFlow.state} holds. */
export function stabilizedStateLength({ W, a }: ReluWeights): number {
  return rungeKuttaChebyshev.stateLength(W.length + a.length)
}

/** (W, a), length md + m. */
function flat({ W, a }: ReluWeights): Float64Array<ArrayBuffer> {
  const all = new Float64Array(W.length + a.length)
  all.set(W)
  all.set(a, W.length)
  return all
}

/** The flow on θ − θ₀, θ = (W, a); one gradient and 3(md + m) operations. */
function rightHandSide(gradient: ReluGradient, start: Float64Array, { rates, divisor }: ReluProblem): RightHandSide {
  const { W, a } = gradient
  const weights = W.length
  return (_t, moved, into) => {
    for (let p = 0; p < weights; p++) W[p] = start[p]! + moved[p]!
    for (let k = 0; k < a.length; k++) a[k] = start[weights + k]! + moved[weights + k]!
    velocityOf(gradient, divisor, rates, into)
  }
}
