import { requireLength, requireNumbers } from '../door/list.ts'
import { requireAtLeast, requireFinite } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { openLedger } from './open-ledger.ts'
import { type DeltaLedgerOptions, type DeltaLedgerStep, type Ledger, requireRule, requireStep } from './options.ts'

/**
 * What descent does to δ = a² − ‖w‖² of one neuron, or of every neuron of a layer: exactly, step by step, from norms
 * alone. Gradient flow conserves δ; a step of size η with batch gradients g_a, g_w and decoupled weight decay λ makes it
 *
 *     δ′ = (1 − ηλ)² δ + η² (g_a² − ‖g_w‖²)
 *
 * Decay shrinks it, and steps push it by the difference of squared gradients, noise of the batch included. Where the two
 * balance, δ is about η E[g_a² − ‖g_w‖²]/(2λ). Heavy-ball momentum keeps two more numbers per neuron; its law and that
 * of decay in the gradient are in the source, `ledger/law.ts`. They hold for every loss, batch and schedule, wherever σ
 * is positively homogeneous (ReLU, leaky ReLU, none), with biases counted into w; a may stand for all outgoing weights
 * of a neuron, w for all incoming ones. The first step is taken to be the optimizer's first, with velocity 0 before it.
 * Nesterov's step, Adam and AdamW have no such law: measure δ there.
 *
 * Source: from the symmetry a → a/c, w → cw (Du, Hu and Lee 2018; Kunin et al. 2021, Neural mechanics); for where
 * descent and decay balance compare Ziyin et al. 2023.
 *
 * @example
 * const ledger = deltaLedger({ delta: [1, -3], weightDecay: 0.01 })
 * // After each optimizer step: |g_a| and ‖g_w‖ of every neuron, as the step used them.
 * ledger.step({ stepSize: 0.1, a: [2, 0], w: [1, 4] }) // [1.028001, -3.154003]
 *
 * @example
 * const neuron = deltaLedger({ delta: 2, momentum: 0.9 })
 * neuron.step({ stepSize: 0.1, a: 1, w: 0 }) // 2.01
 * neuron.step({ stepSize: 0.1, a: 1.5, w: 0 }) // 2.0505, from the velocity: the second gradient was 0.6
 *
 * @param options δ at the start, a number or a list with an entry for each neuron, and the optimizer's settings.
 * @returns a ledger whose `step` takes and gives numbers for a number, lists for a list.
 * @throws LazyrichError for options it does not know, numbers that are not finite, momentum outside [0, 1), decay below
 * 0, and decay with layer rates that differ.
 */
export function deltaLedger(options: DeltaLedgerOptions<number>): Ledger<number, number>
export function deltaLedger(
  options: DeltaLedgerOptions<ArrayLike<number>>,
): Ledger<ArrayLike<number>, Float64Array<ArrayBuffer>>
export function deltaLedger(
  options: DeltaLedgerOptions<number> | DeltaLedgerOptions<ArrayLike<number>>,
): Ledger<number, number> | Ledger<ArrayLike<number>, Float64Array<ArrayBuffer>> {
  const rule = requireRule(options)
  const { delta } = options
  if (typeof delta !== 'number') {
    if (typeof delta !== 'object' || delta === null) refuse('delta', delta, 'a number or a list of numbers')
    return neurons(delta)
  }
  requireFinite('delta', delta)
  const one = neurons([delta])
  return {
    get delta() {
      return one.delta[0]!
    },
    step(step: DeltaLedgerStep<number>) {
      requireStep(step)
      const { stepSize, a, w } = step
      requireAtLeast('a', a, 0)
      requireAtLeast('w', w, 0)
      return one.step({ stepSize, a: [a], w: [w] })[0]!
    },
  }

  function neurons(start: ArrayLike<number>): Ledger<ArrayLike<number>, Float64Array<ArrayBuffer>> {
    requireNumbers('delta', start)
    const { a: rateA, w: rateW } = rule.learningRate
    return openLedger(start, rule, (push, { a, w }) => {
      requireNorms('a', a, push.length)
      requireNorms('w', w, push.length)
      for (let k = 0; k < push.length; k++) push[k] = rateA * a[k]! * a[k]! - rateW * w[k]! * w[k]!
    })
  }
}

/** Throws unless there is a finite norm for every neuron. */
function requireNorms(name: string, norms: ArrayLike<number>, neurons: number): void {
  requireLength(name, norms, neurons, 'a norm for every entry of delta')
  for (let k = 0; k < neurons; k++) if (norms[k]! < 0) requireAtLeast(`${name}[${k}]`, norms[k]!, 0)
}
