import { integrate } from '@lazyrich/core/integrate'
import { singularTriples, timesLeft, timesRight, unit } from './singular-triples.ts'

/** A deep linear network at its start, and what it learns from whitened inputs, loss ½‖W_L … W_1 − β*‖². */
export interface ModeProblem {
  /** Inputs, hidden layers, outputs. */
  readonly widths: readonly number[]
  /** W_l of every layer, shape [widths[l + 1], widths[l]], row-major. */
  readonly layers: readonly Float64Array[]
  readonly learningRates: readonly number[]
  /** β*, shape [outputs, inputs], row-major. */
  readonly target: Float64Array
  /** Modes to be predicted, the strongest. */
  readonly modes: number
  /** Flow time up to which is predicted. */
  readonly until: number
}

/** When a mode is half learned, for each mode that the prediction holds for. */
export interface ModeEscape {
  /** From 0. */
  readonly mode: number
  readonly strength: number
  /** Infinity beyond the time that was asked for. */
  readonly time: number
}

/**
 * A start counts as small before a mode of strength s if ‖W_L … W_1‖_F is at most this share of s: there is a plateau
 * to be left. From larger ones modes grow out of what is there, and the prediction is off by factors.
 */
const SMALL = 0.4
/** Weights of one mode's network up to which predicting all modes of a run takes some tens of milliseconds. */
const MOST_WEIGHTS = 2000
const TOLERANCE = { rtol: 1e-5, atol: 1e-9 }

/**
 * Predicts when each mode of the target is half learned, before the run, from its start. Approximation: modes are
 * learned one at a time (Saxe, McClelland & Ganguli 2014), so mode k is alone a network with one input and one output,
 * the start seen along its own singular vectors (u_kᵀ W_L, …, W_1 v_k), in the hidden directions that stronger modes
 * leave free, since what a learned mode occupies is driven to 0 in all others. Its flow is integrated to half of s_k.
 * In the aligned, balanced case that is u̇ = L u^(2−2/L) (s − u). Measured against runs (scale 0.3, L = 3, α from 0.1
 * to 10, four modes, seeds 0 to 2): off by 4 % in the median, by 11 % or less for three in four, by a factor 1.5 at
 * worst; at seeds 3, 5 and 6 a mode is off by a factor 2 to 2.5: where modes overlap, one lifts the other.
 */
export function modeEscapes(problem: ModeProblem): ModeEscape[] {
  const { widths, layers, learningRates, target, until } = problem
  const depth = layers.length
  const [inputs, outputs] = [widths[0]!, widths[depth]!]
  const hidden = widths.slice(1, -1)
  const alone = [1, ...hidden, 1]
  if (weightsOf(alone) > MOST_WEIGHTS) return []
  const size = Math.hypot(...productOf(layers, widths))
  /** For each hidden layer orthonormal directions that stronger modes occupy. */
  const taken: Float64Array[][] = hidden.map(() => [])
  const reachable = Math.min(problem.modes, ...hidden)
  return singularTriples(target, outputs, inputs, reachable).flatMap(({ strength, left, right }, mode) => {
    if (size > SMALL * strength) return []
    const start = layers.map((W, l) => {
      const fromRight = l === 0 ? timesRight(W, right, widths[1]!, inputs) : W.slice()
      return l === depth - 1 ? timesLeft(fromRight, left, outputs, widths[l]!) : fromRight
    })
    for (const [l, W] of start.entries()) clear(W, alone[l + 1]!, alone[l]!, taken[l] ?? [], taken[l - 1] ?? [])
    const { time, state } = halfLearned(start, alone, learningRates, strength, until)
    if (time < Number.POSITIVE_INFINITY) occupy(taken, state, alone)
    return [{ mode, strength, time }]
  })
}

const weightsOf = (widths: readonly number[]): number =>
  widths.slice(1).reduce((sum, width, l) => sum + width * widths[l]!, 0)

