import { requirePositive } from '../errors.ts'
import { type Regression, type ReluNetwork, type ReluSizes, reluSizes } from './network.ts'

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
 * `network` is changed in place; nothing is allocated in a step. A step costs 2nmd (forward) + 6nm + 2nmd
 * (backward; inactive pairs are multiplied by 0, which is cheaper here than to branch) operations and reads W, X, a and y, which stay in cache: the floor is
 * arithmetic, about 4nmd flops over the scalar unit's rate. Weights lie transposed in here, so that the innermost loops
 * run over neurons: they are long where d is small.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, a rate that is not positive.
 */
export function reluDescent(network: ReluNetwork, data: Regression, learningRate: number): ReluDescent {
  requirePositive('learningRate', learningRate)
  const sizes = reluSizes(network, data)
  const { W, a, leak } = network
  const scratch: Scratch = {
    columns: new Float64Array(sizes.inputs * sizes.neurons),
    gradient: new Float64Array(sizes.inputs * sizes.neurons),
    readoutGradient: new Float64Array(sizes.neurons),
    z: new Float64Array(sizes.neurons),
    slope: new Float64Array(sizes.neurons),
  }
  const step = (2 * learningRate) / sizes.samples
  return {
    advance(steps) {
      transpose(W, scratch.columns, sizes.neurons, sizes.inputs)
      let taken = 0
      while (taken < steps) {
        if (!Number.isFinite(differentiate(scratch, a, leak, data, sizes))) break
        descend(scratch, a, step)
        taken++
      }
      transpose(scratch.columns, W, sizes.inputs, sizes.neurons)
      return taken
    },
    loss() {
      transpose(W, scratch.columns, sizes.neurons, sizes.inputs)
      return differentiate(scratch, a, leak, data, sizes)
    },
  }
}

/** Working memory; weights lie in it transposed, shape [d, m]. */
interface Scratch {
  readonly columns: Float64Array
  readonly gradient: Float64Array
  readonly readoutGradient: Float64Array
  readonly z: Float64Array
  readonly slope: Float64Array
}

/**
 * Σ_i r_i σ'(z_ik) x_i and Σ_i r_i σ(z_ik) for every neuron k, into the scratch; returns the loss. A function of its
 * own, with everything in local variables: inside a closure the same loops take a tenth longer once there are several.
 */
function differentiate(
  { columns, gradient, readoutGradient, z, slope }: Scratch,
  a: Float64Array,
  leak: number,
  { X, y }: Regression,
  { samples: n, inputs: d, neurons: m }: ReluSizes,
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
    let output = 0
    for (let k = 0; k < m; k++) {
      const value = z[k]!
      const s = value >= 0 ? 1 : leak
      slope[k] = s
      z[k] = s * value
      output += a[k]! * s * value
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

/** w_k ← w_k − step a_k gradient_k with the a before, then a_k ← a_k − step gradient. */
function descend({ columns, gradient, readoutGradient }: Scratch, a: Float64Array, step: number): void {
  const m = a.length
  for (let column = 0; column < columns.length; column += m)
    for (let k = 0; k < m; k++) columns[column + k] = columns[column + k]! - step * a[k]! * gradient[column + k]!
  for (let k = 0; k < m; k++) a[k] = a[k]! - step * readoutGradient[k]!
}

/** Copies a matrix of shape [rows, columns] as its transpose. */
function transpose(from: Float64Array, to: Float64Array, rows: number, columns: number): void {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) to[j * rows + i] = from[i * columns + j]!
}
