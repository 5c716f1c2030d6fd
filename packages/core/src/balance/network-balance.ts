import { type Names, requireOptions } from '../door/fields.ts'
import { requireList } from '../door/list.ts'
import { requireBetween } from '../door/number.ts'
import { refuseLength } from '../door/refuse.ts'
import { dot } from '../vector.ts'
import { incomingRows, outgoingRows, type Rows, requireLayer, type SizedLayer, type WeightLayer } from './layer.ts'

/** Which weights are larger: the outgoing ones (upstream), the incoming ones (downstream), or neither. */
export type Verdict = 'upstream' | 'balanced' | 'downstream'

/** Two consecutive layers and the neurons (or channels) between them. */
export interface PairBalance {
  /** Name of the layer that comes in. */
  readonly from: string
  /** Name of the layer that goes out. */
  readonly to: string
  /** ‖w_in‖² + b² of every hidden neuron. */
  readonly incoming: Float64Array<ArrayBuffer>
  /** ‖w_out‖² of every hidden neuron. */
  readonly outgoing: Float64Array<ArrayBuffer>
  /** δ = outgoing − incoming of every hidden neuron. */
  readonly delta: Float64Array<ArrayBuffer>
  /** Mean of δ over the neurons. */
  readonly mean: number
  /** Standard deviation of δ over the neurons. */
  readonly spread: number
  /** Σδ / Σ(outgoing + incoming): from −1 (outgoing is 0) to 1 (incoming is 0); 0 where both are 0. */
  readonly relative: number
  /**
   * (Σ outgoing / Σ incoming)^¼: a balanced pair becomes this one when its first layer is divided by α and its second
   * multiplied by α. Infinite where incoming is 0, NaN where both layers are 0.
   */
  readonly alpha: number
  readonly verdict: Verdict
  /** True where gradient flow conserves δ: the map between the layers is positively homogeneous, or linear. */
  readonly conserved: boolean
  /** Where the pair is linear and its second layer has one group. */
  readonly linear?: {
    /** W_{l+1}ᵀW_{l+1} − W_lW_lᵀ − b bᵀ over neurons or channels, all of it conserved; shape [hidden, hidden]. */
    readonly matrix: Float64Array<ArrayBuffer>
    /** ‖matrix − mean · I‖ / (‖W_{l+1}ᵀW_{l+1}‖ + ‖W_lW_lᵀ + b bᵀ‖), Frobenius: 0 for a multiple of I, at most 1. */
    readonly distanceFromIdentity: number
  }
}

/** The balance of a whole network. */
export interface NetworkBalance {
  /** In order; one fewer than there are layers. */
  readonly pairs: readonly PairBalance[]
  /** Σδ / Σ(outgoing + incoming) over all neurons of all pairs. */
  readonly relative: number
  readonly verdict: Verdict
}

/** What counts as balanced. */
export interface BalanceOptions {
  /** Largest |relative| that counts as balanced; ⅓ if left out: neither side is more than twice the other. */
  readonly threshold?: number | undefined
}

const OPTIONS: Names<BalanceOptions> = { threshold: true }

/**
 * Where any network stands between upstream and downstream, from its weights alone. For every hidden neuron (or
 * channel) k behind a positively homogeneous activation, gradient flow conserves
 *
 *     δ_k = ‖w_out,k‖² − ‖w_in,k‖² − b_k²
 *
 * since (w_in, b) → c (w_in, b), w_out → w_out/c leaves the network's function unchanged for every c > 0: the
 * derivative of the loss at c = 1 is 0, that is w_inᵀ∂L/∂w_in + b ∂L/∂b = w_outᵀ∂L/∂w_out, and along ẇ = −∂L/∂w these
 * are −½ the rates of change of ‖w_in‖² + b² and of ‖w_out‖². The bias of the outgoing layer plays no part. Without an
 * activation the whole matrix W_{l+1}ᵀW_{l+1} − W_lW_lᵀ − b bᵀ is conserved. Weight decay, momentum and finite steps
 * break conservation, by as much as `deltaLedger` says; all weights are assumed to share one learning rate.
 *
 * A pair is upstream if its relative balance is above the threshold (for the default ⅓: outgoing is more than twice
 * incoming, α > 2^¼ ≈ 1.19), downstream if it is below minus the threshold, and otherwise balanced. The paper's α ≫ 1
 * (first layer divided, last one multiplied) makes a network more upstream.
 *
 * Source: arXiv 2406.06158, sections 4 and 5; Du, Hu and Lee 2018; Kunin et al. 2021, Neural mechanics.
 *
 * @example
 * const { pairs } = networkBalance([
 *   { name: 'fc1', weight: [1, 0, 0, 2], shape: [2, 2], bias: [0, 1] },
 *   { name: 'fc2', weight: [3, 1], shape: [1, 2] },
 * ])
 * pairs[0]?.delta // [8, -4]
 *
 * @param layers in the order of the network; two or more.
 * @throws LazyrichError, naming the layer, for shapes that do not fit their weights or the layer before, entries that
 * are not finite, and names of fields that are misspelled.
 */
