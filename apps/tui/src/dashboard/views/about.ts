import type { SceneRun } from '../scene.ts'

/** Longest line: what does not fit a narrow terminal is cut there, so the most telling parts come first. */
const LONGEST = 160

/**
 * What is seen · theory · what it is · what lazy and rich look like: a narrow terminal cuts the end. Of what is too long
 * for any, the part before the last is left out.
 */
export function line(...parts: readonly (string | undefined)[]): string {
  const told = parts.filter(Boolean)
  while (told.length > 2 && told.join(' · ').length > LONGEST) told.splice(-2, 1)
  const text = told.join(' · ')
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}

/** What is seen of a run at its moment, in a few words after its name; or why there is nothing to be seen. */
export function where(run: SceneRun, phrase: () => string): string {
  return `run ${run.letter} ${run.moment ? phrase() : 'has no frame yet'}`
}
