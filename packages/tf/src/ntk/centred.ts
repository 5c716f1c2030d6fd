import { TfError } from '../errors.ts'
import { requireKernel, type TangentKernel } from './kernel-by.ts'

/**
 * HKH with H = I − 11ᵀ/n, of the whole and of every layer: what is left of a kernel that is summed over outputs when
 * what all samples have in common is taken out, as in centred kernel alignment (Cortes, Mohri and Rostamizadeh 2012).
 *
 * @throws TfError for a kernel between pairs of outputs.
 */
export function centredKernel(kernel: TangentKernel): TangentKernel {
  requireKernel('kernel', kernel)
  const { form, side, whole, layers } = kernel
  if (form !== 'sum') throw new TfError(`the kernel's form is ${form}: sum is accepted`)
  const centred = Object.entries(layers).map(([layer, part]) => [layer, centredMatrix(part, side)])
  return { form, side, whole: centredMatrix(whole, side), layers: Object.fromEntries(centred) }
}

/** K_ij − k_i − k_j + k, k_i the mean of row i of a symmetric matrix and k the mean of all. */
export function centredMatrix(kernel: Float64Array, side: number): Float64Array<ArrayBuffer> {
  const means = new Float64Array(side)
  for (let i = 0; i < side; i++) {
    let sum = 0
    for (let j = 0; j < side; j++) sum += kernel[i * side + j]!
    means[i] = sum / side
  }
  const mean = means.reduce((sum, row) => sum + row, 0) / side
  const result = new Float64Array(side * side)
  for (let i = 0; i < side; i++)
    for (let j = 0; j < side; j++) result[i * side + j] = kernel[i * side + j]! - means[i]! - means[j]! + mean
  return result
}
