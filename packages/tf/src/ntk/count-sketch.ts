/**
 * Where the entries of a long vector go in a count sketch, and with which sign: bucket h(p) of k and sign s(p), both
 * hashes of p, so that ⟨Sx, Sy⟩ = Σ_b (Σ_{h(p)=b} s(p) x_p)(Σ_{h(p)=b} s(p) y_p) has the mean ⟨x, y⟩ and a variance of at
 * most (‖x‖²‖y‖² + ⟨x, y⟩²)/k. Source: Charikar, Chen and Farach-Colton 2002; Weinberger et al. 2009.
 */
export interface BucketTable {
  readonly bucket: Int32Array
  readonly sign: Float64Array
}

/** Two words of 32 bits that make one sketch. */
export type SketchSeed = readonly [number, number]

export function bucketTable(length: number): BucketTable {
  return { bucket: new Int32Array(length), sign: new Float64Array(length) }
}

/** Writes the buckets, of `buckets`, and signs of `count` entries from `first` on. Two rounds of a hash an entry. */
export function fillTable(
  { bucket, sign }: BucketTable,
  [one, other]: SketchSeed,
  first: number,
  count: number,
  buckets: number,
): void {
  for (let q = 0; q < count; q++) {
    const h = mix(mix((first + q) ^ one) + other)
    sign[q] = h & 1 ? 1 : -1
    // The upper 31 bits, spread over the buckets.
    bucket[q] = Math.floor(((h >>> 1) * buckets) / 2 ** 31)
  }
}

/** MurmurHash3's 32-bit finalizer. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
