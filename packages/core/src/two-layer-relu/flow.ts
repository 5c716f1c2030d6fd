import { type IntegrateOptions, integrate } from '../integrate/integrate.ts'
import type { RightHandSide } from '../integrate/integrator.ts'
import type { LearningRate } from '../single-neuron/neuron.ts'
import { norm } from '../vector.ts'
import { createScratch, differentiate, transpose, typedRegression } from './gradient.ts'
import { type Regression, type ReluSizes, type ReluWeights, reluSizes } from './network.ts'
import { layerRates } from './rates.ts'

/** Weights of a network at several times, and how far the integration got. */
export interface ReluFlow {
  /** Shape [T, m, d]. */
  readonly W: Float64Array
  /** Shape [T, m]. */
  readonly a: Float64Array
  /** How many of the times were reached; later rows are NaN. */
  readonly reached: number
  /** `complete`; `budget`: the step budget is used up; `singular`: no step is small enough. */
  readonly reason: 'complete' | 'budget' | 'singular'
}

/**
 * Gradient flow on L = (1/n) Σ_i (f(x_i) − y_i)² (loss `mean`, without ½), r_i = f(x_i) − y_i:
 *
 *     ȧ_k = −η_a (2/n) Σ_i r_i σ(w_kᵀx_i),   ẇ_k = −η_w (2/n) a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * integrated to the given times (ascending, ≥ 0) by an adaptive Dormand-Prince method; rtol 1e-10 and an atol of 1e-13
 * of the start's size if left out. δ_k = η_w a_k² − η_a‖w_k‖² is conserved ({@link neuronDeltas}).
 *
 * The right-hand side jumps where a neuron starts or ceases to see a sample; the step size then falls until the jump
 * fits the tolerance, some 30 evaluations a crossing. Where the flow is held on such a border, pushed back from both
 * sides, no classical solution goes on: the steps stay tiny, and the step budget ends it (`reason`). Gradient descent
 * ({@link reluDescent}) goes on there, from side to side.
 *
 * Source: arXiv 2406.06158, section 4; rates as in section 3.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, times
 * that are negative, not finite or not ascending.
 * @example
 * const flow = flowRelu({ W: [1], a: [1], leak: 0 }, { X: [1], y: [4] }, [0, 1, 10])
 * flow.a[2] // 2, where a w = 4 and a² = w² as at the start
 */
export function flowRelu(
  network: ReluWeights,
  data: Regression,
  times: ArrayLike<number>,
  { learningRate = 1, ...options }: IntegrateOptions & { readonly learningRate?: number | LearningRate } = {},
): ReluFlow {
  const sizes = reluSizes(network, data)
  const { inputs, neurons } = sizes
  const weights = inputs * neurons
  const start = new Float64Array(weights + neurons)
  transpose(network.W, start, neurons, inputs)
  start.set(network.a, weights)
  const f = rightHandSide(data, sizes, network.leak, layerRates(learningRate))
  const { states, reached, reason } = integrate(f, start, times, {
    rtol: 1e-10,
    atol: 1e-13 * (norm(start) || 1),
    ...options,
  })
  const W = new Float64Array(times.length * weights)
  const a = new Float64Array(times.length * neurons)
  for (let i = 0; i < times.length; i++) {
    const state = states.subarray(i * start.length, (i + 1) * start.length)
    transpose(state, W.subarray(i * weights, (i + 1) * weights), inputs, neurons)
    a.set(state.subarray(weights), i * neurons)
  }
  return { W, a, reached, reason }
}

/** The flow on the state (Wᵀ, a), length dm + m. */
function rightHandSide(
  data: Regression,
  sizes: ReluSizes,
  leak: number,
  { a: etaA, w: etaW }: LearningRate,
): RightHandSide {
  const { samples, neurons, inputs } = sizes
  const typed = typedRegression(data)
  const scratch = createScratch(sizes)
  const { columns, gradient, readoutGradient } = scratch
  const a = new Float64Array(neurons)
  const weights = neurons * inputs
  const readoutRate = (2 * etaA) / samples
  const inputRate = (2 * etaW) / samples
  return (_t, state, into) => {
    for (let p = 0; p < weights; p++) columns[p] = state[p]!
    for (let k = 0; k < neurons; k++) a[k] = state[weights + k]!
    differentiate(scratch, a, leak, typed, sizes)
    for (let column = 0; column < weights; column += neurons)
      for (let k = 0; k < neurons; k++) into[column + k] = -inputRate * a[k]! * gradient[column + k]!
    for (let k = 0; k < neurons; k++) into[weights + k] = -readoutRate * readoutGradient[k]!
  }
}
