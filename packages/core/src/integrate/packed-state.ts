/** What a solver needs to go on, as one list: its numbers, then its rows of n components each. */
export function packState(numbers: readonly number[], rows: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const n = rows[0]!.length
  const state = new Float64Array(numbers.length + rows.length * n)
  state.set(numbers)
  rows.forEach((row, i) => {
    state.set(row, numbers.length + i * n)
  })
  return state
}

/** Fills the rows from such a list, and returns its first `count` numbers. */
export function unpackState(state: Float64Array, count: number, rows: readonly Float64Array[]): number[] {
  rows.forEach((row, i) => {
    row.set(state.subarray(count + i * row.length, count + (i + 1) * row.length))
  })
  return Array.from(state.subarray(0, count))
}