export function networkBalance(layers: readonly WeightLayer[], options: BalanceOptions = {}): NetworkBalance {
  requireOptions('options', options, OPTIONS)
  const { threshold = 1 / 3 } = options
  requireBetween('threshold', threshold, 0, 1)
  requireList('layers', layers, 'layers')
  if (layers.length < 2) refuseLength('layers', layers, 'at least 2')
  const sized = Array.from(layers, requireLayer)
  const pairs = sized.slice(1).map((layer, l) => pairBalance(sized[l]!, layer, threshold))
  const total = (of: 'outgoing' | 'incoming'): number => sumOf(pairs.map((pair) => sumOf(pair[of])))
  return { pairs, ...sideOf(total('outgoing'), total('incoming'), threshold) }
}

function pairBalance(before: SizedLayer, after: SizedLayer, threshold: number): PairBalance {
  const into = incomingRows(before)
  const out = outgoingRows(after, before)
  const [incoming, outgoing] = [squares(into), squares(out)]
  const delta = outgoing.map((size, k) => size - incoming[k]!)
  const mean = sumOf(delta) / delta.length
  return {
    from: before.name,
    to: after.name,
    incoming,
    outgoing,
    delta,
    mean,
    spread: Math.sqrt(sumOf(delta.map((entry) => (entry - mean) ** 2)) / delta.length),
    alpha: (sumOf(outgoing) / sumOf(incoming)) ** 0.25,
    ...sideOf(sumOf(outgoing), sumOf(incoming), threshold),
    conserved: before.activation !== 'other',
    ...(before.activation === 'linear' && after.groups === 1 ? { linear: linearBalance(into, out, mean) } : {}),
  }
}

/** hidden² (incoming + outgoing weights per neuron) / 2 multiply-adds. */
function linearBalance(into: Rows, out: Rows, mean: number): NonNullable<PairBalance['linear']> {
  const size = into.length
  const matrix = new Float64Array(size * size)
  let [off, outSquares, inSquares] = [0, 0, 0]
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const outgoing = dot(out[i]!, out[j]!)
      const incoming = dot(into[i]!, into[j]!)
      const entry = outgoing - incoming
      const times = i === j ? 1 : 2
      matrix[i * size + j] = entry
      matrix[j * size + i] = entry
      off += times * (entry - (i === j ? mean : 0)) ** 2
      outSquares += times * outgoing * outgoing
      inSquares += times * incoming * incoming
    }
  const whole = Math.sqrt(outSquares) + Math.sqrt(inSquares)
  return { matrix, distanceFromIdentity: Math.sqrt(off) / (whole || 1) }
}

/** From the sums over all neurons. */
function sideOf(outgoing: number, incoming: number, threshold: number): { relative: number; verdict: Verdict } {
  const relative = (outgoing - incoming) / (outgoing + incoming || 1)
  return { relative, verdict: relative > threshold ? 'upstream' : relative < -threshold ? 'downstream' : 'balanced' }
}

function squares(rows: Rows): Float64Array<ArrayBuffer> {
  return Float64Array.from(rows, (row) => dot(row, row))
}

function sumOf(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
