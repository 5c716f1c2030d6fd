import { ownMetrics } from '@lazyrich/core/port'
import { wrap } from '../draw/wrap.ts'
import type { Comparison } from './comparison.ts'
import { bindingsIn, type Group } from './keys.ts'
import { viewOf } from './views/index.ts'

/** A line of the help: a heading, or a name with what is said of it, or a blank. */
export type HelpLine =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'row'; readonly name: string; readonly text: string; readonly width: number }
  | { readonly kind: 'blank' }

const KEY_WIDTH = 14
const SIGN_WIDTH = 22

type Told = readonly { readonly name: string; readonly text: string }[]

/** What this is all about, for who has not read the paper. */
const ABOUT: Told = [
  {
    name: 'lazy',
    text: 'a network fits the data while its tangent kernel, and so its features, stay as they were at the start',
  },
  { name: 'rich', text: 'its neurons turn to the structure in the data, and the kernel turns with them' },
  {
    name: 'δ, α',
    text: 'the unbalance between the layers at the start, which decides it: upstream above 0 (α above 1), downstream below',
  },
]

const MOUSE: Told = [
  { name: 'click', text: 'focus a pane and read the moment there; on a name or a cell: select that run' },
  { name: 'drag', text: 'move the cursor' },
  { name: 'double click', text: 'the pane alone, and back' },
  { name: 'wheel', text: 'zoom in and out; with shift along the axis; over names: the next run' },
]

/** Signs of every comparison. */
const COMMON: Told = [
  { name: 'a, b, c …', text: 'the runs: beside their names, at the ends of their curves, before their values' },
  { name: 'ab+', text: 'curves that end at one place: a, b and more' },
  { name: 'a = b, a ≈ b', text: 'curves that are equal, or within one dot of each other: one hides the other' },
  { name: '~', text: 'values that differ, but not in six digits' },
  { name: '●ab, ●²', text: 'the head of run a with that of b in one place; two heads in one place' },
  { name: '▪ ( )', text: 'in the list: a pinned run, a hidden one (drawn while it is selected)' },
]

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
  const section = (text: string, rows: Told): HelpLine[] =>
    rows.length === 0
      ? []
      : [
          { kind: 'blank' },
          { kind: 'heading', text },
          ...rows.map((row): HelpLine => ({ kind: 'row', ...row, width: SIGN_WIDTH })),
        ]
  return [
    ...section('Lazy and rich', ABOUT).slice(1),
    { kind: 'blank' },
    ...lines,
    ...section('Mouse', MOUSE),
    ...section('Signs', [...signs, ...COMMON]),
    ...section('Measures', measures),
  ]
}

/** Rows of the help screen below its lines: what is above and below, and the keys. */
const OTHER_ROWS = 2

/** What the help shows of its lines on a screen of that size. */
export interface HelpPage {
  readonly lines: readonly HelpLine[]
  readonly above: number
  readonly below: number
  /** Lines of a page. */
  readonly room: number
}

/** The help from a line on, as much as fits; never beyond its end. */
export function helpPage(comparison: Comparison | undefined, first: number, columns: number, rows: number): HelpPage {
  const lines = helpLines(comparison).flatMap((line) => wrapped(line, columns - 4))
  const room = Math.max(1, rows - OTHER_ROWS)
  const above = Math.max(0, Math.min(first, lines.length - room))
  return { lines: lines.slice(above, above + room), above, below: Math.max(0, lines.length - above - room), room }
}

/** A row of several lines where its text is longer than the screen is wide. */
function wrapped(line: HelpLine, width: number): HelpLine[] {
  if (line.kind !== 'row') return [line]
  return wrap(line.text, Math.max(20, width - line.width)).map((text, i) => ({
    ...line,
    name: i === 0 ? line.name : '',
    text,
  }))
}
