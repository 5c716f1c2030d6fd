/** From the smaller to the larger value. */
export type Domain = readonly [low: number, high: number]

/** `asinh` is linear around 0 and logarithmic far from it, on both sides. */
export type ScaleKind = 'linear' | 'log' | 'asinh'

/** A monotone map from values to positions, and back. */
export interface Scale {
  readonly kind: ScaleKind
  readonly domain: Domain
  /** The position of a value; not finite where the scale has no place for it (0 on a log scale). */
  at(value: number): number
  /** The value at a position. */
  invert(position: number): number
}

const warps: { readonly [kind in ScaleKind]: readonly [(value: number) => number, (warped: number) => number] } = {
  linear: [(value) => value, (warped) => warped],
  log: [Math.log10, (warped) => 10 ** warped],
  asinh: [Math.asinh, Math.sinh],
}

/** A scale from the values `domain` (positive for `log`) to the positions `range`. */
export function createScale(kind: ScaleKind, domain: Domain, range: readonly [number, number]): Scale {
  const [warp, unwarp] = warps[kind]
  const from = warp(domain[0])
  const perUnit = (range[1] - range[0]) / (warp(domain[1]) - from)
  return {
    kind,
    domain,
    at: (value) => range[0] + (warp(value) - from) * perUnit,
    invert: (position) => unwarp(from + (position - range[0]) / perUnit),
  }
}
