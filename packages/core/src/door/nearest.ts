/** Whether that many insertions, deletions, replacements and swaps of neighbours turn `a` into `b` (Levenshtein, Damerau). */
function isWithin(edits: number, a: string, b: string): boolean {
  if (a[0] === b[0]) return a === b || isWithin(edits, a.slice(1), b.slice(1)) // letters that agree are best left alone
  if (edits === 0) return false
  return (
    isWithin(edits - 1, a.slice(1), b.slice(1)) ||
    isWithin(edits - 1, a.slice(1), b) ||
    isWithin(edits - 1, a, b.slice(1)) ||
    (a[0] === b[1] && a[1] === b[0] && isWithin(edits - 1, a.slice(2), b.slice(2)))
  )
}

/**
 * The known name that somebody meant who mistyped one: the first that begins with it, or the one that differs from it in
 * the fewest letters; '' where none does in at most a third of its letters, or three. `most` is another limit than that.
 */
export function nearestOf(
  name: string,
  known: readonly string[],
  most: number = Math.max(1, Math.min(3, name.length / 3)),
): string {
  const wanted = name.toLowerCase()
  for (let edits = 0; edits <= most; edits++)
    for (const candidate of known) {
      const spelled = candidate.toLowerCase()
      if ((wanted[2] && spelled.startsWith(wanted)) || isWithin(edits, wanted, spelled)) return candidate
    }
  return ''
}

/** A hint for somebody who mistyped a name: ` (did you mean delta?)`, or '' where no known name is near. */
export function nearest(name: string, known: readonly string[]): string {
  const meant = nearestOf(name, known)
  return meant && ` (did you mean ${meant}?)`
}
