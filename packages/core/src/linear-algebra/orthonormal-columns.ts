import { householder } from './householder.ts'

/** Room for orthonormal bases of matrices of one shape. */
export interface OrthonormalWork {
  /**
   * Replaces M by an orthonormal basis of its column space.
   *
   * @param M shape [rows, columns], row-major, finite, of full column rank.
   */
  run(M: Float64Array): void
}

/**
 * Orthonormal bases of column spaces: Q of the {@link householder} decomposition, rows in their original order.
 * (M R⁻¹ by substitution would cost a third of forming Q, but lose all digits where rows are of very
 * different size: measured.)
 *
 * 2 rows·columns² − ⅔ columns³ multiply-adds, half of them to form Q; allocates nothing.
 */
export function orthonormalColumns(rows: number, columns: number): OrthonormalWork {
  const { entries, rowOrder, load, eliminate, form } = householder(rows, columns)
  return {
    run(M) {
      load(M)
      eliminate()
      form()
      for (let i = 0; i < rows; i++) {
        const to = rowOrder[i]! * columns
        for (let j = 0; j < columns; j++) M[to + j] = entries[j * rows + i]!
      }
    },
  }
}
