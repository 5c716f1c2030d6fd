/** Entries of a row that give a loop enough work to do: shorter rows are repeated first. */
const WIDE = 256

/** How often a row of `entries` is repeated, at most `rows` times. */
export function repeats(entries: number, rows: number): number {
  return Math.min(Math.ceil(WIDE / entries), rows)
}
