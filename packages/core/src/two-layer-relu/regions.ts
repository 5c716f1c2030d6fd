import { requireFinite } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type ReluWeights, requireNetwork } from './network.ts'

/** The cones into which the neurons of a two-input network divide the plane; angles in radians, counterclockwise. */
export interface ActivationRegions {
  /** The lines w_kᵀx = 0, each once: angles in [0, π), ascending. */
  readonly lines: Float64Array<ArrayBuffer>
  /** The line of each neuron, length m; −1 for w_k = 0, which has none. */
  readonly lineOf: Int32Array<ArrayBuffer>
  /** The number of cones: two per line, or 1, the whole plane, if there is no line. */
  readonly count: number
  /** Where each cone begins, ascending in [0, 2π); it ends where the next begins. */
  readonly from: Float64Array<ArrayBuffer>
  /** 1 for the neurons that are active (wᵀx ≥ 0) in a cone, shape [count, m]. */
  readonly pattern: Uint8Array<ArrayBuffer>
  /**
   * 0 or 1: the parity of active neurons, counting one neuron per line (the first). Adjacent cones differ in it, so it
   * colours the plane.
   */
  readonly parity: Uint8Array<ArrayBuffer>
  /** f(x) = gᵀx in a cone: g, shape [count, 2]. */
  readonly slopes: Float64Array<ArrayBuffer>
  /**
   * The cone that (x₁, x₂) lies in. On a border, and at 0, either neighbour: f is the same in both.
   *
   * @throws LazyrichError unless both are finite.
   */
  regionOf(x1: number, x2: number): number
}

/** Lines whose angle has a smaller sine count as one: this is the rounding of two products of unit size. */
const TOGETHER = 4 * Number.EPSILON

/**
 * The activation regions of a network with two inputs and no biases: the lines w_kᵀx = 0 cut the plane into cones, and
 * f is linear in each. Neurons whose w point the same or the opposite way (as in mirrored pairs) share a line, which
 * counts once. The pattern of each cone follows from the order of the lines alone, so it is right for cones of any
 * width. O(m log m) to sort, 2 lines × m to fill.
 *
 * Source: arXiv 2406.06158, Fig. 5.
 *
 * @throws LazyrichError unless W has two columns, for lengths that do not fit and entries that are not finite.
 * @example
 * const { count, slopes } = activationRegions({ W: [1, 0, 0, 1], a: [1, -1], leak: 0 })
 * count // 4, the quadrants
 * slopes // [1, -1, 0, -1, 0, 0, 1, 0]
 */
export function activationRegions(network: ReluWeights): ActivationRegions {
  const { inputs } = requireNetwork(network)
  if (inputs !== 2)
    throw new LazyrichError(`network.W has ${inputs} columns: 2 columns, for a network with two inputs, are accepted`)
  const { W, a, leak } = network
  const m = a.length
  const { lines, lineOf, turned } = linesOf(W, m)
  const count = Math.max(1, 2 * lines.length)
  const from = Float64Array.from({ length: count }, (_, s) =>
    s < lines.length ? lines[s]! : s === 0 ? 0 : lines[s - lines.length]! + Math.PI,
  )
  const pattern = new Uint8Array(count * m)
  const parity = new Uint8Array(count)
  const slopes = new Float64Array(count * 2)
  const firstOf = Array.from(lines, (_, line) => lineOf.indexOf(line))
  for (let s = 0; s < count; s++) {
    for (let k = 0; k < m; k++) {
      const line = lineOf[k]!
      // the half turn that begins at the line is s = line … line + lines − 1; a turned neuron is active in the other
      // half
      const active = line < 0 || (s >= line && s < line + lines.length) !== (turned[k] === 1)
      pattern[s * m + k] = active ? 1 : 0
      const weight = a[k]! * (active ? 1 : leak)
      slopes[2 * s] = slopes[2 * s]! + weight * W[2 * k]!
      slopes[2 * s + 1] = slopes[2 * s + 1]! + weight * W[2 * k + 1]!
    }
    for (const k of firstOf) parity[s] = parity[s]! ^ pattern[s * m + k]!
  }
  return {
    lines,
    lineOf,
    count,
    from,
    pattern,
    parity,
    slopes,
    regionOf(x1, x2) {
      requireFinite('x1', x1)
      requireFinite('x2', x2)
      const angle = Math.atan2(x2, x1)
      const turn = angle < 0 ? angle + 2 * Math.PI : angle
      let [low, high] = [0, count] // the first cone that begins beyond the angle
      while (low < high) {
        const middle = (low + high) >> 1
        if (from[middle]! > turn) high = middle
        else low = middle + 1
      }
      return low === 0 ? count - 1 : low - 1
    },
  }
}

/**
 * The lines, and each neuron's line. A neuron is active on the half turn from the angle of (w₂, −w₁); if that ray lies
 * below the horizontal, the line takes the angle of the opposite ray and the neuron is turned.
 */
function linesOf(W: ArrayLike<number>, m: number) {
  const lineOf = new Int32Array(m).fill(-1)
  const turned = new Uint8Array(m)
  const x = new Float64Array(m)
  const y = new Float64Array(m)
  const order: number[] = []
  for (let k = 0; k < m; k++) {
    const length = Math.hypot(W[2 * k]!, W[2 * k + 1]!)
    if (length === 0) continue
    const [u, v] = [W[2 * k + 1]! / length, -W[2 * k]! / length]
    turned[k] = v < 0 || (v === 0 && u < 0) ? 1 : 0
    x[k] = turned[k] ? -u : u
    y[k] = turned[k] ? -v : v
    if (Math.atan2(y[k]!, x[k]!) >= Math.PI) {
      // rounded to π: the horizontal line, the same as the one at 0
      turned[k] = 1 - turned[k]!
      x[k] = 1
      y[k] = 0
    }
    order.push(k)
  }
  const angle = (k: number): number => Math.atan2(y[k]!, x[k]!)
  const together = (k: number, l: number): boolean => Math.abs(x[k]! * y[l]! - y[k]! * x[l]!) <= TOGETHER
  order.sort((k, l) => angle(k) - angle(l) || k - l)
  // A line next to π is the line at 0, seen from the other side.
  while (order.length > 1 && angle(order.at(-1)!) > 3 && angle(order[0]!) < 0.1 && together(order.at(-1)!, order[0]!)) {
    const k = order.pop()!
    turned[k] = 1 - turned[k]!
    x[k] = x[order[0]!]!
    y[k] = y[order[0]!]!
    order.unshift(k)
  }
  const lines: number[] = []
  order.forEach((k, place) => {
    if (place === 0 || !together(order[place - 1]!, k)) lines.push(angle(k) + 0) // −0 is 0
    lineOf[k] = lines.length - 1
  })
  return { lines: Float64Array.from(lines), lineOf, turned }
}
