import type { Network } from '../networks/network.ts'

/** Two words of 32 bits that make one projection. */
export type ProjectionSeed = readonly [one: number, other: number]

/** Independent random projections to `buckets` numbers each. */
export interface Projection {
  readonly seeds: readonly ProjectionSeed[]
  /** A power of two from 32 on. */
  readonly buckets: number
}

/** Entries that share a word of signs. Sums have room for so many behind their last bucket. */
export const RUN = 32

/** Entries of rows that stand side by side in memory. */
export interface RowPiece {
  /** Entries from one row to the next, the first of these in a row, and how many they are. */
  readonly stride: number
  readonly column: number
  readonly size: number
  /** Which entry of the whole row the first one is: a multiple of {@link RUN}. */
  readonly first: number
}

/**
 * Adds a piece of rows to their projections `sums` [rows, buckets + {@link RUN}]: entry i of the whole row goes to bucket
 * (i + turn) mod buckets with a sign, where every run of `buckets` entries has a turn of its own and every entry a sign,
 * all hashes of the seed.
 *
 * Two entries meet in a bucket with probability 1/k or never, and signs are independent, so that ⟨Sx, Sy⟩ has the mean
 * ⟨x, y⟩ and a variance of at most (‖x‖²‖y‖² + ⟨x, y⟩²)/k, as of a count sketch (Charikar, Chen and Farach-Colton 2002;
 * Weinberger et al. 2009), whose buckets are scattered. {@link Kernels.projectRows} does the same.
 */
export function addProjected(
  rows: Float32Array,
  { stride, column, size, first }: RowPiece,
  [one, other]: ProjectionSeed,
  buckets: number,
  sums: Float64Array,
): void {
  const width = buckets + RUN
  const count = rows.length / stride
  for (let p = 0; p < size; p += RUN) {
    const i = first + p
    const word = mix(mix((i >>> 5) ^ one) + other)
    const turn = mix(mix(Math.floor(i / buckets) ^ other) + one)
    const bucket = (i + turn) & (buckets - 1)
    const run = Math.min(RUN, size - p)
    for (let t = 0; t < count; t++) {
      const from = t * stride + column + p
      const to = t * width + bucket
      for (let q = 0; q < run; q++) {
        const entry = rows[from + q]!
        sums[to + q] = sums[to + q]! + ((word >>> q) & 1 ? -entry : entry)
      }
    }
  }
}

/** What has gone behind the last bucket, back to the first ones: sums [rows, buckets + RUN] as [rows, buckets]. */
export function folded(sums: Float64Array, buckets: number): Float64Array<ArrayBuffer> {
  const width = buckets + RUN
  const rows = sums.length / width
  const result = new Float64Array(rows * buckets)
  for (let t = 0; t < rows; t++)
    for (let b = 0; b < width; b++) {
      const to = t * buckets + (b & (buckets - 1))
      result[to] = result[to]! + sums[t * width + b]!
    }
  return result
}

/** A whole row: all parameters one behind the other, each from a multiple of {@link RUN} on, for every output. */
export interface RowLayout {
  /** Where the parameter at that offset begins. */
  startOf(offset: number): number
  /** Entries of one output. */
  readonly length: number
}

export function rowLayout({ parameters }: Network): RowLayout {
  const starts = new Map<number, number>()
  let length = 0
  for (const { offset, size } of parameters) {
    starts.set(offset, length)
    length += Math.ceil(size / RUN) * RUN
  }
  return { startOf: (offset) => starts.get(offset)!, length }
}

/** MurmurHash3's 32-bit finalizer. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
