import { scaleLinear, scaleLog } from 'd3-scale'

/** From the smaller to the larger value. */
export type Domain = readonly [low: number, high: number]

export type ScaleKind = 'linear' | 'log'

/** A map from values to positions and back; both directions are monotone. */
export type Scale = {
  readonly kind: ScaleKind
  readonly domain: Domain
  at(value: number): number
  invert(position: number): number
}

/**
 * A position without the noise of rounding: a ray through the border of two dots, or a curve along it, is to fall on
 * one of them, not on either as it comes.
 */
const settled = (position: number): number => (Math.abs(position) < 1e6 ? Math.round(position * 1e9) / 1e9 : position)

/**
 * A scale of d3's from `domain` to the positions `range`. The domain of a log scale is positive; zero, where a run
 * starts, sits at its low end.
 */
export function createScale(kind: ScaleKind, domain: Domain, range: readonly [number, number]): Scale {
  const isLog = kind === 'log'
  const scale = (isLog ? scaleLog() : scaleLinear()).domain(domain).range(range).unknown(Number.NaN)
  return {
    kind,
    domain,
    at: (value) => (isLog && value === 0 ? range[0] : settled(scale(value))),
    invert: scale.invert,
  }
}
