/** κ and its halves, for a product weight β = a w of a given size. */
export interface Balance {
  /** κ = √(δ² + 4 η_aη_w‖β‖²). */
  readonly kappa: number
  /** (κ + δ)/2 = η_w a². */
  readonly readout: number
  /** (κ − δ)/2 = η_a‖w‖². */
  readonly weights: number
}

/**
 * The balance of δ and s = √(η_aη_w)‖β‖; the smaller half as s²/larger, which does not cancel, and with no square that
 * would overflow or underflow.
 */
export function balanceOf(delta: number, s: number): Balance {
  const half = Math.abs(delta) / 2
  const middle = Math.hypot(half, s)
  const large = middle + half
  const small = large === 0 ? 0 : s * (s / large)
  const [readout, weights] = delta >= 0 ? [large, small] : [small, large]
  return { kappa: 2 * middle, readout, weights }
}
