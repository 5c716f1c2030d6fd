import { requireBuffer } from '../door/buffer.ts'
import { requireLength } from '../door/list.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import { type ReducedData, reduceData } from '../linear-algebra/reduce-data.ts'
import { type DeepLinearProblem, requireDeep } from './problem.ts'

/**
 * A deep linear network as a differential equation. A state holds all weights, layer after layer, each row-major, in
 * one list of length Σ_l widths[l + 1]·widths[l]; one of another length, and a buffer that is no Float64Array, are
 * refused with a LazyrichError. Entries of a state that are not finite give what is not finite.
 */
export interface DeepLinearSystem {
  readonly widths: readonly number[]
  /** η_l of each layer. */
  readonly learningRate: readonly number[]
  /** The state that the problem starts from, copied. */
  readonly start: Float64Array<ArrayBuffer>
  /** Gradient flow: writes −η_l ∂L/∂W_l. */
  readonly flow: RightHandSide
  /** Writes ∂L/∂W_l into `into`, laid out like a state; returns the loss. */
  gradient(state: ArrayLike<number>, into: Float64Array): number
  loss(state: ArrayLike<number>): number
  /** Writes W_L … W_1, shape [outputs, inputs], into `into`, and returns it. */
  product(state: ArrayLike<number>): Float64Array<ArrayBuffer>
  product<Into extends Float64Array>(state: ArrayLike<number>, into: Into): Into
  /** The weights of every layer as views of a state: writing to them changes it. */
  layers<Memory extends ArrayBufferLike>(state: Float64Array<Memory>): Float64Array<Memory>[]
}

/** A system with the data behind it. */
export interface OpenDeepLinearSystem extends DeepLinearSystem {
  readonly data: ReducedData
  /** ‖P Rᵀ − Tᵀ‖² of the last gradient, loss or product: what a linear map could still remove from the loss. */
  excess(state: ArrayLike<number>): number
}

/**
 * Loss, gradient and gradient flow of f(x) = W_L … W_1 x, for any depth and widths, ready to be stepped:
 *
 *     G = ∂L/∂P = 2c (P Xᵀ − Yᵀ) X,   P = W_L … W_1,   ∂L/∂W_l = (W_L … W_{l+1})ᵀ G (W_{l−1} … W_1)ᵀ
 *
 * with L = c Σ‖f(x_i) − y_i‖², c = 1/(2n) (`half-mean`) unless the problem says otherwise. The data are reduced once to
 * rank(X) rows, so that n costs nothing after that. One evaluation is one product chain from the outputs down and one
 * from G up: 3 outputs · (number of weights) + 2 rank · inputs · outputs multiply-adds; nothing is allocated. The floor
 * is reading the weights three times.
 *
 * Source: Saxe, McClelland and Ganguli 2014; arXiv 2406.06158, appendix B.
 *
 * @example
 * const net = deepLinearSystem({ widths: [2, 2, 1], W0: [[1, 0, 0, 1], [1, 1]], X: [1, 0, 0, 1], Y: [2, 0] })
 * net.product(net.start) // [1, 1]
 * net.loss(net.start) // 0.5
 * const gradient = new Float64Array(net.start.length)
 * net.gradient(net.start, gradient)
 * gradient // [-0.5, 0.5, -0.5, 0.5, -0.5, 0.5]
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 */
export function deepLinearSystem(problem: DeepLinearProblem): DeepLinearSystem {
  const { widths, learningRate, start, flow, gradient, loss, product, layers } = openDeepLinearSystem(problem)
  const entries = widths[0]! * widths.at(-1)!

  // A Float64Array can hold nothing but numbers: only its length is looked at, since these are called at every step.
  function requireState(state: ArrayLike<number>): void {
    if (!(state instanceof Float64Array && state.length === start.length))
      requireLength('state', state, start.length, 'the number of weights')
  }

  return {
    widths,
    learningRate,
    start,
    flow(t, state, into) {
      requireState(state)
      requireBuffer('into', into, start.length)
      flow(t, state, into)
    },
    gradient(state, into) {
      requireState(state)
      requireBuffer('into', into, start.length)
      return gradient(state, into)
    },
    loss(state) {
      requireState(state)
      return loss(state)
    },
    product<Into extends Float64Array>(
      state: ArrayLike<number>,
      into = new Float64Array(entries) as Float64Array as Into,
    ): Into {
      requireState(state)
      requireBuffer('into', into, entries)
      return product(state, into)
    },
    layers(state) {
      requireBuffer('state', state, start.length)
      requireState(state)
      return layers(state)
    },
  }
}

