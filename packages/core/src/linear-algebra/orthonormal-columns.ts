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
 * Orthonormal bases of column spaces by Householder's QR decomposition with column pivoting. Rows of very different size
 * keep their own relative accuracy if the largest come first (Powell and Reid 1969; Higham, *Accuracy and Stability of
 * Numerical Algorithms*, 19.4): they are taken in that order, and come back in theirs. (M R⁻¹ by substitution would cost
 * a third of what forming Q does, and loses all digits where rows are of very different size: measured.)
 *
 * 2 rows·columns² − ⅔ columns³ multiply-adds, half of them to form Q; allocates nothing.
 */
export function orthonormalColumns(rows: number, columns: number): OrthonormalWork {
  /** The matrix by columns, rows in order of size: a reflection walks along a column. */
  const Q = new Float64Array(rows * columns)
  const order = Array.from({ length: rows }, (_, i) => i)
  const size = new Float64Array(rows)
  const left = new Float64Array(columns)
  const first = new Float64Array(columns)
  const factors = new Float64Array(columns)
  const bySize = (i: number, j: number): number => size[j]! - size[i]!

  function load(M: Float64Array): void {
    for (let i = 0; i < rows; i++) {
      let largest = 0
      for (let j = 0; j < columns; j++) largest = Math.max(largest, Math.abs(M[i * columns + j]!))
      size[i] = largest
      order[i] = i
    }
    order.sort(bySize)
    for (let i = 0; i < rows; i++) {
      const from = order[i]! * columns
      for (let j = 0; j < columns; j++) Q[j * rows + i] = M[from + j]!
    }
    for (let j = 0; j < columns; j++) {
      left[j] = first[j] = squared(j * rows, rows)
    }
  }

  function squared(at: number, length: number): number {
    let sum = 0
    for (let i = 0; i < length; i++) sum += Q[at + i]! * Q[at + i]!
    return sum
  }

  function swap(p: number, q: number): void {
    for (let i = 0; i < rows; i++) {
      const kept = Q[p * rows + i]!
      Q[p * rows + i] = Q[q * rows + i]!
      Q[q * rows + i] = kept
    }
    for (const list of [left, first]) {
      const kept = list[p]!
      list[p] = list[q]!
      list[q] = kept
    }
  }

  /** Column k becomes the Householder vector, with 1 understood at the top; returns τ of I − τ v vᵀ. */
  function reflector(k: number): number {
    const at = k * rows + k
    const top = Q[at]!
    const below = squared(at + 1, rows - k - 1)
    if (below === 0) {
      Q[at] = 1
      return 0
    }
    const length = Math.sqrt(top * top + below)
    const beta = top >= 0 ? -length : length
    const scale = 1 / (top - beta)
    for (let i = 1; i < rows - k; i++) Q[at + i] = Q[at + i]! * scale
    Q[at] = 1
    return (beta - top) / beta
  }

  /** Two columns at a time, so that the vector is read once for both. */
  function reflect(k: number, factor: number): void {
    const at = k * rows + k
    const length = rows - k
    for (let j = k + 1; j < columns; j += 2) {
      const p = j * rows + k
      const q = j + 1 < columns ? p + rows : p
      let c = 0
      let d = 0
      for (let i = 0; i < length; i++) {
        const v = Q[at + i]!
        c += v * Q[p + i]!
        d += v * Q[q + i]!
      }
      c *= factor
      d *= factor
      if (q === p) for (let i = 0; i < length; i++) Q[p + i] = Q[p + i]! - c * Q[at + i]!
      else
        for (let i = 0; i < length; i++) {
          const v = Q[at + i]!
          Q[p + i] = Q[p + i]! - c * v
          Q[q + i] = Q[q + i]! - d * v
        }
    }
  }

  /** Squared lengths below row k: taken off while digits remain, else summed anew. */
  function shorten(k: number): void {
    for (let j = k + 1; j < columns; j++) {
      const entry = Q[j * rows + k]!
      left[j] = left[j]! - entry * entry
      if (!(left[j]! > 1e-6 * first[j]!)) left[j] = first[j] = squared(j * rows + k + 1, rows - k - 1)
    }
  }

  /** The reflections applied to the first columns of I, from the last to the first, in place. */
  function form(): void {
    for (let k = columns - 1; k >= 0; k--) {
      const factor = factors[k]!
      reflect(k, factor)
      const column = k * rows
      Q.fill(0, column, column + k)
      for (let i = k; i < rows; i++) Q[column + i] = -factor * Q[column + i]!
      Q[column + k] = Q[column + k]! + 1
    }
  }

  return {
    run(M) {
      load(M)
      for (let k = 0; k < columns; k++) {
        let pivot = k
        for (let j = k + 1; j < columns; j++) if (left[j]! > left[pivot]!) pivot = j
        if (pivot !== k) swap(pivot, k)
        factors[k] = reflector(k)
        reflect(k, factors[k]!)
        shorten(k)
      }
      form()
      for (let i = 0; i < rows; i++) {
        const to = order[i]! * columns
        for (let j = 0; j < columns; j++) M[to + j] = Q[j * rows + i]!
      }
    },
  }
}
