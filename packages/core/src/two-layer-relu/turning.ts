/** Mean angle between the neurons of a two-input network and where they point now, (1/m) Σ_k ∠(w_k(t), w_k), in degrees. */
export function turningOf(W: Float64Array): () => number {
  const start = W.slice()
  return () => {
    let sum = 0
    for (let p = 0; p < W.length; p += 2) {
      const [x, y, x0, y0] = [W[p]!, W[p + 1]!, start[p]!, start[p + 1]!]
      sum += Math.abs(Math.atan2(x0 * y - y0 * x, x0 * x + y0 * y))
    }
    return ((sum * 2) / W.length) * (180 / Math.PI)
  }
}
