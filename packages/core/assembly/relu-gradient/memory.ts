// The memory layout. One instance of the module serves one network on one data set; the caller makes the memory as
// large as `setup` says before writing anything. Rows are padded: inputs to even d (two numbers make a vector), samples
// to a multiple of 8 and neurons to a multiple of 5 (a tile of the pattern). Padding is 0 and adds nothing.

export let n: i32 = 0
export let d: i32 = 0
export let m: i32 = 0
/** Slope of σ below 0. */
export let leak: f64 = 0

/** Padded sizes. */
export let np: i32 = 0
export let dp: i32 = 0
export let mp: i32 = 0

/** f64 [np, dp]: inputs. */
export let X: usize = 0
/** f64 [np]: targets. */
export let y: usize = 0
/** f64 [m, d], not padded: input weights. */
export let W: usize = 0
/** f64 [m]: readouts. */
export let a: usize = 0
/** f64 [m, d], not padded: Σ_i r_i σ'(w_kᵀx_i) x_i. */
export let inputGradient: usize = 0
/** f64 [m]: Σ_i r_i σ(w_kᵀx_i). */
export let readoutGradient: usize = 0
/** f64 [np]: outputs, then residuals. */
export let outputs: usize = 0
/** f64 [m]: Σ (change of a_k)² over all steps of descent. */
export let squaredReadoutSteps: usize = 0
/** f64 [m]: Σ ‖change of w_k‖². */
export let squaredInputSteps: usize = 0

/** f64 [mp, dp]: (1 − leak) a_k w_k. */
export let U: usize = 0
/** f64 [dp]: leak Σ_k a_k w_k, where the sums of the outputs begin. */
export let V: usize = 0
/** f64 [mp + 1, dp]: sums over active samples; the last row over all. */
export let S: usize = 0
/** f64: subset sums of one strip of columns. */
export let table: usize = 0

/** i16 [np / 4, dp / 2, 4, 2]: inputs of four samples side by side, two columns each, every row of length SCALE. */
export let XQ: usize = 0
/** i16 [mp, dp]: input weights, every row of length SCALE. */
export let WQ: usize = 0
/** i32 [mp]: how much rounding to integers can change an inner product. */
export let slack: usize = 0
/** i32 [mp, np]: how far |wᵀx| was from 0 beyond that slack, in units of rows of length SCALE. */
export let margin: usize = 0
/** f64 [m, d]: the weights for which the margins were computed. */
export let reference: usize = 0
/** f64 [mp]: SCALE² / ‖w_k‖ there. */
export let perLength: usize = 0
/** i32 [mp]: the farthest each neuron has since been from there, in the units of the margins. */
export let drift: usize = 0

/** i32 [room, 2]: sample and neuron of pairs whose sign is not certain. */
export let uncertain: usize = 0
/** This many pairs in double precision cost about as much as all pairs in integers. */
export let room: i32 = 0

/** u16 [mp, np / 4]: ROW times the integer whose bit s is the activity of a neuron on sample 4q + s. */
export let bySamples: usize = 0
/** u16 [mp / 5, np]: ROW times the integer whose bit j is the activity of neuron 5g + j on a sample. */
export let byNeurons: usize = 0

/** Length of the integer rows: inner products stay below 2³¹ in absolute value. */
export const SCALE: f64 = 32700
/** Neurons that share a table of the outputs: 2⁵ subsets. */
export const NEURONS: i32 = 5
/** Samples that share a table of the gradient: 2⁴ subsets. */
export const SAMPLES: i32 = 4
/** Bytes from one row of a table to the next, whatever the width of the strip: ten vectors. */
export const ROW: i32 = 160
/** Tables of the gradient built before any is used: with the widest strip they fill two thirds of 48 kB. */
export const BLOCK: i32 = 12

let top: usize = 0

function take(bytes: i32): usize {
  const at = top
  top = (top + <usize>bytes + 63) & ~63
  return at
}

/**
 * Lays everything out for n samples of d inputs and m neurons; returns the number of bytes that the memory must have.
 */
export function setup(samples: i32, inputs: i32, neurons: i32, below: f64): usize {
  n = samples
  d = inputs
  m = neurons
  leak = below
  np = (n + 7) & ~7
  dp = (d + 1) & ~1
  mp = ((m + NEURONS - 1) / NEURONS) * NEURONS
  const groups = mp / NEURONS
  top = (__heap_base + 63) & ~63
  X = take(np * dp * 8)
  y = take(np * 8)
  W = take(m * d * 8)
  a = take(m * 8)
  inputGradient = take(m * d * 8)
  readoutGradient = take(m * 8)
  outputs = take(np * 8)
  U = take(mp * dp * 8)
  V = take(dp * 8)
  S = take((mp + 1) * dp * 8)
  table = take(max(groups * 32, BLOCK * 16) * ROW)
  XQ = take(np * dp * 2)
  WQ = take(mp * dp * 2)
  slack = take(mp * 4)
  margin = take(mp * np * 4)
  reference = take(m * d * 8)
  perLength = take(mp * 8)
  drift = take(mp * 4)
  room = (n * m) / 16 + 8
  uncertain = take(room * 8)
  bySamples = take(mp * (np / 4) * 2)
  byNeurons = take(groups * np * 2)
  squaredReadoutSteps = take(m * 8)
  squaredInputSteps = take(m * 8)
  return top
}
