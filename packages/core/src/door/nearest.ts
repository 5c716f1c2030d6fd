/** The fewest insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (Levenshtein, Damerau). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), swap))
    }
    before = row
    row = next
  }
  return row[b.length]!
}

/**
 * A hint for somebody who mistyped a name: ` (did you mean delta?)`, or '' where no known name is near:
 * none begins with it, or differs from it in at most a third of its letters.
 */
export function nearest(name: string, known: readonly string[]): string {
  const wanted = name.toLowerCase()
  let best = ''
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    const spelled = candidate.toLowerCase()
    const distance = wanted.length > 2 && spelled.startsWith(wanted) ? 0 : editDistance(wanted, spelled)
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best === '' ? '' : ` (did you mean ${best}?)`
}