/** W_L … W_1, column by column. */
function productOf(layers: readonly Float64Array[], widths: readonly number[]): number[] {
  return Array.from({ length: widths[0]! }, (_, i) => {
    let x = new Float64Array(widths[0]!)
    x[i] = 1
    for (const [l, W] of layers.entries()) x = timesRight(W, x, widths[l + 1]!, widths[l]!)
    return [...x]
  }).flat()
}

/** Takes from W what leads to directions `after`, or comes from directions `before`. */
function clear(
  W: Float64Array,
  rows: number,
  columns: number,
  after: readonly Float64Array[],
  before: readonly Float64Array[],
): void {
  for (const q of after) {
    const part = timesLeft(W, q, rows, columns)
    for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++) W[j * columns + i]! -= q[j]! * part[i]!
  }
  for (const q of before) {
    const part = timesRight(W, q, rows, columns)
    for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++) W[j * columns + i]! -= part[j]! * q[i]!
  }
}

/** Adds the hidden directions through which the mode's network leads to those that are taken. */
function occupy(taken: Float64Array[][], layers: readonly Float64Array[], widths: readonly number[]): void {
  let x: Float64Array<ArrayBuffer> = Float64Array.of(1)
  for (const [l, directions] of taken.entries()) {
    x = unit(timesRight(layers[l]!, x, widths[l + 1]!, widths[l]!))
    const rest = x.slice()
    for (const q of directions) {
      const along = rest.reduce((sum, entry, i) => sum + entry * q[i]!, 0)
      for (let i = 0; i < rest.length; i++) rest[i]! -= along * q[i]!
    }
    if (Math.hypot(...rest) > 1e-6) directions.push(unit(rest))
  }
}

/** The flow of a network of one input and one output until its product is half of `strength`. */
function halfLearned(
  start: readonly Float64Array[],
  widths: readonly number[],
  learningRates: readonly number[],
  strength: number,
  until: number,
): { time: number; state: Float64Array[] } {
  const depth = start.length
  const ends: number[] = []
  for (const W of start) ends.push((ends.at(-1) ?? 0) + W.length)
  const layer = (y: Float64Array, l: number): Float64Array => y.subarray(ends[l]! - start[l]!.length, ends[l]!)
  const forward = widths.map((width) => new Float64Array(width))
  const backward = widths.map((width) => new Float64Array(width))
  forward[0]![0] = 1
  backward[depth]![0] = 1

  /** x_l = W_l x_{l−1}; returns the product. */
  function run(y: Float64Array): number {
    for (let l = 0; l < depth; l++) {
      const W = layer(y, l)
      const [x, next] = [forward[l]!, forward[l + 1]!]
      for (let j = 0; j < next.length; j++) {
        let sum = 0
        for (let i = 0; i < x.length; i++) sum += W[j * x.length + i]! * x[i]!
        next[j] = sum
      }
    }
    return forward[depth]![0]!
  }

  /** Ẇ_l = η_l (s − f) g_l x_{l−1}ᵀ with g_l the sensitivity of the output to x_l. */
  function flow(_t: number, y: Float64Array, into: Float64Array): void {
    const error = strength - run(y)
    for (let l = depth - 1; l >= 0; l--) {
      const [W, step] = [layer(y, l), layer(into, l)]
      const [x, g, before] = [forward[l]!, backward[l + 1]!, backward[l]!]
      before.fill(0)
      for (let j = 0; j < g.length; j++)
        for (let i = 0; i < x.length; i++) {
          before[i]! += W[j * x.length + i]! * g[j]!
          step[j * x.length + i] = learningRates[l]! * error * g[j]! * x[i]!
        }
    }
  }

  const y0 = start.flatMap((W) => [...W])
  const half = { value: (_t: number, y: Float64Array) => run(y) - strength / 2, stop: true }
  const path = integrate(flow, y0, [until], { ...TOLERANCE, maxSteps: 5000, events: [half] })
  const { t, y } = path.last
  const state = start.map((_, l) => layer(y, l).slice())
  return { time: path.reason === 'event' ? t : Number.POSITIVE_INFINITY, state }
}
