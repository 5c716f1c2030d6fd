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
  const readoutSteps = new Float64Array(m)
  const inputSteps = new Float64Array(m)
  return {
    variant: 'js',
    W,
    a,
    inputGradient,
    readoutGradient,
    squaredSteps: { a: readoutSteps, w: inputSteps },
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
        let squared = 0
        for (let p = k * d; p < (k + 1) * d; p++) {
          const slope = inputGradient[p]!
          W[p] = W[p]! - step * slope
          squared += slope * slope
        }
        const change = readoutStep * readoutGradient[k]!
        a[k] = a[k]! - change
        readoutSteps[k] = readoutSteps[k]! + change * change
        inputSteps[k] = inputSteps[k]! + step * step * squared
      }
    },
  }
}
