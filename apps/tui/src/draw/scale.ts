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

/** position = r0 + (r1 − r0) (value − low) / (high − low), with halves, so that no difference overflows. */
function linear([low, high]: Domain, [r0, r1]: readonly [number, number]): Scale {
  const span = high / 2 - low / 2
  return {
    kind: 'linear',
    domain: [low, high],
    at: (value) => r0 + ((r1 - r0) * (value / 2 - low / 2)) / span,
    invert: (position) => low + 2 * (((position - r0) / (r1 - r0)) * span),
  }
}

/** position = r0 + (r1 − r0) log(value / low) / log(high / low). Zero, where a run starts, sits at the low end. */
function log([low, high]: Domain, [r0, r1]: readonly [number, number]): Scale {
  const from = Math.log10(low)
  const span = Math.log10(high) - from
  return {
    kind: 'log',
    domain: [low, high],
    at: (value) => (value === 0 ? r0 : r0 + ((r1 - r0) * (Math.log10(value) - from)) / span),
    invert: (position) => 10 ** (from + ((position - r0) / (r1 - r0)) * span),
  }
}

/** A scale from `domain` to the positions `range`. The domain of a log scale is positive. */
export const createScale = (kind: ScaleKind, domain: Domain, range: readonly [number, number]): Scale =>
  kind === 'log' ? log(domain, range) : linear(domain, range)
