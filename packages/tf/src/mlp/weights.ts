import { LazyrichError, type RandomStream } from '@lazyrich/core/random'

/**
 * The matrices of a network as they multiply: U_l = W_l / scales[l] for weights W_l, of shape [widths[l], widths[l + 1]],
 * row-major, in float32.
 */
export type Weights = readonly Float32Array[]

/** A multilayer perceptron without biases: its layers' widths, and what each layer's product is divided by. */
export interface MlpShape {
  /** Inputs, hidden layers, outputs: at least two numbers. */
  readonly widths: readonly number[]
  /** One per matrix: layer l computes h W_l / scales[l]. */
  readonly scales: readonly number[]
}

/**
 * The parametrization of `hierarchy`: every layer divided by √fan-in, the last by fan-in, so that features are learned
 * at any width and the network starts near 0.
 *
 * @throws LazyrichError for fewer than two widths or a width that is not a whole number above 0.
 */
export function mlpShape(widths: readonly number[]): MlpShape {
  if (widths.length < 2 || !widths.every((width) => Number.isInteger(width) && width > 0))
    throw new LazyrichError(`widths is [${widths.join(', ')}]: two or more whole numbers above 0 are accepted`)
  const last = widths.length - 2
  return { widths, scales: widths.slice(0, -1).map((fanIn, l) => (l === last ? fanIn : Math.sqrt(fanIn))) }
}

/**
 * Weights W from N(0, 1), layer by layer; the first divided by `alpha` and, if every alpha is to start as the same
 * function, the last multiplied by it. alpha > 1 is upstream: later layers start larger than the first. Returned as U.
 */
export function drawWeights(
  { widths, scales }: MlpShape,
  random: RandomStream,
  { alpha, preserveFunction }: { alpha: number; preserveFunction: boolean },
): Weights {
  const last = scales.length - 1
  return scales.map((scale, l) => {
    const first = l === 0 ? 1 / alpha : 1
    const factor = l === last && preserveFunction ? first * alpha : first
    return Float32Array.from({ length: widths[l]! * widths[l + 1]! }, () => (random.normal() * factor) / scale)
  })
}

/** How many weights there are. */
export function weightCount({ widths }: MlpShape): number {
  return widths.slice(1).reduce((sum, width, l) => sum + widths[l]! * width, 0)
}

/** ‖W − W'‖, all matrices together, from their U. */
export function weightDistance({ scales }: MlpShape, before: Weights, after: Weights): number {
  let sum = 0
  for (const [l, matrix] of after.entries()) {
    let squares = 0
    for (let p = 0; p < matrix.length; p++) squares += (matrix[p]! - before[l]![p]!) ** 2
    sum += scales[l]! ** 2 * squares
  }
  return Math.sqrt(sum)
}

/** All matrices in one list. */
export function joined(matrices: Weights): Float64Array {
  const all = new Float64Array(matrices.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const matrix of matrices) {
    all.set(matrix, at)
    at += matrix.length
  }
  return all
}

/** A list of {@link joined} as matrices of the sizes of `like`. */
export function split(all: Float64Array, like: Weights): Weights {
  let at = 0
  return like.map(({ length }) => {
    const matrix = Float32Array.from(all.subarray(at, at + length))
    at += length
    return matrix
  })
}
