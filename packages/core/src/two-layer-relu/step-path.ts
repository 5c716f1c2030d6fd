import { reluDescent } from './descent.ts'
import type { KernelVariant, SquaredSteps } from './gradient/gradient.ts'
import type { Regression, ReluNetwork } from './network.ts'

/** Multiply-adds between two signs of life, about a millisecond. */
export const WORK_A_TURN = 1e6

/** Flow time along the steps of a descent. */
export interface StepClock {
  timeOf(step: number): number
  stepAt(time: number): number
}

/** How a network moves along the steps of a descent, in place. */
export interface ReluPath {
  readonly kernelVariant: KernelVariant
  /**
   * Goes on from a step towards a later whole one by a bounded amount of work; gives the step where it is then, which
   * may lie between whole ones.
   */
  advance(step: number, limit: number): number
  /** The data's loss at the present weights. */
  loss(): number
  /** Of the steps that it took by descent; live. */
  readonly squaredSteps: SquaredSteps
  /** True where it can go no further: the loss is not finite, or as {@link failure} says. */
  readonly isStuck: boolean
  /** Why it goes no further though the loss is finite, and what to change. */
  readonly failure: string | undefined
  /** What it needs to go on bit for bit, besides the weights. */
  state(): { readonly [name: string]: number | Float64Array }
}

/** Full-batch descent: a ← a − width η_a ∂L/∂a, w likewise. */
export function descentPath(network: ReluNetwork, data: Regression, width: number): ReluPath {
  const descent = reluDescent(network, data, width)
  const most = Math.max(1, Math.floor(WORK_A_TURN / (2 * data.y.length * (network.W.length + network.a.length))))
  let isStuck = false
  return {
    kernelVariant: descent.kernelVariant,
    advance(step, limit) {
      const wanted = Math.min(most, limit - step)
      const taken = descent.advance(wanted)
      isStuck = taken < wanted
      return step + taken
    },
    loss: () => descent.loss(),
    squaredSteps: descent.squaredSteps,
    get isStuck() {
      return isStuck
    },
    failure: undefined,
    state: () => ({}),
  }
}
