/** Paces in frames per second that the speed keys step through; undefined is full speed. */
const paces: readonly (number | undefined)[] = [1, 2, 5, 10, 20, 40, 100, 400, undefined]

/** The next faster (1) or slower (−1) pace. */
export function shiftPace(pace: number | undefined, by: 1 | -1): number | undefined {
  const value = pace ?? Number.POSITIVE_INFINITY
  const levels = paces.map((level) => level ?? Number.POSITIVE_INFINITY)
  const next = by > 0 ? levels.find((level) => level > value) : levels.findLast((level) => level < value)
  const chosen = next ?? value
  return chosen === Number.POSITIVE_INFINITY ? undefined : chosen
}

export function paceLabel(pace: number | undefined): string {
  return pace === undefined ? 'full speed' : `${pace} frame${pace === 1 ? '' : 's'}/s`
}
