/** Entries that look random and are the same on every backend, between −1 and 1. */
export function entries(count: number, seed = 1): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.sin((1 + i) * 12.9898 + seed * 78.233))
}
