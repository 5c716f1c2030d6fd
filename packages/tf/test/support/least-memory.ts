/** The least bytes with which something opens, to 4 kB. */
export function leastMemory(open: (memory: number) => unknown): number {
  let [low, high] = [1, 2 ** 23]
  while (high - low > 4096) {
    const middle = Math.floor((low + high) / 2)
    try {
      open(middle)
      high = middle
    } catch {
      low = middle
    }
  }
  return high
}
