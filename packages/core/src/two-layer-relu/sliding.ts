import { createScratch, differentiate, type TypedRegression } from './gradient/loops.ts'
import type { ReluSizes } from './network.ts'

/**
 * The linear piece that a flow is on: for every (sample, neuron) pair the slope of σ, unless the pair slides along its
 * border w_kᵀx_i = 0, to which both sides push the neuron.
 */
export interface Pieces {
  /** 1 or leak; 0 for a pair that slides. Shape [n, m]. */
  readonly held: Float64Array
  /** For each neuron, the samples along whose borders it slides. */
  readonly sliding: number[][]
  /** For each neuron, an orthonormal basis of those samples; ẇ_k is orthogonal to it. */
  readonly bases: Float64Array[][]
}

/** What ends a piece. */
export interface Event {
  readonly neuron: number
  /** The sample whose border is reached; undefined if a sliding neuron leaves its border. */
  readonly sample: number | undefined
}

/** The pieces of a flow, one after the other; states are (Wᵀ, a). */
export interface SlidingPieces {
  /** The piece that the flow is on now. */
  readonly pieces: Pieces
  /** Holds every pair on the side on which it starts. */
  begin(state: Float64Array): void
  /** The events that have ended the piece on the way to this state, among those given or all. */
  eventsAt(state: Float64Array, among?: readonly Event[]): Event[]
  /** Moves on to the piece that follows an event, and puts the neuron on its borders to the last digit. */
  settle(state: Float64Array, event: Event): void
  /** Removes from a neuron's entries (column k of a matrix [d, m]) their part in the basis. */
  project(columns: Float64Array, k: number, basis: readonly Float64Array[]): void
  /** w_kᵀx_i. */
  z(state: Float64Array, i: number, k: number): number
}

/** Below this, relative to its terms, w_kᵀx_i is rounding. */
const ROUNDING = 64 * Number.EPSILON
const SWEEPS = 10_000

/**
 * Gradient flow of a piecewise linear network across its borders, in the sense of Filippov: on w_kᵀx_i = 0 the slope σ'
 * may be anything between leak and 1. If some slope keeps the neuron on the border, the neuron stays: x_iᵀẇ_k = 0, so
 * ẇ_k is its gradient without the part along x_i; the slope that this needs, c_ki, tells when it leaves again.
 */
