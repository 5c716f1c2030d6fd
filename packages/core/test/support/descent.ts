/** Weights of two layers, a row for each hidden neuron. */
export interface TwoLayers {
  readonly a: Float64Array
  readonly w: Float64Array
}

export interface DescentCase {
  /** Changed in place. */
  readonly weights: TwoLayers
  /** The gradient of one step's batch at the present weights. */
  gradient(step: number): TwoLayers
  readonly momentum: number
  readonly weightDecay: number
  readonly decay: 'decoupled' | 'gradient'
  readonly learningRate: { readonly a: number; readonly w: number }
  rate(step: number): number
}

/**
 * Descent as optimizers write it: g ← g + λθ (decay in the gradient), v ← μv + g, θ ← θ − ηλθ (decoupled decay) − ηv.
 * Yields, after every step, what it subtracted over the rate, which is what a ledger is told.
 */
export function* descentSteps(descent: DescentCase, steps: number): Generator<TwoLayers> {
  const { weights, momentum, weightDecay, decay, learningRate } = descent
  const velocity = { a: new Float64Array(weights.a.length), w: new Float64Array(weights.w.length) }
  for (let step = 0; step < steps; step++) {
    const gradient = descent.gradient(step)
    for (const layer of ['a', 'w'] as const) {
      const [theta, v, g] = [weights[layer], velocity[layer], gradient[layer]]
      const rate = descent.rate(step) * learningRate[layer]
      for (let p = 0; p < theta.length; p++) {
        v[p] = momentum * v[p] + g[p] + (decay === 'gradient' ? weightDecay * theta[p] : 0)
        const kept = decay === 'decoupled' ? 1 - rate * weightDecay : 1
        theta[p] = kept * theta[p] - rate * v[p]
      }
    }
    yield velocity
  }
}

/** ‖row_k‖ of every row of a matrix. */
export function rowNorms(matrix: Float64Array, rows: number): Float64Array {
  const columns = matrix.length / rows
  return Float64Array.from({ length: rows }, (_, k) => Math.hypot(...matrix.subarray(k * columns, (k + 1) * columns)))
}
