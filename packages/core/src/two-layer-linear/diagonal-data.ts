import type { RightHandSide } from '../integrate/solver.ts'
import type { Rates } from '../learning-rate.ts'
import type { LinearShape } from './problem.ts'

// Data whose inputs lie along the axes: XᵀX is diagonal, and the loss ½‖X(β − β*)‖² = ½ Σ_ij c_i (β_ij − β*_ij)².

/** The diagonal c of XᵀX: the squares of singular values of X that are log-spaced from 1 to 1/condition. */
export function diagonalCurvature(inputs: number, condition: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: inputs }, (_, i) => (inputs === 1 ? 1 : condition ** ((-2 * i) / (inputs - 1))))
}

/** ½ Σ_ij c_i (β_ij − β*_ij)². */
export function diagonalLoss(beta: Float64Array, target: Float64Array, curvature: Float64Array): number {
  const outputs = target.length / curvature.length
  let sum = 0
  for (let p = 0; p < beta.length; p++) sum += curvature[Math.floor(p / outputs)]! * (beta[p]! - target[p]!) ** 2
  return sum / 2
}

/** Its gradient flow Ȧ = −η_a W G, Ẇ = −η_w A Gᵀ, G = XᵀX(β − β*), on the state [A W]. 4hcd multiply-adds. */
export function diagonalFlow(
  target: Float64Array,
  curvature: Float64Array,
  { hidden: h, inputs: d, outputs: c }: LinearShape,
  learningRate: Rates,
): RightHandSide {
  const split = h * c
  const G = new Float64Array(d * c)
  return (_t, state, into) => {
    for (let i = 0; i < d; i++)
      for (let j = 0; j < c; j++) {
        let sum = 0
        for (let k = 0; k < h; k++) sum += state[split + k * d + i]! * state[k * c + j]!
        G[i * c + j] = curvature[i]! * (sum - target[i * c + j]!)
      }
    for (let k = 0; k < h; k++) {
      for (let j = 0; j < c; j++) {
        let sum = 0
        for (let i = 0; i < d; i++) sum += state[split + k * d + i]! * G[i * c + j]!
        into[k * c + j] = -learningRate.a * sum
      }
      for (let i = 0; i < d; i++) {
        let sum = 0
        for (let j = 0; j < c; j++) sum += state[k * c + j]! * G[i * c + j]!
        into[split + k * d + i] = -learningRate.w * sum
      }
    }
  }
}
