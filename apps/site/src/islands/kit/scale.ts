import { type ScaleContinuousNumeric, scaleLinear, scaleLog, scaleSymlog } from 'd3-scale'

/** From the smaller to the larger value. */
export type Domain = readonly [low: number, high: number]

/** `symlog` is linear around 0 and logarithmic far from it, on both sides. */
export type ScaleKind = 'linear' | 'log' | 'symlog'

/** A monotone map from values to positions, and back. */
export interface Scale {
  readonly domain: Domain
  /** The position of a value; not finite where the scale has no place for it (0 on a log scale). */
  at(value: number): number
  /** The value at a position. */
  invert(position: number): number
}

const scales: { readonly [kind in ScaleKind]: () => ScaleContinuousNumeric<number, number, number> } = {
  linear: () => scaleLinear().unknown(Number.NaN),
  log: () => scaleLog().unknown(Number.NaN),
  symlog: () => scaleSymlog().unknown(Number.NaN),
}

/** A scale of d3's from the values `domain` (positive for `log`) to the positions `range`. */
export function createScale(kind: ScaleKind, domain: Domain, range: readonly [number, number]): Scale {
  const at = scales[kind]().domain(domain).range(range)
  return { domain, at, invert: at.invert }
}
