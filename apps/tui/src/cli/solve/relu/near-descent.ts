import {
  cloneNetwork,
  flowRelu,
  type Regression,
  type ReluFlowOptions,
  type ReluNetwork,
  reluDescent,
} from '@lazyrich/core/two-layer-relu'
import { type Differences, measured, type ReluCheckpoint } from './checkpoint.ts'

/** Steps of true descent before the flow takes over. */
const DESCENDED = 1000

/**
 * Descent at ascending flow times (the nearest whole steps): true descent to step 1,000, then the flow from there. If
 * steps are too large to follow the flow, they are so early: at n = 1000, d = 100, m = 50 this stays within 1 % of
 * descent's distances even at small τ, where the flow from initialization is up to 30 % off. Undefined where descent
 * diverges or the flow ends.
 */
export function nearDescent(
  network: ReluNetwork,
  data: Regression,
  times: Float64Array,
  learningRate: number,
  options: ReluFlowOptions,
): (ReluNetwork | undefined)[] {
  const now = cloneNetwork(network)
  const descent = reluDescent(now, data, learningRate)
  const begin = DESCENDED * learningRate
  const early = times.filter((time) => time <= begin)
  let step = 0
  const found: (ReluNetwork | undefined)[] = Array.from(early, (time) => {
    const wanted = Math.round(time / learningRate)
    step += descent.advance(wanted - step)
    return step === wanted && Number.isFinite(descent.loss()) ? cloneNetwork(now) : undefined
  })
  const late = times.subarray(early.length)
  if (late.length === 0) return found
  step += descent.advance(DESCENDED - step)
  if (step < DESCENDED || !Number.isFinite(descent.loss())) return [...found, ...Array.from(late, () => undefined)]
  const flow = flowRelu(
    now,
    data,
    late.map((time) => time - begin),
    options,
  )
  return [...found, ...Array.from(late, (_, row) => (row < flow.reached ? flow.at(row) : undefined))]
}

/** |ours/theirs − 1| of every measure; 0 where both are the same. */
export function differenceOf(ours: ReluCheckpoint, theirs: ReluCheckpoint): Differences {
  const [loss, kernelDistance, hammingDistance, parameterDistance] = measured.map((name) =>
    ours[name] === theirs[name] ? 0 : Math.abs(ours[name] / theirs[name] - 1),
  ) as [number, number, number, number]
  return { loss, kernelDistance, hammingDistance, parameterDistance }
}
