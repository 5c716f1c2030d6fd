/** κ and its halves, for a product weight β = a w of a given size. */
export interface Balance {
  /** κ = √(δ² + 4 η_aη_w‖β‖²). */
  readonly kappa: number
  /** (κ + δ)/2 = η_w a², and its root √η_w|a|. */
  readonly readout: number
  readonly rootReadout: number
  /** (κ − δ)/2 = η_a‖w‖², and its root √η_a‖w‖. */
  readonly weights: number
  readonly rootWeights: number
}

/**
 * The balance for δ and s = √(η_aη_w)‖β‖. The smaller half is s²/larger and its root s/√larger, so nothing cancels, and
 * no square overflows or underflows.
 */
export function balanceOf(delta: number, s: number): Balance {
  const half = Math.abs(delta) / 2
  const middle = Math.hypot(half, s)
  const large = middle + half
  const small = large === 0 ? 0 : s * (s / large)
  const rootLarge = Math.sqrt(large)
  const rootSmall = large === 0 ? 0 : s / rootLarge
  return delta >= 0
    ? { kappa: 2 * middle, readout: large, rootReadout: rootLarge, weights: small, rootWeights: rootSmall }
    : { kappa: 2 * middle, readout: small, rootReadout: rootSmall, weights: large, rootWeights: rootLarge }
}
