import { transposed } from '../linear-algebra/transposed.ts'

/**
 * Data with XᵀX = I, so that the loss `half-sum` is ½‖W_L … W_1 − β*‖²: inputs e_1 … e_d, and their outputs β*ᵀ.
 *
 * @param target β*, shape [outputs, inputs], row-major.
 */
export function whitenedData(
  target: Float64Array,
  outputs: number,
  inputs: number,
): { X: Float64Array; Y: Float64Array } {
  const X = new Float64Array(inputs * inputs)
  for (let i = 0; i < inputs; i++) X[i * inputs + i] = 1
  return { X, Y: transposed(target, outputs, inputs) }
}
