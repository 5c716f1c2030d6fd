/** One of the published α, and how its curves look: the δ whose colour it has, and its dashes. */
export interface AlphaLook {
  readonly alpha: number
  readonly likeDelta: number
  readonly dash: readonly number[]
}

/** Downstream (below 1) blue, balanced grey, upstream (above 1) orange, the further from 1 the stronger. */
export const ALPHAS: readonly AlphaLook[] = [
  { alpha: 0.03, likeDelta: -2, dash: [2, 3] },
  { alpha: 0.1, likeDelta: -1, dash: [4, 4] },
  { alpha: 0.3, likeDelta: -1, dash: [8, 3, 2, 3] },
  { alpha: 1, likeDelta: 0, dash: [7, 4] },
  { alpha: 3, likeDelta: 1, dash: [12, 4] },
  { alpha: 10, likeDelta: 2, dash: [] },
]

/** Networks that a page may train at once: more would make all of them slow. */
export const MOST = 3

/** The look of one of the α of the list. */
export function lookOf(alpha: number): AlphaLook {
  return ALPHAS.find((each) => each.alpha === alpha)!
}
