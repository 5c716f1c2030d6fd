/**
 * A power of two near the largest entry in size, by which all can be divided without rounding so that their products stay
 * in range; 1 where all are 0.
 */
export function powerOfTwo(...lists: readonly ArrayLike<number>[]): number {
  let largest = 0
  for (const list of lists) for (let i = 0; i < list.length; i++) largest = Math.max(largest, Math.abs(list[i]!))
  return largest === 0 ? 1 : 2 ** Math.max(-1022, Math.floor(Math.log2(largest)))
}
