import type { Span } from './jacobian.ts'

/** Samples that are held together, and which products of theirs are due. */
export interface Tile {
  /** Of the probe, in the order in which they are held. */
  readonly samples: readonly Span[]
  readonly products: readonly TileProduct[]
}

/** A block of the kernel: held samples x against y, which are those from `row` and `column` on of the probe. */
export interface TileProduct {
  readonly x: Span
  readonly y: Span
  readonly row: number
  readonly column: number
}

/** Rows of a symmetric block that are made at once, from its diagonal on. */
const STRIPE = 32

/**
 * Every pair of n samples once, where at most `capacity` of them are held at the same time: one tile if they all fit,
 * otherwise each pair of blocks of half the capacity, and the blocks by themselves on the way. Of a pair (i, j) and (j, i)
 * one is left out, except near the diagonal.
 */
export function tilesOf(n: number, capacity: number): Tile[] {
  if (n <= capacity) {
    const all = { from: 0, to: n }
    return [{ samples: [all], products: stripes(all, 0) }]
  }
  const blocks = blocksOf(n, Math.floor(capacity / 2))
  const tiles: Tile[] = []
  for (const [a, A] of blocks.entries())
    for (const [b, B] of blocks.entries()) {
      if (b <= a) continue
      const x = { from: 0, to: A.to - A.from }
      const y = { from: x.to, to: x.to + B.to - B.from }
      const products = [{ x, y, row: A.from, column: B.from }]
      if (b === a + 1) products.push(...stripes(x, A.from))
      if (b === a + 1 && b === blocks.length - 1) products.push(...stripes(y, B.from))
      tiles.push({ samples: [A, B], products })
    }
  return tiles
}

/** Held samples against themselves. */
function stripes({ from, to }: Span, row: number): TileProduct[] {
  return blocksOf(to - from, STRIPE).map((stripe) => ({
    x: { from: from + stripe.from, to: from + stripe.to },
    y: { from: from + stripe.from, to },
    row: row + stripe.from,
    column: row + stripe.from,
  }))
}

/** 0 to n in blocks of so many, the last of which may be smaller. */
export function blocksOf(n: number, size: number): Span[] {
  const blocks: Span[] = []
  for (let from = 0; from < n; from += size) blocks.push({ from, to: Math.min(n, from + size) })
  return blocks
}
