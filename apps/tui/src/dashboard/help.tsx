import { ownMetrics } from '@lazyrich/core/port'
import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import type { Comparison } from './comparison.ts'
import { hex } from './hex.ts'
import { bindingsIn } from './keys.ts'
import { viewOf } from './views/index.ts'

/** Lines outside the tables: two titles, a blank line, the way back. */
const OTHER_LINES = 4

/** The keys of this screen, from the table that dispatches them, and what the charts show. */
export function Help({ comparison, rows }: { comparison: Comparison | undefined; rows: number }): ReactElement {
  const bindings = bindingsIn(comparison ? 'live' : 'home')
  const room = Math.max(0, rows - bindings.length - OTHER_LINES)
  const shown = comparison ? explained(comparison).slice(0, room) : []
  return (
    <Box flexDirection="column" paddingX={2} flexGrow={1}>
      <Title text="Keys" />
      {bindings.map(({ keys, shown, help }) => (
        <Row key={keys[0]} name={shown} width={14} text={help} />
      ))}
      {shown.length > 0 ? <Text> </Text> : null}
      {shown.length > 0 ? <Title text="What you see" /> : null}
      {shown.map(({ sign, meaning }) => (
        <Row key={sign} name={sign} width={20} text={meaning} />
      ))}
      <Spacer />
      <Text color={hex(ink.muted)} wrap="truncate-end">
        ? or esc goes back
      </Text>
    </Box>
  )
}

/** Signs, then metrics: all that the panes show. */
function explained({ plan }: Comparison): { sign: string; meaning: string }[] {
  const { id, metrics } = plan.experiment
  const measures = ownMetrics(plan.experiment).map((name) => ({
    sign: metrics[name]!.label,
    meaning: metrics[name]!.meaning,
  }))
  return [...viewOf(id).signs, ...measures]
}

function Title({ text }: { text: string }): ReactElement {
  return (
    <Text bold color={hex(ink.accent)}>
      {text}
    </Text>
  )
}

function Row({ name, width, text }: { name: string; width: number; text: string }): ReactElement {
  return (
    <Box height={1}>
      <Box width={width} flexShrink={0}>
        <Text bold>{name}</Text>
      </Box>
      <Text color={hex(ink.muted)} wrap="truncate-end">
        {text}
      </Text>
    </Box>
  )
}
