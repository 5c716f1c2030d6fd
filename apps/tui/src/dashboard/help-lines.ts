import { ownMetrics } from '@lazyrich/core/port'
import type { Comparison } from './comparison.ts'
import { bindingsIn, type Group } from './keys.ts'
import { viewOf } from './views/index.ts'

/** Rows of the help screen that are not its lines: title and way back. */
export const HELP_PAGE = 3

/** A line of the help: a heading, or a name with what is said of it, or a blank. */
export type HelpLine =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'row'; readonly name: string; readonly text: string; readonly width: number }
  | { readonly kind: 'blank' }

const KEY_WIDTH = 14
const SIGN_WIDTH = 20

/** The keys of this screen, from the table that dispatches them, group by group, and then what the panes show. */
export function helpLines(comparison: Comparison | undefined): HelpLine[] {
  const lines: HelpLine[] = []
  let group: Group | undefined
  for (const { group: of, shown, help } of bindingsIn(comparison ? 'live' : 'home', comparison)) {
    if (of !== group && lines.length > 0) lines.push({ kind: 'blank' })
    if (of !== group) lines.push({ kind: 'heading', text: of })
    group = of
    lines.push({ kind: 'row', name: shown, text: help, width: KEY_WIDTH })
  }
  if (!comparison) return lines
  const { experiment } = comparison.plan
  const signs = viewOf(comparison.plan)
    .signs(comparison)
    .map(({ sign, meaning }) => ({ name: sign, text: meaning }))
  const measures = ownMetrics(experiment).map((name) => ({
    name: experiment.metrics[name]!.label,
    text: experiment.metrics[name]!.meaning,
  }))
  const section = (text: string, rows: readonly { name: string; text: string }[]): HelpLine[] =>
    rows.length === 0
      ? []
      : [
          { kind: 'blank' },
          { kind: 'heading', text },
          ...rows.map((row): HelpLine => ({ kind: 'row', ...row, width: SIGN_WIDTH })),
        ]
  return [...lines, ...section('Signs', signs), ...section('Measures', measures)]
}

export const helpLength = (comparison: Comparison | undefined): number => helpLines(comparison).length
