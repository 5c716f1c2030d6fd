/** One mode of a matrix: M = Σ strength · left rightᵀ. */
export interface Triple {
  readonly strength: number
  readonly left: Float64Array
  readonly right: Float64Array
}

/** At most: enough for values a percent apart; closer ones share a plane, in which any two directions serve. */
const ROUNDS = 400
/** A direction that moves less from round to round is there. */
const SETTLED = 1e-10

/**
 * The modes of a small matrix, strongest first, by power iteration on what the stronger ones leave: a few digits
 * suffice for a prediction that is drawn.
 *
 * @param M shape [rows, columns], row-major.
 * @param count modes at most; those of strength 0 are left out.
 */
export function singularTriples(M: Float64Array, rows: number, columns: number, count: number): Triple[] {
  const rest = M.slice()
  const triples: Triple[] = []
  for (let k = 0; k < count; k++) {
    // Starts that differ from mode to mode, with a part along every axis.
    let right = Float64Array.from({ length: columns }, (_, i) => 1 + 0.37 * ((7 * i + 3 * k) % 5))
    let left = new Float64Array(rows)
    let strength = 0
    for (let round = 0; round < ROUNDS; round++) {
      left = unit(timesRight(rest, right, rows, columns))
      const back = timesLeft(rest, left, rows, columns)
      strength = Math.hypot(...back)
      const next = unit(back)
      const moved = next.reduce((most, entry, i) => Math.max(most, Math.abs(entry - right[i]!)), 0)
      right = next
      if (moved < SETTLED) break
    }
    if (!(strength > 1e-9 * (triples[0]?.strength ?? 0)) || strength === 0) break
    triples.push({ strength, left, right })
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++) rest[j * columns + i]! -= strength * left[j]! * right[i]!
  }
  return triples
}

/** M v. */
export function timesRight(M: Float64Array, v: Float64Array, rows: number, columns: number): Float64Array<ArrayBuffer> {
  const product = new Float64Array(rows)
  for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++) product[j]! += M[j * columns + i]! * v[i]!
  return product
}

/** Mᵀ u. */
export function timesLeft(M: Float64Array, u: Float64Array, rows: number, columns: number): Float64Array<ArrayBuffer> {
  const product = new Float64Array(columns)
  for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++) product[i]! += M[j * columns + i]! * u[j]!
  return product
}

/** The direction of v; 0 stays 0. */
export function unit(v: Float64Array): Float64Array<ArrayBuffer> {
  const length = Math.hypot(...v) || 1
  return v.map((entry) => entry / length) as Float64Array<ArrayBuffer>
}
