import type { LossName } from '../../src/training/loss.ts'

/** A multilayer perceptron in float64, as slow and plain as can be: what the others are compared with. */
export interface PlainMlp {
  /** W_l, [widths[l], widths[l + 1]]: layer l is h W_l / scales[l]. */
  weights: number[][]
  outputs(inputs: ArrayLike<number>, rows: number): number[]
  /** Mean over the rows. */
  loss(inputs: ArrayLike<number>, labels: ArrayLike<number>): number
}

/** Widths of a network, and what each layer's product is divided by: √fan-in, the last by fan-in. */
export interface PlainShape {
  readonly widths: readonly number[]
  readonly scales: readonly number[]
}

export function plainShape(widths: readonly number[]): PlainShape {
  const last = widths.length - 2
  return { widths, scales: widths.slice(0, -1).map((fanIn, l) => (l === last ? fanIn : Math.sqrt(fanIn))) }
}

export function plainMlp({ widths, scales }: PlainShape, name: LossName, weights: number[][]): PlainMlp {
  const classes = widths.at(-1)!
  const self: PlainMlp = {
    weights,
    outputs(inputs, rows) {
      let h = Array.from(inputs)
      for (const [l, W] of self.weights.entries()) {
        const [from, to] = [widths[l], widths[l + 1]]
        const next = new Array<number>(rows * to).fill(0)
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < to; j++) {
            let sum = 0
            for (let k = 0; k < from; k++) sum += (h[i * from + k] * W[k * to + j]) / scales[l]
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

/** ∂(mean loss)/∂W by central differences, in float64. */
export function numericGradient(mlp: PlainMlp, inputs: ArrayLike<number>, labels: ArrayLike<number>): number[][] {
  const h = 1e-6
  return mlp.weights.map((W) =>
    W.map((value, p) => {
      W[p] = value + h
      const up = mlp.loss(inputs, labels)
      W[p] = value - h
      const down = mlp.loss(inputs, labels)
      W[p] = value
      return (up - down) / (2 * h)
    }),
  )
}
