import type { DeepLinearProblem } from '../../src/deep-linear/index.ts'
import { randomStream } from '../../src/random/index.ts'
import { golden } from './golden.ts'

/** A case of `deep-linear.json` and `deep-linear-hard.json`. */
export interface DeepCase {
  tag?: string
  widths: number[]
  X: number[][]
  Y: number[][]
  W0: number[][][]
  times: number[]
  product: number[][][]
  loss: number[]
  conserved: number[][][]
}

export function deepCases(name: string): (DeepCase & { problem: DeepLinearProblem })[] {
  return golden<{ cases: DeepCase[] }>(name).cases.map((item) => ({
    ...item,
    problem: { widths: item.widths, X: item.X.flat(), Y: item.Y.flat(), W0: item.W0.map((matrix) => matrix.flat()) },
  }))
}

/** A random problem: weights scale · N(0, 1/inputs of the layer), data N(0, 1). */
export function randomDeep(seed: number, widths: number[], samples: number, scale = 1): DeepLinearProblem {
  const random = randomStream(seed, 'student')
  const draw = (count: number, size: number): number[] => Array.from({ length: count }, () => size * random.normal())
  return {
    widths,
    W0: widths.slice(1).map((rows, l) => draw(rows * widths[l], scale / Math.sqrt(widths[l]))),
    X: draw(samples * widths[0], 1),
    Y: draw(samples * widths.at(-1)!, 1),
  }
}

/** W_L … W_1, by its definition. */
export function plainProduct(widths: ArrayLike<number>, W: readonly ArrayLike<number>[]): number[] {
  const d = widths[0]
  let P: number[] = Array.from({ length: d * d }, (_, p) => (p % (d + 1) === 0 ? 1 : 0))
  for (const [l, matrix] of W.entries()) {
    const [rows, middle] = [widths[l + 1], widths[l]]
    P = Array.from({ length: rows * d }, (_, p) => {
      const [i, j] = [Math.floor(p / d), p % d]
      let sum = 0
      for (let k = 0; k < middle; k++) sum += matrix[i * middle + k] * P[k * d + j]
      return sum
    })
  }
  return P
}

/** Σ‖f(x_i) − y_i‖², sample by sample. */
export function plainSquares({ widths, X, Y }: DeepLinearProblem, W: readonly ArrayLike<number>[]): number {
  const [d, c] = [widths[0], widths[widths.length - 1]]
  const P = plainProduct(widths, W)
  let squares = 0
  for (let i = 0; i < Y.length / c; i++)
    for (let j = 0; j < c; j++) {
      let output = 0
      for (let k = 0; k < d; k++) output += P[j * d + k] * X[i * d + k]
      squares += (output - Y[i * c + j]) ** 2
    }
  return squares
}
