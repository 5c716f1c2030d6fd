import type { Parameters } from '@lazyrich/core/port'
import { type Family, inksOf } from '../draw/palette.ts'
import type { Plan } from '../plan.ts'

/**
 * On which side a run stands: its δ, or ln α of networks whose layers are scaled apart. Above 0 upstream, below 0
 * downstream; undefined where its experiment knows neither.
 */
export function unbalanceOf({ delta, alpha }: Parameters): number | undefined {
  if (typeof delta === 'number') return delta
  return typeof alpha === 'number' ? Math.log(alpha) : undefined
}

const familyOf = (unbalance: number): Family => (unbalance > 0 ? 'upstream' : unbalance < 0 ? 'downstream' : 'balanced')

const known = new WeakMap<Plan, readonly number[]>()

/**
 * The ink of every run, by one rule for all experiments: upstream warm, balanced neutral, downstream cold, the stronger
 * the farther from balance. Runs of one regime, which differ in something else, take hues that stand for none.
 */
export function runInks(plan: Plan): readonly number[] {
  const inks = known.get(plan) ?? inksFor(plan)
  known.set(plan, inks)
  return inks
}

function inksFor({ runs }: Plan): readonly number[] {
  const unbalances = runs.map(({ parameters }) => unbalanceOf(parameters))
  if (new Set(unbalances).size === 1) {
    const [only] = unbalances
    return runs.length === 1 && only !== undefined ? inksOf(familyOf(only), 1) : inksOf('other', runs.length)
  }
  const inks: number[] = Array.from({ length: runs.length }, () => 0)
  for (const family of ['upstream', 'balanced', 'downstream'] as const) {
    const members = [...runs.keys()].filter((i) => familyOf(unbalances[i] ?? 0) === family)
    const bySize = members.toSorted((i, j) => Math.abs(unbalances[j] ?? 0) - Math.abs(unbalances[i] ?? 0))
    const tones = inksOf(family, members.length)
    for (const [place, i] of bySize.entries()) inks[i] = tones[place]!
  }
  return inks
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The letter that stands at the end of a run's curves and beside its name, so that colour is not needed. */
export const letterOf = (index: number): string => LETTERS[index % LETTERS.length]!
