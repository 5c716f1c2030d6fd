/** ‖XᵀX‖_F² = ‖XXᵀ‖_F², by whichever of the two is smaller: min(n, d)² max(n, d)/2 multiply-adds, no memory. */
export function gramSquared(X: ArrayLike<number>, n: number, d: number): number {
  const rows = n <= d
  const [count, length] = rows ? [n, d] : [d, n]
  const [outer, inner] = rows ? [d, 1] : [1, d]
  let total = 0
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++) {
      let product = 0
      for (let k = 0; k < length; k++) product += X[i * outer + k * inner]! * X[j * outer + k * inner]!
      total += (i === j ? 1 : 2) * product * product
    }
  return total
}

/** X x, for X of shape [into.length, x.length]. */
export function multiply(X: ArrayLike<number>, x: ArrayLike<number>, into: Float64Array): void {
  const d = x.length
  for (let i = 0; i < into.length; i++) {
    let sum = 0
    for (let k = 0; k < d; k++) sum += X[i * d + k]! * x[k]!
    into[i] = sum
  }
}

/** Xᵀ r, for X of shape [r.length, into.length]. */
export function multiplyTransposed(X: ArrayLike<number>, r: ArrayLike<number>, into: Float64Array): void {
  const d = into.length
  into.fill(0)
  for (let i = 0; i < r.length; i++) for (let k = 0; k < d; k++) into[k] = into[k]! + X[i * d + k]! * r[i]!
}
