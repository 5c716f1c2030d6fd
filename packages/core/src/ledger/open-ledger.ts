import { type DescentRule, openLaw } from './law.ts'
import { type DeltaLedgerStep, type Ledger, requireStep } from './options.ts'

/**
 * A ledger of the numbers δ that follow the law of a descent.
 *
 * @param start δ before the first step, copied.
 * @param write writes η_a g_a² − η_w ‖g_w‖² of a step, or what stands for it, into `push`, one number for each of δ.
 */
export function openLedger(
  start: ArrayLike<number>,
  rule: DescentRule,
  write: (push: Float64Array, step: DeltaLedgerStep<ArrayLike<number>>) => void,
): Ledger<ArrayLike<number>, Float64Array<ArrayBuffer>> {
  const law = openLaw(Float64Array.from(start), rule)
  const push = new Float64Array(start.length)
  return {
    get delta() {
      return Float64Array.from(law.delta)
    },
    step(step) {
      requireStep(step)
      write(push, step)
      law.advance(step.stepSize, push)
      return Float64Array.from(law.delta)
    },
  }
}
