/** Σ x_i y_i. */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!
  return sum
}

/** √Σ x_i², scaled by the largest entry where the squares would overflow or underflow. */
export function norm(x: ArrayLike<number>): number {
  const plain = dot(x, x)
  if (plain > 1e-280 && plain < 1e280) return Math.sqrt(plain)
  const largest = largestEntry(x)
  if (largest === 0) return 0
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i]! / largest) ** 2
  return largest * Math.sqrt(sum)
}

/** √Σ (x_i − y_i)². */
export function distance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i]! - y[i]!) ** 2
  return Math.sqrt(sum)
}

/** max |x_i|; 0 for an empty list. */
export function largestEntry(x: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!))
  return largest
}

/** max |x_i − y_i|; 0 for empty lists. */
export function largestDifference(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]! - y[i]!))
  return largest
}
