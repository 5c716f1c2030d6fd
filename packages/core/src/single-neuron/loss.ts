/** ½‖a w − β*‖², the loss on whitened input. */
export function whitenedLoss(a: number, w: Float64Array, target: ArrayLike<number>): number {
  return w.reduce((sum, entry, j) => sum + (a * entry - target[j]!) ** 2, 0) / 2
}
