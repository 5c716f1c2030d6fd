import { deltaLedger, type Ledger } from '@lazyrich/core/ledger'
import { refuse, requireNumber, requireNumbers } from '../door.ts'
import { TfError } from '../errors.ts'
import type { Network } from '../networks/network.ts'
import { requireNetwork } from '../networks/require-network.ts'
import { requireLearningRate } from '../trainers/require-training.ts'
import { moveOf, type Optimizer, rangesOf, requireOptimizer } from '../training/optimizer.ts'
import type { SgdOptions } from '../training/sgd.ts'
import { addSquares, type NeuronPair, neuronChains, neuronPairs, type Skipped } from './neuron-pairs.ts'

/** What training has done so far to δ of every neuron between two layers. */
export interface PairLedger {
  readonly from: string
  readonly to: string
  /** δ now: at the start plus {@link steps}, {@link decay} and {@link momentum}. */
  readonly delta: Float64Array<ArrayBuffer>
  /** By the squares of steps: Σ η²(‖v_out‖² − ‖v_in‖²) of gradients, or with momentum of velocities, v. */
  readonly steps: Float64Array<ArrayBuffer>
  /** By weight decay: Σ ((1 − ηλ)² − 1) δ, or where it goes through the velocity, at once: −Σ 2ηλ δ. */
  readonly decay: Float64Array<ArrayBuffer>
  /** By what velocities carry from earlier steps, decay among it where it goes through them: the rest. */
  readonly momentum: Float64Array<ArrayBuffer>
}

/** δ along a descent, from norms of its gradients alone. */
export interface NetworkLedger {
  /** As of now. */
  readonly pairs: readonly PairLedger[]
  /** Pairs and layers for which there is no law, and why. */
  readonly skipped: readonly Skipped[]
  /**
   * Takes note of a step that has been made.
   *
   * @throws TfError unless these are a number of at least 0, and as many finite ones as the network has parameters.
   * @param learningRate η of the step, before the layers' own factors.
   * @param direction {@link Trainer.direction}: the gradient, with momentum the velocity, for every parameter.
   */
  step(learningRate: number, direction: ArrayLike<number>): void
}

/**
 * What steps, decay and momentum of stochastic descent do to δ_k = ‖w_out,k‖² − ‖w_in,k‖² − b_k² of every neuron: by core's
 * `deltaLedger`, exact whatever the loss, the batches and the schedule are, up to the rounding of the gradients. Where two
 * layers learn at different rates, δ is η_in‖w_out‖² − η_out(‖w_in‖² + b²), with their factors of the learning rate.
 *
 * A multiply-add a parameter and step. Source: theory of `deltaLedger`.
 *
 * @param optimizer `sgd`; for Nesterov's step, Adam and AdamW there is no such law.
 * @param parameters before the first step of the optimizer, whose velocities are 0 then: with momentum a ledger must be open
 * from the start of the training on, and be told every step of it, since what velocities carry cannot be told from
 * parameters. Without momentum it may be opened at any step.
 * @throws TfError for another optimizer, and a list of another length than the network's.
 */
export function networkLedger(network: Network, optimizer: Optimizer, parameters: ArrayLike<number>): NetworkLedger {
  requireNetwork('network', network)
  requireOptimizer('optimizer', optimizer)
  rangesOf(network, optimizer) // for its check
  const { momentum = 0, decay = 'gradient' } = requireLaw(optimizer)
  requireNumbers('parameters', parameters, network.size)
  for (let p = 0; p < parameters.length; p++)
    if (!Number.isFinite(parameters[p])) requireNumber(`parameters[${p}]`, parameters[p])
  const { chains, skipped } = neuronChains(network)
  const without: Skipped[] = [...skipped]
  const open = neuronPairs(chains).flatMap((pair) => {
    const reason = whyNoLaw(pair, optimizer)
    if (reason === undefined) return [openPair(pair, parameters, optimizer, { momentum, decay })]
    without.push({ layer: `${pair.from.name} to ${pair.to.name}`, reason })
    return []
  })
  return {
    get pairs() {
      return open.map(({ now }) => now())
    },
    skipped: without,
    step(learningRate, direction) {
      requireLearningRate('learningRate', learningRate)
      requireNumbers('direction', direction, network.size)
      // All pairs or none: a direction that is not finite leaves the ledger as it was.
      for (const { read } of open) read(direction)
      for (const { step } of open) step(learningRate)
    },
  }
}

