import { requirePositive } from '../errors.ts'
import { type Regression, type ReluNetwork, reluSizes } from './network.ts'

/** Full-batch gradient descent on one network, in place. */
export interface ReluDescent {
  /** Takes that many steps. Stops early, and returns the number taken, where the loss is no longer finite. */
  advance(steps: number): number
  /** Mean squared error (without ½) at the present weights. */
  loss(): number
}

/**
 * Gradient descent on L = (1/n) Σ_i (f(x_i) − y_i)², full batch, both layers at one learning rate:
 *
 *     a ← a − η (2/n) Σ_i r_i σ(w_kᵀx_i),   w_k ← w_k − η (2/n) a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * `network` is changed in place; nothing is allocated in a step. A step costs 2nmd (forward) + 2nm + at most 2nmd
 * (backward; a ReLU's inactive pairs are skipped) operations and reads W, X, a and y, which stay in cache: the floor is
 * arithmetic, about 4nmd flops over the scalar unit's rate. Weights lie transposed in here, so that the innermost loops
 * run over neurons: they are long where d is small.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, a rate that is not positive.
 */
export function reluDescent(network: ReluNetwork, data: Regression, learningRate: number): ReluDescent {
  requirePositive('learningRate', learningRate)
  const { samples: n, inputs: d, neurons: m } = reluSizes(network, data)
  const { W, a, leak } = network
  const { X, y } = data
  const columns = new Float64Array(d * m)
  const gradient = new Float64Array(d * m)
  const readoutGradient = new Float64Array(m)
  const z = new Float64Array(m)
  const slope = new Float64Array(m)

  /** z_k = σ(w_kᵀx_i) and slope_k = σ'; returns f(x_i). */
  function forward(i: number): number {
    const row = i * d
    const first = X[row]!
    for (let k = 0; k < m; k++) z[k] = first * columns[k]!
    for (let j = 1; j < d; j++) {
      const x = X[row + j]!
      const column = j * m
      for (let k = 0; k < m; k++) z[k] = z[k]! + x * columns[column + k]!
    }
    let output = 0
    for (let k = 0; k < m; k++) {
      const value = z[k]!
      const s = value >= 0 ? 1 : leak
      slope[k] = s
      z[k] = s * value
      output += a[k]! * s * value
    }
    return output
  }

  function accumulate(): number {
    gradient.fill(0)
    readoutGradient.fill(0)
    let total = 0
    for (let i = 0; i < n; i++) {
      const residual = forward(i) - y[i]!
      total += residual * residual
      for (let k = 0; k < m; k++) readoutGradient[k] = readoutGradient[k]! + residual * z[k]!
      for (let j = 0; j < d; j++) {
        const rx = residual * X[i * d + j]!
        const column = j * m
        for (let k = 0; k < m; k++) gradient[column + k] = gradient[column + k]! + rx * slope[k]!
      }
    }
    return total / n
  }

  function transposeIn(): void {
    for (let k = 0; k < m; k++) for (let j = 0; j < d; j++) columns[j * m + k] = W[k * d + j]!
  }

  function transposeOut(): void {
    for (let k = 0; k < m; k++) for (let j = 0; j < d; j++) W[k * d + j] = columns[j * m + k]!
  }

  const step = (2 * learningRate) / n
  return {
    advance(steps) {
      transposeIn()
      let taken = 0
      for (; taken < steps; taken++) {
        if (!Number.isFinite(accumulate())) break
        for (let j = 0; j < d; j++) {
          const column = j * m
          for (let k = 0; k < m; k++) columns[column + k] = columns[column + k]! - step * a[k]! * gradient[column + k]!
        }
        for (let k = 0; k < m; k++) a[k] = a[k]! - step * readoutGradient[k]!
      }
      transposeOut()
      return taken
    },
    loss() {
      transposeIn()
      let total = 0
      for (let i = 0; i < n; i++) total += (forward(i) - y[i]!) ** 2
      return total / n
    },
  }
}
