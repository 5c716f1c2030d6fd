import type { ReluNetwork } from './network.ts'

/**
 * How far the neurons of a two-input network point to their teacher's, from −1 to 1:
 * Σ_k |a_k|‖w_k‖ max_j cos∠(w_k, teacher_j) / Σ_k |a_k|‖w_k‖.
 *
 * @param teacher unit vectors, shape [m₀, 2].
 */
export function teacherAlignment({ W, a }: ReluNetwork, teacher: Float64Array): number {
  let weightedSum = 0
  let total = 0
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [W[2 * k]!, W[2 * k + 1]!]
    const length = Math.hypot(x, y)
    const weight = Math.abs(a[k]!) * length
    let best = -1
    for (let j = 0; j < teacher.length; j += 2) best = Math.max(best, (x * teacher[j]! + y * teacher[j + 1]!) / length)
    total += weight
    if (weight > 0) weightedSum += weight * best
  }
  return weightedSum / total
}
