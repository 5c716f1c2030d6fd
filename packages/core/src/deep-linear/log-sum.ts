/**
 * The logarithm of the only u > 0 with u ∏_i (c_i + u) = e^target, for c_i ≥ 0: equations of this kind give the size of
 * a layer from the size of the product. In x = log u it reads x + Σ_i log(c_i + e^x) = target; the left side is convex
 * and increasing with a slope from 1 to k + 1, so Newton's method descends to the root from target/(k + 1), for sizes
 * of any magnitude.
 */
export function logOfRoot(c: readonly number[], target: number): number {
  const logs = c.map(Math.log)
  let x = target / (c.length + 1)
  for (let round = 0; round < 200; round++) {
    let value = x - target
    let slope = 1
    for (const log of logs) {
      const gap = Math.exp(-Math.abs(x - log)) // e^{−∞} for c_i = 0
      value += Math.max(x, log) + Math.log1p(gap)
      slope += x >= log ? 1 / (1 + gap) : gap / (1 + gap)
    }
    const step = value / slope
    x -= step
    if (!(Math.abs(step) > 4 * Number.EPSILON * Math.max(1, Math.abs(x)))) break
  }
  return x
}
