import type { LossName } from '../../src/mlp/loss.ts'
import type { MlpShape } from '../../src/mlp/weights.ts'

/** A multilayer perceptron in float64, as slow and plain as can be: what the others are compared with. */
export interface PlainMlp {
  /** U_l = W_l / scales[l]. */
  weights: number[][]
  outputs(inputs: ArrayLike<number>, rows: number): number[]
  /** Mean over the rows. */
  loss(inputs: ArrayLike<number>, labels: ArrayLike<number>): number
}

export function plainMlp({ widths }: MlpShape, name: LossName, weights: number[][]): PlainMlp {
  const classes = widths.at(-1)!
  const self: PlainMlp = {
    weights,
    outputs(inputs, rows) {
      let h = Array.from(inputs)
      for (const [l, U] of self.weights.entries()) {
        const [from, to] = [widths[l], widths[l + 1]]
        const next = new Array<number>(rows * to).fill(0)
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < to; j++) {
            let sum = 0
            for (let k = 0; k < from; k++) sum += h[i * from + k] * U[k * to + j]
            next[i * to + j] = l < self.weights.length - 1 ? Math.max(0, sum) : sum
          }
        h = next
      }
      return h
    },
    loss(inputs, labels) {
      const f = self.outputs(inputs, labels.length)
      let sum = 0
      for (let i = 0; i < labels.length; i++) {
        const row = f.slice(i * classes, (i + 1) * classes)
        sum +=
          name === 'cross-entropy'
            ? Math.log(row.reduce((all, value) => all + Math.exp(value), 0)) - row[labels[i]]
            : row.reduce((all, value, c) => all + (value - Number(c === labels[i])) ** 2, 0)
      }
      return sum / labels.length
    },
  }
  return self
}

/** ∂(mean loss)/∂U by central differences, in float64. */
export function numericGradient(mlp: PlainMlp, inputs: ArrayLike<number>, labels: ArrayLike<number>): number[][] {
  const h = 1e-6
  return mlp.weights.map((U) =>
    U.map((value, p) => {
      U[p] = value + h
      const up = mlp.loss(inputs, labels)
      U[p] = value - h
      const down = mlp.loss(inputs, labels)
      U[p] = value
      return (up - down) / (2 * h)
    }),
  )
}
