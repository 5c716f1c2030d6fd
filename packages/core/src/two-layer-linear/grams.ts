import type { LinearGrams } from './gram-measures.ts'
import type { LinearShape } from './problem.ts'

/** β = WᵀA, shape [d, c]. */
export function betaOf(
  A: Float64Array,
  W: Float64Array,
  { hidden, inputs, outputs }: LinearShape,
): Float64Array<ArrayBuffer> {
  return crossed(W, A, hidden, inputs, outputs)
}

/** AᵀA, shape [c, c], and WᵀW, shape [d, d]. */
export function gramsOf(A: Float64Array, W: Float64Array, { hidden, inputs, outputs }: LinearShape): LinearGrams {
  return { readoutGram: crossed(A, A, hidden, outputs, outputs), inputGram: crossed(W, W, hidden, inputs, inputs) }
}

/** PᵀR, shapes [h, m] and [h, n]. */
function crossed(P: Float64Array, R: Float64Array, h: number, m: number, n: number): Float64Array<ArrayBuffer> {
  const into = new Float64Array(m * n)
  for (let k = 0; k < h; k++)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) into[i * n + j] = into[i * n + j]! + P[k * m + i]! * R[k * n + j]!
  return into
}
