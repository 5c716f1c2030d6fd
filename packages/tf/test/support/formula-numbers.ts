/** How a list of numbers is made: the salt tells lists apart. */
export interface Formula {
  readonly salt: number
  /** The numbers lie in [offset − size/2, offset + size/2]. */
  readonly size: number
  readonly offset: number
}

/** `count` numbers offset + size u, rounded to float32: those of `golden/torch/formula.py`, to the last bit. */
export function formulaNumbers(count: number, { salt, size, offset }: Formula): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => offset + size * (hashed(i, salt) / 2 ** 32 - 0.5))
}

/** `count` whole numbers from 0 to limit − 1: labels, tokens, symbols. */
export function formulaIndices(count: number, salt: number, limit: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => Math.floor((hashed(i, salt) * limit) / 2 ** 32))
}

/** MurmurHash3's finalizer of (i + 1) 2654435761 + 40503 salt, from 0 to 2³² − 1. */
function hashed(i: number, salt: number): number {
  let h = (Math.imul(i + 1, 2654435761) + Math.imul(salt, 40503)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
