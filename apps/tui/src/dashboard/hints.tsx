import { Box, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import type { Comparison } from './comparison.ts'
import { hex } from './hex.ts'
import { type Binding, bindingsIn, type Place } from './keys.ts'

interface HintsProps {
  readonly place: Place
  readonly columns: number
  readonly comparison?: Comparison | undefined
}

/** The bottom line: the keys that matter most here, as many as fit; help and quit always do. */
export function Hints({ place, columns, comparison }: HintsProps): ReactElement {
  return (
    <Box height={1} paddingLeft={1}>
      {fitting(bindingsIn(place, comparison), columns - 1).map(({ keys, hint }) => (
        <Box key={keys[0]} flexShrink={0} marginRight={2}>
          <Text bold>{glyph(keys[0]!)}</Text>
          <Text color={hex(ink.muted)}>{` ${hint}`}</Text>
        </Box>
      ))}
    </Box>
  )
}

/** What is offered first where there is room for few. */
const RANKS: readonly Binding['action'][] = [
  ...([
    'togglePause',
    'left',
    'nextPane',
    'nextPage',
    'nextRun',
    'filter',
    'list',
    'step',
    'faster',
    'restart',
  ] as const),
]

/** In that order, leaving out the last ones that do not fit beside help and quit. */
function fitting(bindings: readonly Binding[], room: number): Binding[] {
  const hinted = bindings.filter(({ hint }) => hint)
  const width = (some: readonly Binding[]): number =>
    some.reduce((sum, { keys, hint }) => sum + glyph(keys[0]!).length + 1 + hint!.length + 2, -2)
  const last = hinted.filter(({ action }) => action === 'help' || action === 'quit')
  const rank = ({ action }: Binding): number => (RANKS.indexOf(action) + RANKS.length + 1) % (RANKS.length + 1)
  const first = hinted.filter((binding) => !last.includes(binding)).toSorted((one, other) => rank(one) - rank(other))
  while (first.length > 0 && width([...first, ...last]) > room) first.pop()
  return [...first, ...last]
}

/** Shorter than the names of the keys, so that the line fits into 80 columns. */
const glyphs: { readonly [key: string]: string } = {
  ...{ space: 'p', '+': '+/-', up: '↑', down: '↓', left: '← →', return: 'enter', escape: 'esc', pagedown: 'pgdn' },
}

function glyph(key: string): string {
  return glyphs[key] ?? key
}
