import type { Regression, ReluSizes } from '../network.ts'
import type { ReluGradient } from './gradient.ts'
import { createScratch, differentiate, transpose, typedRegression } from './loops.ts'

/** The plain loops of {@link differentiate}: the reference, and the fallback without WebAssembly. */
export function plainGradient(data: Regression, sizes: ReluSizes, leak: number): ReluGradient {
  const { inputs: d, neurons: m } = sizes
  const typed = typedRegression(data)
  const scratch = createScratch(sizes)
  const W = new Float64Array(m * d)
  const a = new Float64Array(m)
  const inputGradient = new Float64Array(m * d)
  const { readoutGradient } = scratch
  return {
    variant: 'js',
    W,
    a,
    inputGradient,
    readoutGradient,
    evaluate() {
      transpose(W, scratch.columns, m, d)
      const loss = differentiate(scratch, a, leak, typed, sizes)
      transpose(scratch.gradient, inputGradient, d, m)
      return loss
    },
    loss() {
      transpose(W, scratch.columns, m, d)
      return differentiate(scratch, a, leak, typed, sizes)
    },
    descend(readoutStep, inputStep) {
      for (let k = 0; k < m; k++) {
        const step = inputStep * a[k]!
        for (let p = k * d; p < (k + 1) * d; p++) W[p] = W[p]! - step * inputGradient[p]!
        a[k] = a[k]! - readoutStep * readoutGradient[k]!
      }
    },
  }
}
