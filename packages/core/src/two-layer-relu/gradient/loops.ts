import { type Regression, type ReluSizes, typed } from '../network.ts'

/**
 * Working memory of {@link differentiate}. Weights are stored transposed, shape [d, m], so that the innermost loops run
 * over neurons and are long even where d is small.
 */
export interface Scratch {
  /** Wᵀ, at which the gradient is taken. */
  readonly columns: Float64Array
  /** Σ_i r_i σ'(w_kᵀx_i) x_i, transposed as the weights are. */
  readonly gradient: Float64Array
  /** Σ_i r_i σ(w_kᵀx_i). */
  readonly readoutGradient: Float64Array
  readonly z: Float64Array
  readonly slope: Float64Array
}

export function createScratch({ inputs, neurons }: ReluSizes): Scratch {
  return {
    columns: new Float64Array(inputs * neurons),
    gradient: new Float64Array(inputs * neurons),
    readoutGradient: new Float64Array(neurons),
    z: new Float64Array(neurons),
    slope: new Float64Array(neurons),
  }
}

/** Data as the loops read it. */
export interface TypedRegression extends Regression {
  readonly X: Float64Array
  readonly y: Float64Array
}

export function typedRegression({ X, y }: Regression): TypedRegression {
  return { X: typed(X), y: typed(y) }
}

/**
 * Σ_i r_i σ'(z_ik) x_i and Σ_i r_i σ(z_ik) for every neuron k, r_i = f(x_i) − y_i, σ'(0) = 1, into the scratch; returns
 * the loss (1/n) Σ r_i². `held`, shape [n, m], gives the slopes of σ if they are not to follow the sign of z. Times 2/n
 * (and a_k) these are the gradient; descent, flow and velocities all use it.
 *
 * 2nmd (forward) + 6nm + 2nmd (backward; inactive pairs are multiplied by 0, which is cheaper than branching)
 * operations. W, X, a and y stay in cache: the floor is arithmetic, about 4nmd flops at the scalar unit's rate.
 * Everything is in local variables: inside a closure the same loops take a tenth longer once there are several
 * closures.
 */
export function differentiate(
  { columns, gradient, readoutGradient, z, slope }: Scratch,
  a: Float64Array,
  leak: number,
  { X, y }: TypedRegression,
  { samples: n, inputs: d, neurons: m }: ReluSizes,
  held?: Float64Array,
): number {
  gradient.fill(0)
  readoutGradient.fill(0)
  let total = 0
  for (let i = 0; i < n; i++) {
    const row = i * d
    const first = X[row]!
    for (let k = 0; k < m; k++) z[k] = first * columns[k]!
    for (let j = 1; j < d; j++) {
      const x = X[row + j]!
      const column = j * m
      for (let k = 0; k < m; k++) z[k] = z[k]! + x * columns[column + k]!
    }
    if (held) for (let k = 0; k < m; k++) slope[k] = held[i * m + k]!
    else for (let k = 0; k < m; k++) slope[k] = z[k]! >= 0 ? 1 : leak
    let output = 0
    for (let k = 0; k < m; k++) {
      const value = slope[k]! * z[k]!
      z[k] = value
      output += a[k]! * value
    }
    const residual = output - y[i]!
    total += residual * residual
    for (let k = 0; k < m; k++) readoutGradient[k] = readoutGradient[k]! + residual * z[k]!
    for (let j = 0; j < d; j++) {
      const rx = residual * X[row + j]!
      const column = j * m
      for (let k = 0; k < m; k++) gradient[column + k] = gradient[column + k]! + rx * slope[k]!
    }
  }
  return total / n
}

/** Copies a matrix of shape [rows, columns] as its transpose. */
export function transpose(from: ArrayLike<number>, to: Float64Array, rows: number, columns: number): void {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) to[j * rows + i] = from[i * columns + j]!
}
