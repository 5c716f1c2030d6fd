/** The least bytes with which something opens, to 4 kB or what is said. */
export function leastMemory(open: (memory: number) => unknown, within = 4096): number {
  let [low, high] = [1, 2 ** 23]
  while (high - low > within) {
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