function requireLaw({ kind, settings }: Optimizer): SgdOptions {
  const { nesterov } = settings as SgdOptions
  if (kind !== 'sgd' || nesterov)
    throw new TfError(
      `the optimizer is ${nesterov ? "Nesterov's" : kind}: sgd without Nesterov is accepted, for others δ follows no law of norms; measure it with balanceOf`,
    )
  return settings as SgdOptions
}

function whyNoLaw({ from, to, between }: NeuronPair, optimizer: Optimizer): string | undefined {
  if (between === 'other') return 'what stands between does not conserve δ'
  const [into, out] = [moveOf(optimizer, from.weight), moveOf(optimizer, to.weight)]
  if (into.rate <= 0 || out.rate <= 0) return 'one of them does not learn'
  if (into.weightDecay !== out.weightDecay) return 'they have different weight decay: norms do not suffice'
  if (into.weightDecay > 0 && into.rate !== out.rate) return 'they decay at different rates: norms do not suffice'
  return undefined
}

interface OpenPair {
  now(): PairLedger
  /** Takes the norms of a step's direction. @throws TfError where they are not finite. */
  read(direction: ArrayLike<number>): void
  step(learningRate: number): void
}

function openPair(
  pair: NeuronPair,
  parameters: ArrayLike<number>,
  optimizer: Optimizer,
  { momentum, decay }: { readonly momentum: number; readonly decay: 'gradient' | 'decoupled' },
): OpenPair {
  const { from, to } = pair
  const [into, out] = [moveOf(optimizer, from.weight), moveOf(optimizer, to.weight)]
  // One rate for both is a factor of η, and δ is the plain one.
  const same = into.rate === out.rate
  const factor = same ? into.rate : 1
  const rate = same ? { a: 1, w: 1 } : { a: out.rate, w: into.rate }
  const lambda = into.weightDecay
  // Without momentum λθ in the gradient is the same step as decay beside it: the gradient by itself is enough.
  const beside = decay === 'decoupled' || momentum === 0
  const incoming = new Float64Array(from.units)
  const outgoing = new Float64Array(from.units)
  addSquares(pair, parameters, incoming, outgoing)
  const start = outgoing.map((square, k) => rate.w * square - rate.a * incoming[k]!)
  const ledger: Ledger<ArrayLike<number>, Float64Array<ArrayBuffer>> = deltaLedger({
    ...{ delta: start, momentum, weightDecay: lambda, learningRate: rate },
    decay: beside ? 'decoupled' : 'gradient',
  })
  let delta: Float64Array<ArrayBuffer> = start
  const bySteps = new Float64Array(from.units)
  const byDecay = new Float64Array(from.units)
  return {
    now: () => ({
      ...{ from: from.name, to: to.name },
      delta: delta.slice(),
      steps: bySteps.slice(),
      decay: byDecay.slice(),
      momentum: delta.map((now, k) => now - start[k]! - bySteps[k]! - byDecay[k]!),
    }),
    read(direction) {
      incoming.fill(0)
      outgoing.fill(0)
      addSquares(pair, direction, incoming, outgoing)
      for (let k = 0; k < incoming.length; k++)
        if (!Number.isFinite(incoming[k]! + outgoing[k]!))
          refuse(`direction at ${from.name} to ${to.name}`, incoming[k]! + outgoing[k]!, 'a list of finite numbers')
    },
    step(learningRate) {
      const stepSize = factor * learningRate
      const shrunk = beside ? (1 - stepSize * rate.a * lambda) ** 2 - 1 : -2 * stepSize * rate.w * lambda
      const square = stepSize * stepSize * rate.a * rate.w
      for (let k = 0; k < delta.length; k++) {
        byDecay[k] = byDecay[k]! + shrunk * delta[k]!
        bySteps[k] = bySteps[k]! + square * (rate.a * outgoing[k]! - rate.w * incoming[k]!)
        incoming[k] = Math.sqrt(incoming[k]!)
        outgoing[k] = Math.sqrt(outgoing[k]!)
      }
      delta = ledger.step({ stepSize, a: outgoing, w: incoming })
    },
  }
}
