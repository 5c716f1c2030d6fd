import { requireExperiment } from '@lazyrich/core/port'
import { wrap } from '../draw/wrap.ts'
import { registry } from '../registry.ts'
import type { Choice } from './choices.ts'

/** The row of the screen on which the list begins: below brand and a blank. */
export const FIRST_ROW = 2
/** Rows around list and text: brand, title, keys and four blank ones. */
const OTHER_ROWS = 7
const FEWEST_CHOICES = 3

/** Which choices are in view: `room` of them from `first` on, `after` more below. */
export interface HomeList {
  readonly first: number
  readonly room: number
  readonly after: number
}

/** What can be chosen, and what is. */
export interface Chosen {
  readonly choices: readonly Choice[]
  readonly chosen: number
}

/** As many choices as fit above the longest text, so that the list keeps its height as the selection moves. */
export function homeList({ choices, chosen }: Chosen, columns: number, rows: number): HomeList {
  const width = Math.min(columns, 84) - 2
  const longest = Math.max(...choices.map((choice) => linesOf(choice, width)))
  const room = Math.min(choices.length, Math.max(FEWEST_CHOICES, rows - OTHER_ROWS - longest))
  const first = Math.max(0, Math.min(choices.length - room, chosen - (room >> 1)))
  return { first, room, after: choices.length - first - room }
}

/** What is said of a choice, in lines of that width. */
export function textOf(
  { experiment, preset }: Choice,
  width: number,
): { title: string; shows: readonly string[]; about: readonly string[] } {
  const { shows, title, presets } = requireExperiment(registry, experiment)
  return { title, shows: wrap(shows, width), about: wrap(`${preset}: ${presets[preset]!.about}`, width) }
}

function linesOf(choice: Choice, width: number): number {
  const { shows, about } = textOf(choice, width)
  return shows.length + about.length
}
