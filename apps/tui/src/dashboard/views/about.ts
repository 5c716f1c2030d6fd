import type { SceneRun } from '../scene.ts'

/** Longest line: what does not fit a narrow terminal is cut there, so the most telling parts come first. */
const LONGEST = 160

/** What is seen · what it is · what lazy and rich look like: a narrow terminal cuts the end. */
export function line(...parts: readonly (string | undefined)[]): string {
  const text = parts.filter(Boolean).join(' · ')
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}

/** What is seen of a run at its moment, in a few words after its name; or why there is nothing to be seen. */
export function where(run: SceneRun, phrase: () => string): string {
  return `run ${run.letter} ${run.moment ? phrase() : 'has no frame yet'}`
}
