import { requireOptions } from '../door/fields.ts'
import { requireFunction } from '../door/function.ts'
import { requireIndex, requireOneOf, requirePositive, requireWhole } from '../door/number.ts'
import { requireSignal } from '../door/signal.ts'
import { LazyrichError } from '../errors.ts'
import { inOrder } from '../integrate/in-order.ts'
import { walk } from '../integrate/walk.ts'
import { FLOW_OPTIONS, type Flowed, type ReluFlow, type ReluFlowOptions, type RowOf } from './flow-options.ts'
import { type Regression, type ReluNetwork, type ReluWeights, requireRegression, withWeights } from './network.ts'
import { slidingFlow } from './sliding-flow.ts'
import { stabilizedFlow } from './stabilized-flow.ts'

/** Samples times neurons up to which borders are located one by one by default. */
const MOST_BORDERS = 2000
/** Default limits of the stabilized solver: steps, and n m d × gradients (half a minute's work). */
const MOST_STEPS = 1e5
const MOST_WORK = 5e11

/**
 * Gradient flow on L = c Σ_i r_i², r_i = f(x_i) − y_i, c = 1/n for the loss `mean`, which is the data's if they name no
 * other ({@link lossFactor}), at the network's learning rates:
 *
 *     ȧ_k = −η_a 2c Σ_i r_i σ(w_kᵀx_i),   ẇ_k = −η_w 2c a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * integrated to the given times. The `sliding` solver is an adaptive Dormand-Prince method. The `stabilized` one, by
 * {@link rungeKuttaChebyshev}, is for networks whose borders are too many to locate one by one; it ends (`budget`) after
 * half a minute's work, 10⁵ gradients at n m d = 5·10⁶, unless `maxSteps` limits the steps instead. δ_k = η_w a_k² −
 * η_a‖w_k‖² is conserved ({@link reluDeltas}).
 *
 * The right-hand side jumps where a neuron becomes active or inactive on a sample (w_kᵀx_i = 0). These borders are
 * located, and the integration restarts there. Where both sides push a neuron to the border it slides along it, in the
 * sense of Filippov: the slope σ' takes the value between leak and 1 that keeps it there, the limit of ever smaller
 * steps of descent, which zigzags across. Without sliding, most flows of ReLU networks would end at their first such
 * border. If w_k itself reaches 0, where all borders meet, the flow determines no direction and ends (`singular`).
 *
 * Source: arXiv 2406.06158, section 4; rates as in section 3.
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, times
 * that are negative or not finite, options that are unknown, out of range or not the solver's.
 * @example
 * const flow = flowRelu({ W: [1], a: [1], leak: 0 }, { X: [1], y: [4] }, [0, 1, 10])
 * flow.a[2] // 2, where a w = 4 and a² = w² as at the start
 * reluDeltas(flow.at(2))[0] // 0, as at the start
 */
export function flowRelu(
  network: ReluWeights,
  data: Regression,
  times: ArrayLike<number>,
  options: ReluFlowOptions = {},
): ReluFlow {
  const { samples, inputs, neurons } = requireRegression(network, data)
  const { times: ascending, places } = inOrder(times)
  const solver = solverFor(samples * neurons, options)
  const count = places.length
  const weights = neurons * inputs
  const W = new Float64Array(count * weights).fill(Number.NaN)
  const a = new Float64Array(count * neurons).fill(Number.NaN)

  function at(i: number): ReluNetwork<ArrayBuffer> {
    requireIndex('i', i, count)
    return withWeights(network, W.subarray(i * weights, (i + 1) * weights), a.subarray(i * neurons, (i + 1) * neurons))
  }

  const flow = solver === 'sliding' ? slidingFlow : stabilize
  return { W, a, at, ...flow(network, data, ascending, options, (i) => at(places[i]!)), solver }
}

/** The solver for so many borders, once the options are known to be good and its own. */
function solverFor(borders: number, options: ReluFlowOptions): ReluFlow['solver'] {
  requireOptions('options', options, FLOW_OPTIONS)
  const { solver = borders <= MOST_BORDERS ? 'sliding' : 'stabilized', rtol, atol, maxSteps, signal, watch } = options
  requireOneOf('solver', solver, ['sliding', 'stabilized'])
  if (rtol !== undefined && solver === 'sliding') requirePositive('rtol', rtol)
  if (atol !== undefined) requirePositive('atol', atol)
  if (atol !== undefined && solver === 'stabilized')
    throw new LazyrichError(`atol is ${atol}: none is accepted with the stabilized solver, which has rtol alone`)
  if (maxSteps !== undefined) requireWhole('maxSteps', maxSteps)
  if (signal !== undefined) requireSignal(signal)
  if (watch !== undefined) requireFunction('watch', watch)
  return solver
}

/** Takes steps that error and stability allow, landing on each of the times. */
function stabilize(
  network: ReluWeights,
  data: Regression,
  times: Float64Array,
  { rtol, maxSteps, signal, watch }: ReluFlowOptions,
  row: RowOf,
): Flowed {
  const flow = stabilizedFlow(network, data, rtol === undefined ? {} : { rtol })
  const isSpent = (taken: number): boolean =>
    maxSteps === undefined
      ? taken >= MOST_STEPS || flow.evaluations * data.y.length * network.W.length > MOST_WORK
      : taken >= maxSteps
  const walked = walk(times, {
    signal,
    now: () => flow.time,
    isSpent,
    step(limit) {
      if (!flow.step(limit)) return flow.failure
      watch?.(flow.time)
      return undefined
    },
    arrive: (i) => flow.write(row(i)),
  })
  return { ...walked, evaluations: flow.evaluations }
}
