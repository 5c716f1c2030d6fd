import { LazyrichError } from '../errors.ts'
import { requireAscending } from '../integrate/integrate.ts'
import { walk } from '../integrate/walk.ts'
import type { Flowed, ReluFlow, ReluFlowOptions } from './flow-options.ts'
import { cloneNetwork, type Regression, type ReluWeights, reluSizes } from './network.ts'
import { slidingFlow } from './sliding-flow.ts'
import { stabilizedFlow } from './stabilized-flow.ts'

/** Samples times neurons up to which borders are located one by one by default. */
const MOST_BORDERS = 2000
/** Default limits of the stabilized solver: steps, and n m d × gradients (half a minute's work). */
const MOST_STEPS = 1e5
const MOST_WORK = 5e11

/**
 * Gradient flow on L = (1/n) Σ_i (f(x_i) − y_i)² (loss `mean`, without ½), r_i = f(x_i) − y_i:
 *
 *     ȧ_k = −η_a (2/n) Σ_i r_i σ(w_kᵀx_i),   ẇ_k = −η_w (2/n) a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * integrated to the given times (ascending, ≥ 0). The `sliding` solver is an adaptive Dormand-Prince method; rtol is
 * 1e-10 and atol 1e-13 of the start's size if left out. For the `stabilized` one see {@link stabilizedFlow}: it ends
 * (`budget`) after half a minute's work, 10⁵ gradients at n m d = 5·10⁶, unless `maxSteps` limits the steps instead.
 * δ_k = η_w a_k² − η_a‖w_k‖² is conserved ({@link reluDeltas}).
 *
 * The right-hand side jumps where a neuron becomes active or inactive on a sample (w_kᵀx_i = 0). These borders are
 * located, and the integration restarts there. Where both sides push a neuron to the border it slides along it, in the
 * sense of Filippov: the slope σ' takes the value between leak and 1 that keeps it there, the limit of ever smaller
 * steps of descent, which zigzags across. Without sliding, most flows of ReLU networks would end at their first such
 * border. If w_k itself reaches 0, where all borders meet, the flow determines no direction and ends (`singular`).
 *
 * Source: arXiv 2406.06158, section 4; rates as in section 3.
 *
 * @param times length T, ascending, ≥ 0; flow time of the loss.
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
  options: ReluFlowOptions = {},
): ReluFlow {
  requireAscending(times)
  const { samples, neurons } = reluSizes(network, data)
  const { solver = samples * neurons <= MOST_BORDERS ? 'sliding' : 'stabilized' } = options
  if (solver !== 'sliding' && solver !== 'stabilized')
    throw new LazyrichError(`solver is ${solver}: sliding or stabilized is accepted`)
  return { ...(solver === 'sliding' ? slidingFlow : stabilize)(network, data, times, options), solver }
}

/** Takes steps that error and stability allow, landing on each of the times. */
function stabilize(
  network: ReluWeights,
  data: Regression,
  times: ArrayLike<number>,
  { learningRate = 1, rtol, maxSteps, signal, watch }: ReluFlowOptions,
): Flowed {
  if (rtol !== undefined && typeof rtol !== 'number')
    throw new LazyrichError('rtol is a list: one number is accepted by the stabilized solver')
  const flow = stabilizedFlow(network, data, { learningRate, ...(rtol === undefined ? {} : { rtol }) })
  const now = cloneNetwork(network)
  const W = new Float64Array(times.length * now.W.length).fill(Number.NaN)
  const a = new Float64Array(times.length * now.a.length).fill(Number.NaN)
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
    arrive(i) {
      flow.write(now)
      W.set(now.W, i * now.W.length)
      a.set(now.a, i * now.a.length)
    },
  })
  return { W, a, ...walked, evaluations: flow.evaluations }
}