export function slidingPieces(data: TypedRegression, sizes: ReluSizes, leak: number): SlidingPieces {
  const { samples: n, neurons: m, inputs: d } = sizes
  const { X, y } = data
  const scratch = createScratch(sizes)
  const weights = m * d
  const readouts = new Float64Array(m)
  const lengths = Float64Array.from({ length: n }, (_, i) => Math.hypot(...X.subarray(i * d, (i + 1) * d)))
  const pieces: Pieces = {
    held: new Float64Array(n * m),
    sliding: Array.from({ length: m }, () => []),
    bases: Array.from({ length: m }, () => []),
  }
  const { held, sliding, bases } = pieces

  function z(state: Float64Array, i: number, k: number): number {
    let sum = 0
    for (let j = 0; j < d; j++) sum += state[j * m + k]! * X[i * d + j]!
    return sum
  }

  function begin(state: Float64Array): void {
    for (let i = 0; i < n; i++) for (let k = 0; k < m; k++) held[i * m + k] = z(state, i, k) >= 0 ? 1 : leak
  }

  /** True if the pair is on the wrong side of its border for this piece, by more than rounding. */
  function isCrossed(state: Float64Array, i: number, k: number): boolean {
    const value = z(state, i, k)
    const active = held[i * m + k] === 1
    if (active ? value >= 0 : value <= 0) return false
    let squared = 0
    for (let j = 0; j < d; j++) squared += state[j * m + k]! ** 2
    return Math.abs(value) > ROUNDING * (d + 4) * Math.sqrt(squared) * lengths[i]!
  }

  function differentiateAt(state: Float64Array): void {
    for (let p = 0; p < weights; p++) scratch.columns[p] = state[p]!
    for (let k = 0; k < m; k++) readouts[k] = state[weights + k]!
    differentiate(scratch, readouts, leak, data, sizes, held)
  }

  /** f(x_i) − y_i. */
  function residual(state: Float64Array, i: number): number {
    let output = 0
    for (let k = 0; k < m; k++) output += state[weights + k]! * held[i * m + k]! * z(state, i, k)
    return output - y[i]!
  }

  /**
   * The slopes c_ki of a neuron on the borders of `on`, given the rest of its gradient: a slope strictly between leak
   * and 1 means x_iᵀẇ_k = 0; at 1 (leak) the neuron moves up (down) or not at all. With μ_i = a_k r_i c_i these
   * minimize ½‖Σ μ_i x_i + a_k g_k‖² over boxes, by coordinate descent. Call {@link differentiateAt} first.
   */
  function slopesOn(state: Float64Array, k: number, on: readonly number[]): number[] {
    const a = state[weights + k]!
    const pull = new Float64Array(d)
    for (let j = 0; j < d; j++) pull[j] = a * scratch.gradient[j * m + k]!
    const boxes = on.map((i) => a * residual(state, i))
    on.forEach((i, p) => {
      for (let j = 0; j < d; j++) pull[j] = pull[j]! - boxes[p]! * held[i * m + k]! * X[i * d + j]!
    })
    const along = (i: number): number => {
      let sum = 0
      for (let j = 0; j < d; j++) sum += X[i * d + j]! * pull[j]!
      return sum
    }
    const slopes = on.map(() => 0)
    const move = (p: number, slope: number): number => {
      const change = slope - slopes[p]!
      for (let j = 0; j < d; j++) pull[j] = pull[j]! + boxes[p]! * change * X[on[p]! * d + j]!
      slopes[p] = slope
      return Math.abs(change)
    }
    // Pulled to the border from both sides; otherwise the neuron crosses to its new side, or leaves to the side that
    // pulls it.
    const isHeld = (p: number): boolean => boxes[p]! * (1 - leak) > 0
    const [low, high] = leak < 1 ? [leak, 1] : [1, leak]
    const relax = (): void => {
      for (let sweep = 0, most = 1; sweep < SWEEPS && most > 1e-15; sweep++) {
        most = 0
        on.forEach((i, p) => {
          if (!isHeld(p)) return
          const wanted = slopes[p]! - along(i) / (boxes[p]! * lengths[i]! ** 2)
          most = Math.max(most, move(p, Math.min(high, Math.max(low, wanted))))
        })
      }
    }
    on.forEach((i, p) => {
      if (!isHeld(p) && !sliding[k]!.includes(i)) move(p, held[i * m + k] === 1 ? leak : 1)
    })
    relax()
    on.forEach((i, p) => {
      if (!isHeld(p) && sliding[k]!.includes(i)) move(p, along(i) <= 0 ? 1 : leak)
    })
    relax()
    return slopes
  }

  /** True if a sliding neuron is no longer held on its borders. Call {@link differentiateAt} first. */
  const isReleased = (state: Float64Array, k: number): boolean =>
    slopesOn(state, k, sliding[k]!).some((slope) => slope === 1 || slope === leak)

  function eventsAt(state: Float64Array, among?: readonly Event[]): Event[] {
    if (leak === 1) return [] // linear: there are no borders
    if (among) {
      if (among.some(({ sample }) => sample === undefined)) differentiateAt(state)
      return among.filter(({ neuron: k, sample: i }) =>
        i === undefined ? isReleased(state, k) : isCrossed(state, i, k),
      )
    }
    const events: Event[] = []
    for (let i = 0; i < n; i++)
      for (let k = 0; k < m; k++)
        if (!sliding[k]!.includes(i) && isCrossed(state, i, k)) events.push({ neuron: k, sample: i })
    const slide = sliding.flatMap((on, k) => (on.length > 0 ? [k] : []))
    if (slide.length > 0) differentiateAt(state)
    for (const k of slide) if (isReleased(state, k)) events.push({ neuron: k, sample: undefined })
    return events
  }

  function settle(state: Float64Array, { neuron: k, sample }: Event): void {
    const on = sample === undefined ? sliding[k]!.slice() : [...sliding[k]!, sample]
    const basis = orthonormal(on.map((i) => X.subarray(i * d, (i + 1) * d)))
    project(state, k, basis)
    differentiateAt(state)
    const slopes = slopesOn(state, k, on)
    sliding[k] = on.filter((_, p) => slopes[p] !== 1 && slopes[p] !== leak)
    bases[k] = orthonormal(sliding[k]!.map((i) => X.subarray(i * d, (i + 1) * d)))
    on.forEach((i, p) => {
      held[i * m + k] = sliding[k]!.includes(i) ? 0 : slopes[p]!
    })
  }

  function project(columns: Float64Array, k: number, basis: readonly Float64Array[]): void {
    for (const q of basis) {
      let along = 0
      for (let j = 0; j < d; j++) along += columns[j * m + k]! * q[j]!
      for (let j = 0; j < d; j++) columns[j * m + k] = columns[j * m + k]! - along * q[j]!
    }
  }

  return { pieces, begin, eventsAt, settle, project, z }
}

/** Gram-Schmidt, twice; drops vectors that depend on the others. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = []
  for (const vector of vectors) {
    const rest = vector.slice()
    for (let pass = 0; pass < 2; pass++)
      for (const q of basis) {
        let along = 0
        for (let j = 0; j < rest.length; j++) along += rest[j]! * q[j]!
        for (let j = 0; j < rest.length; j++) rest[j] = rest[j]! - along * q[j]!
      }
    const length = Math.hypot(...rest)
    if (length > 1e-12 * Math.hypot(...vector)) basis.push(rest.map((entry) => entry / length))
  }
  return basis
}
