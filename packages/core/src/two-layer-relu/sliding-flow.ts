import { createIntegrator, resumeIntegrator } from '../integrate/integrator.ts'
import type { Integrator, RightHandSide } from '../integrate/solver.ts'
import { walk } from '../integrate/walk.ts'
import { norm } from '../vector.ts'
import type { Flowed, ReluFlowOptions, RowOf } from './flow-options.ts'
import { createScratch, differentiate, type TypedRegression, transpose, typedRegression } from './gradient/loops.ts'
import { type Regression, type ReluProblem, type ReluWeights, requireRegression } from './network.ts'
import { type Event, type SlidingPieces, slidingPieces } from './sliding.ts'

/** Relative to the start's size: a w_k shorter than this at a border counts as 0, where all borders meet. */
const VANISHED = 1e-8
/** Events at one time after which the flow gives up. */
const IDLE = 200

/**
 * {@link flowRelu} from border to border: locates each one, and neurons slide along those to which both sides push
 * them.
 *
 * @param times ascending.
 * @param row where the weights at each of them go, by its index.
 */
export function slidingFlow(
  network: ReluWeights,
  data: Regression,
  times: Float64Array,
  { maxSteps = 1e6, signal, watch, rtol = 1e-10, atol }: ReluFlowOptions,
  row: RowOf,
): Flowed {
  const problem = requireRegression(network, data)
  const { inputs, neurons } = problem
  const weights = inputs * neurons
  const velocity = new Float64Array(weights + neurons)
  const start = new Float64Array(weights + neurons)
  transpose(network.W, start, neurons, inputs)
  start.set(network.a, weights)
  const size = norm(start) || 1
  const tolerances = { rtol, atol: atol ?? 1e-13 * size }
  const typed = typedRegression(data)
  const borders = slidingPieces(typed, problem, network.leak)
  const f = rightHandSide(typed, problem, network.leak, borders)
  borders.begin(start)
  let integrator = createIntegrator(f, 0, start, tolerances)
  let idle = 0
  /** From the integrators before the last border. */
  let evaluations = 0
  const walked = walk(times, {
    signal,
    now: () => integrator.t,
    isSpent: (taken) => taken >= maxSteps,
    step(limit) {
      const before = integrator.state()
      if (!integrator.step(limit)) return integrator.failure
      watch?.(integrator.t)
      const events = borders.eventsAt(integrator.y)
      if (events.length === 0) return undefined
      const landing = land(integrator, before, events)
      if (!landing) return 'singular'
      if (landing.t > 0 && lengthOf(landing.y, landing.event.neuron) <= VANISHED * size) return 'singular'
      borders.settle(landing.y, landing.event)
      idle = landing.t > integrator.from ? 0 : idle + 1
      if (idle > IDLE) return 'singular'
      evaluations += integrator.counts.evaluations
      integrator = createIntegrator(f, landing.t, landing.y, tolerances)
      return undefined
    },
    arrive(i) {
      const { W, a } = row(i)
      transpose(integrator.y.subarray(0, weights), W, inputs, neurons)
      a.set(integrator.y.subarray(weights))
    },
  })
  return { ...walked, evaluations: evaluations + integrator.counts.evaluations }

  /** ‖w_k‖. */
  function lengthOf(state: Float64Array, k: number): number {
    let squared = 0
    for (let column = k; column < weights; column += neurons) squared += state[column]! ** 2
    return Math.sqrt(squared)
  }

  /**
   * The first event of a step: bisects the dense output for its time, then takes a step that ends there for the state.
   */
  function land(done: Integrator, before: Float64Array, events: readonly Event[]) {
    const state = new Float64Array(start.length)
    const at = (t: number): Event[] => {
      done.interpolate(t, state)
      return borders.eventsAt(state, events)
    }
    let [early, late] = [done.from, done.t]
    let first = at(early)
    if (first.length > 0) return { t: early, y: state, event: first[0]! }
    first = events as Event[]
    for (let halving = 0; halving < 60; halving++) {
      const middle = early + (late - early) / 2
      if (!(middle > early && middle < late)) break
      const found = at(middle)
      if (found.length > 0) {
        late = middle
        first = found
      } else early = middle
    }
    const event = first[0]!
    let t = late
    for (let correction = 0; ; correction++) {
      const again = resumeIntegrator(f, before, tolerances)
      while (again.t < t) if (!again.step(t)) return undefined
      state.set(again.y)
      if (event.sample === undefined || correction === 3) break
      const z = borders.z(state, event.sample, event.neuron)
      f(t, state, velocity)
      const next = t - z / borders.z(velocity, event.sample, event.neuron)
      if (z === 0 || !(next > done.from && next < done.t) || next === t) break
      t = next
    }
    return { t, y: state, event }
  }
}

/** The flow on the state (Wᵀ, a), length dm + m. */
function rightHandSide(
  data: TypedRegression,
  problem: ReluProblem,
  leak: number,
  { pieces: { held, bases }, project }: SlidingPieces,
): RightHandSide {
  const { neurons, inputs, rates, divisor } = problem
  const scratch = createScratch(problem)
  const { columns, gradient, readoutGradient } = scratch
  const a = new Float64Array(neurons)
  const weights = neurons * inputs
  const readoutRate = (2 * rates.a) / divisor
  const inputRate = (2 * rates.w) / divisor
  return (_t, state, into) => {
    for (let p = 0; p < weights; p++) columns[p] = state[p]!
    for (let k = 0; k < neurons; k++) a[k] = state[weights + k]!
    differentiate(scratch, a, leak, data, problem, held)
    for (let k = 0; k < neurons; k++) if (bases[k]!.length > 0) project(gradient, k, bases[k]!)
    for (let column = 0; column < weights; column += neurons)
      for (let k = 0; k < neurons; k++) into[column + k] = -inputRate * a[k]! * gradient[column + k]!
    for (let k = 0; k < neurons; k++) into[weights + k] = -readoutRate * readoutGradient[k]!
  }
}
