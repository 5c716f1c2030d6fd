import type { Preset } from '@lazyrich/core/port'
import { registry } from '../registry.ts'

/** One line of the home screen: an experiment with one of its presets. */
export interface Choice {
  readonly experiment: string
  readonly preset: string
}

function areSame(one: Preset, other: Preset): boolean {
  return JSON.stringify(one.runs) === JSON.stringify(other.runs)
}

/** Every experiment with every preset; one that only renames another is left out. */
export function allChoices(): Choice[] {
  return Object.values(registry).flatMap(({ id, presets }) =>
    Object.keys(presets)
      .filter((preset, i, all) => all.findIndex((other) => areSame(presets[other]!, presets[preset]!)) === i)
      .map((preset) => ({ experiment: id, preset })),
  )
}
