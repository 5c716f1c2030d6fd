import type { NetworkMemory } from '../planning/memory.ts'
import type { Span } from './jacobian.ts'
import type { Projection, RowLayout } from './projection.ts'

/** What the parts of a Jacobian in WebAssembly share. */
export interface Workshop {
  readonly memory: NetworkMemory
  readonly slots: number
  /** The most samples that are held, and those that are now. */
  readonly capacity: number
  held: number
  /** Room for the products of all kept rows with each other: in float32, and for one factor of them in float64. */
  readonly product: number
  readonly slopes: Float64Array
  /** {@link Kernels.gemmScratch}. */
  readonly scratch: number
  readonly projecting?: Projecting
}

/** What rows are projected with. */
export interface Projecting extends Projection {
  readonly layout: RowLayout
  /** Of every seed, float64 [capacity, buckets + RUN]. */
  readonly sums: readonly number[]
}

/** Terms that are summed in float32 before they go to float64: so few that rounding stays near 1e-7 of the sum. */
const TERMS = 256

/**
 * into[x, y] += Σ_p rows[x, p] rows[y, p] for rows of `width` float32 at an address; m n width multiply-adds in blocks of
 * {@link TERMS}, each block added up in float64: 12 bytes a product besides. Yields after every block.
 */
export function* addProducts(
  { memory, product, scratch }: Workshop,
  at: number,
  width: number,
  x: Span,
  y: Span,
  into: Float64Array,
): Generator<number, void, void> {
  const m = x.to - x.from
  const n = y.to - y.from
  const left = at + 4 * x.from * width
  const right = at + 4 * y.from * width
  const block = memory.floats(product, m * n)
  for (let p = 0; p < width; p += TERMS) {
    const terms = Math.min(TERMS, width - p)
    memory.kernels.gemm(left + 4 * p, right + 4 * p, product, m, n, terms, width, 1, 1, width, scratch)
    for (let q = 0; q < block.length; q++) into[q] = into[q]! + block[q]!
    yield m * n * terms
  }
}
