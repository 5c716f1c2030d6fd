import { TfError } from '../errors.ts'
import type { Tfjs } from './load.ts'

/** Odd sizes, so that the remainders of every tile are computed too. */
export const SIZES = { rows: 9, inner: 17, columns: 5 } as const
const { rows: ROWS, inner: INNER, columns: COLUMNS } = SIZES
export const A: Float32Array<ArrayBuffer> = Float32Array.from({ length: ROWS * INNER }, (_, i) => ((i * 7) % 23) - 11)
export const B: Float32Array<ArrayBuffer> = Float32Array.from({ length: INNER * COLUMNS }, (_, i) => ((i * 5) % 19) - 9)

/**
 * Multiplies two matrices whose product is known, on the current backend, and checks every entry: entries and
 * sums are whole numbers below 2²⁴, exact in float32 whatever the order of the sums.
 *
 * @throws TfError with the first entry that is wrong.
 */
export async function requireKnownProduct(tf: Tfjs): Promise<void> {
  const product = tf.tidy(() => tf.matMul(tf.tensor2d(A, [ROWS, INNER]), tf.tensor2d(B, [INNER, COLUMNS])))
  const entries = await product.data()
  product.dispose()
  requireKnownEntries(`backend ${tf.getBackend()}`, entries)
}

/** @throws TfError with the first entry of the known product, as `what` computes it, that is wrong. */
export function requireKnownEntries(what: string, entries: ArrayLike<number>): void {
  for (let i = 0; i < ROWS; i++)
    for (let j = 0; j < COLUMNS; j++) {
      let known = 0
      for (let k = 0; k < INNER; k++) known += A[i * INNER + k]! * B[k * COLUMNS + j]!
      const entry = entries[i * COLUMNS + j]
      if (entry !== known)
        throw new TfError(`${what} computes ${entry} for entry [${i}, ${j}] of a known product: ${known} is right`)
    }
}
