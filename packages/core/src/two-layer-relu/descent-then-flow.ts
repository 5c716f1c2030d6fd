import { flowDescentGap } from './flow-descent-gap.ts'
import { cloneNetwork, type Regression, type ReluNetwork, type ReluWeights } from './network.ts'
import { type StabilizedFlow, stabilizedFlow } from './stabilized-flow.ts'
import { descentPath, type ReluPath, type StepClock } from './step-path.ts'

/** Steps that `auto` takes by descent in any case. */
const FIRST = 100
/** Gradients that a flow may always take. */
const LEAST_BUDGET = 10_000

interface DescentThenFlow {
  /** Where distances are counted from. */
  readonly start: ReluWeights
  /** Moved in place; begun where the snapshot has it. */
  readonly network: ReluNetwork
  readonly data: Regression
  /** Of one step, in flow time. */
  readonly width: number
  readonly clock: StepClock
  readonly method: 'auto' | 'flow' | 'descent'
  readonly share: number
  readonly rtol: number
  readonly steps: number
  readonly from: MixedPathState | undefined
}

/** What a {@link MixedPath} needs to go on bit for bit, besides the weights. */
export type MixedPathState = {
  readonly descended: number
  /** The estimated difference at which the flow took over. */
  readonly taken: number
  /** 1 once it is flow, 0 before. */
  readonly flowing: number
  /** 1 where the flow could not go on. */
  readonly failed: number
  /** The flow's own state; empty before. */
  readonly solver: Float64Array<ArrayBuffer>
}

/** A path that knows by what it went. */
export interface MixedPath extends ReluPath {
  /** Steps that were taken by descent. */
  readonly descended: number
  /**
   * How far flow from here on would differ from descent, relative to the distance from the start; once it is flow, from
   * where it took over.
   */
  difference(): number
  state(): MixedPathState
}

/**
 * The steps of a descent by descent, by gradient flow to the same times, or (`auto`) by descent while the two are
 * estimated to differ by more than `share`, and by flow from then on. The first hundred steps are descent's: they cost
 * less than a flow's, and single pairs weigh most in them. The estimate is made then, and each time a quarter later.
 */
export function descentThenFlow(run: DescentThenFlow): MixedPath {
  const { start, network, data, width, clock, method, share, rtol, steps, from } = run
  const descent = descentPath(network, data, width)
  const gap = flowDescentGap(start, network, data, width)
  const options = { rtol, origin: cloneNetwork(start) }
  let descended = 0
  /** At which the flow took over. */
  let taken = 0
  let flow: StabilizedFlow | undefined
  let failed = false
  let failure: string | undefined

  if (from) {
    descended = from.descended
    failed = from.failed === 1
    taken = from.taken
    if (from.flowing) flow = stabilizedFlow(network, data, { ...options, from: from.solver })
  }

  /** True where flow is to take over at this step. */
  function isTakenOver(step: number): boolean {
    if (method !== 'auto') return method === 'flow'
    return isEstimated(step) && gap() <= share
  }

  function advanceFlow(flow: StabilizedFlow, step: number, limit: number): number {
    const end = clock.timeOf(limit)
    const isSpent = (): boolean => flow.time < end && flow.evaluations > Math.max(LEAST_BUDGET, steps)
    // Resumed where the budget was spent already, it stays where it is.
    if (!isSpent() && !flow.step(end)) {
      failed = true
      failure = `the flow came to its end at step ${Math.floor(step)} (${flow.failure}); try a larger rtol than ${rtol}, or method descent`
      return step
    }
    flow.write(network)
    failed = isSpent()
    if (failed)
      failure = `the flow took ${flow.evaluations} gradients by step ${Math.floor(step)}, more than descent has steps; try a larger rtol than ${rtol}, or method descent`
    return flow.time < end ? Math.min(clock.stepAt(flow.time), limit * (1 - Number.EPSILON)) : limit
  }

  return {
    kernelVariant: descent.kernelVariant,
    advance(step, limit) {
      if (!flow && isTakenOver(step)) {
        taken = gap()
        flow = stabilizedFlow(network, data, { ...options, time: clock.timeOf(step) })
      }
      if (flow) return advanceFlow(flow, step, limit)
      const reached = descent.advance(step, method === 'auto' ? Math.min(limit, nextEstimate(step)) : limit)
      descended += reached - step
      return reached
    },
    loss: descent.loss,
    squaredSteps: descent.squaredSteps,
    get isStuck() {
      return failed || (!flow && descent.isStuck)
    },
    get failure() {
      return failure
    },
    get descended() {
      return descended
    },
    difference: () => (flow ? taken : gap()),
    state: () => ({
      descended,
      taken,
      flowing: Number(flow !== undefined),
      failed: Number(failed),
      solver: flow ? flow.state() : new Float64Array(0),
    }),
  }
}

/** Whether the estimate is due at a step. */
function isEstimated(step: number): boolean {
  return nextEstimate(step - 1) === step
}

/** The first step after this one at which the estimate is made: 100 · 1.25^k rounded up. */
function nextEstimate(step: number): number {
  let k = Math.max(0, Math.floor(Math.log(step / FIRST) / Math.log(1.25)) - 1)
  while (Math.ceil(FIRST * 1.25 ** k) <= step) k++
  return Math.ceil(FIRST * 1.25 ** k)
}
