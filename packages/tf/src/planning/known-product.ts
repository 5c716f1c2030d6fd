import { A, B, requireKnownEntries, SIZES } from '../backends/known-product.ts'
import type { NetworkMemory } from './memory.ts'

/**
 * The known product that backends are checked on, by the kernels for networks on a memory.
 *
 * @throws TfError with the first entry that is wrong.
 */
export function requireKnownProductIn({ kernels, take, floats }: NetworkMemory): void {
  const { rows, inner, columns } = SIZES
  const [a, b, c] = [take(A.length), take(B.length), take(rows * columns)]
  const scratch = take(kernels.gemmScratch() / 4)
  floats(a, A.length).set(A)
  floats(b, B.length).set(B)
  kernels.gemm(a, b, c, rows, columns, inner, inner, 1, columns, 1, scratch)
  requireKnownEntries('WebAssembly', floats(c, rows * columns))
}