/** {@link deepLinearSystem} with its reduced data, and no checks of states and buffers. */
export function openDeepLinearSystem(problem: DeepLinearProblem): OpenDeepLinearSystem {
  const { widths, W, X, Y, inputs, outputs, samples, rates, factor } = requireDeep(problem)
  const data = reduceData(X, Y, samples, inputs, outputs)
  const { rank, R, T, floor } = data
  const depth = widths.length - 1
  const offsets = [0]
  for (let l = 0; l < depth; l++) offsets.push(offsets[l]! + widths[l]! * widths[l + 1]!)
  const start = new Float64Array(offsets[depth]!)
  W.forEach((matrix, l) => {
    start.set(matrix, offsets[l]!)
  })
  /** down[l] = W_L … W_{l+1}, shape [outputs, widths[l]]; down[L] = I. */
  const down = widths.map((width) => new Float64Array(outputs * width))
  for (let j = 0; j < outputs; j++) down[depth]![j * outputs + j] = 1
  /** up[l] = G (W_l … W_1)ᵀ, shape [outputs, widths[l]]. */
  const up = widths.map((width) => new Float64Array(outputs * width))
  const residual = new Float64Array(outputs * rank)

  /** Fills `down`, from the outputs down to the product. */
  function descend(state: ArrayLike<number>): void {
    for (let l = depth - 1; l >= 0; l--)
      multiply(down[l + 1]!, state, offsets[l]!, down[l]!, outputs, widths[l + 1]!, widths[l]!)
  }

  /** P Rᵀ − Tᵀ of the product in `down`; returns its sum of squares. */
  function takeResidual(): number {
    const P = down[0]!
    let squares = 0
    for (let j = 0; j < outputs; j++)
      for (let i = 0; i < rank; i++) {
        let sum = -T[i * outputs + j]!
        for (let k = 0; k < inputs; k++) sum += P[j * inputs + k]! * R[i * inputs + k]!
        residual[j * rank + i] = sum
        squares += sum * sum
      }
    return squares
  }

  /** G = 2c (P Rᵀ − Tᵀ) R into up[0]. */
  function takeSlope(): void {
    const G = up[0]!
    G.fill(0)
    for (let j = 0; j < outputs; j++)
      for (let i = 0; i < rank; i++) {
        const share = 2 * factor * residual[j * rank + i]!
        for (let k = 0; k < inputs; k++) G[j * inputs + k] = G[j * inputs + k]! + share * R[i * inputs + k]!
      }
  }

  function gradient(state: ArrayLike<number>, into: Float64Array): number {
    descend(state)
    const loss = factor * (takeResidual() + floor)
    takeSlope()
    for (let l = 0; l < depth; l++) {
      outer(down[l + 1]!, up[l]!, into, offsets[l]!, outputs, widths[l + 1]!, widths[l]!)
      if (l < depth - 1) lift(state, offsets[l]!, up[l]!, up[l + 1]!, outputs, widths[l + 1]!, widths[l]!)
    }
    return loss
  }

  function excess(state: ArrayLike<number>): number {
    descend(state)
    return takeResidual()
  }

  return {
    widths,
    learningRate: rates,
    start,
    data,
    excess,
    gradient,
    flow(_t, state, into) {
      gradient(state, into)
      for (let l = 0; l < depth; l++) {
        const rate = -rates[l]!
        for (let p = offsets[l]!; p < offsets[l + 1]!; p++) into[p] = rate * into[p]!
      }
    },
    loss: (state) => factor * (excess(state) + floor),
    product<Into extends Float64Array>(
      state: ArrayLike<number>,
      into = new Float64Array(outputs * inputs) as Float64Array as Into,
    ): Into {
      descend(state)
      into.set(down[0]!)
      return into
    },
    layers: (state) => Array.from({ length: depth }, (_, l) => state.subarray(offsets[l]!, offsets[l + 1]!)),
  }
}

/** into = B W: shapes [c, rows] times [rows, columns]. */
function multiply(
  B: Float64Array,
  W: ArrayLike<number>,
  offset: number,
  into: Float64Array,
  c: number,
  rows: number,
  columns: number,
): void {
  into.fill(0)
  for (let j = 0; j < c; j++)
    for (let i = 0; i < rows; i++) {
      const share = B[j * rows + i]!
      const row = offset + i * columns
      const to = j * columns
      for (let k = 0; k < columns; k++) into[to + k] = into[to + k]! + share * W[row + k]!
    }
}

/** into = F Wᵀ: shapes [c, columns] times [columns, rows]. */
function lift(
  W: ArrayLike<number>,
  offset: number,
  F: Float64Array,
  into: Float64Array,
  c: number,
  rows: number,
  columns: number,
): void {
  for (let j = 0; j < c; j++)
    for (let i = 0; i < rows; i++) {
      const row = offset + i * columns
      const from = j * columns
      let sum = 0
      for (let k = 0; k < columns; k++) sum += W[row + k]! * F[from + k]!
      into[j * rows + i] = sum
    }
}

/** The gradient of one layer, Bᵀ F: shapes [rows, c] times [c, columns]. */
function outer(
  B: Float64Array,
  F: Float64Array,
  into: Float64Array,
  offset: number,
  c: number,
  rows: number,
  columns: number,
): void {
  into.fill(0, offset, offset + rows * columns)
  for (let j = 0; j < c; j++)
    for (let i = 0; i < rows; i++) {
      const share = B[j * rows + i]!
      const row = offset + i * columns
      const from = j * columns
      for (let k = 0; k < columns; k++) into[row + k] = into[row + k]! + share * F[from + k]!
    }
}
