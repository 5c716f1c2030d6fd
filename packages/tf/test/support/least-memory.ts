/** The least bytes with which something opens, to the byte. */
export function leastMemory(open: (memory: number) => unknown): number {
  let [low, high] = [1, 2 ** 23]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    try {
      open(middle)
      high = middle
    } catch {
      low = middle + 1
    }
  }
  return low
}
