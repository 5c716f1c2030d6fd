import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import { wrap } from '../draw/wrap.ts'
import type { Comparison } from './comparison.ts'
import { type HelpLine, helpLines } from './help-lines.ts'
import { hex } from './hex.ts'
import { Hints } from './hints.tsx'

interface HelpProps {
  readonly comparison: Comparison | undefined
  /** The first line that is shown. */
  readonly first: number
  readonly columns: number
  readonly rows: number
}

/** The help from a line on, as much as fits; what is above and below is told. */
export function Help({ comparison, first, columns, rows }: HelpProps): ReactElement {
  const lines = helpLines(comparison).flatMap((line) => wrapped(line, columns - 4))
  const room = rows - 2
  const start = Math.max(0, Math.min(first, lines.length - room))
  const below = Math.max(0, lines.length - start - room)
  return (
    <>
      <Box flexDirection="column" paddingX={2} height={room} overflow="hidden">
        {lines.slice(start, start + room).map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and never move
          <Line key={start + i} line={line} />
        ))}
      </Box>
      <Spacer />
      <Box height={1} paddingX={2}>
        <Text color={hex(ink.muted)}>
          {below > 0 ? `↓ ${below} more lines` : start > 0 ? `↑ ${start} more lines` : ' '}
        </Text>
      </Box>
      <Hints place="help" comparison={comparison} columns={columns} />
    </>
  )
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

function Line({ line }: { line: HelpLine }): ReactElement {
  if (line.kind === 'blank') return <Text> </Text>
  if (line.kind === 'heading')
    return (
      <Text bold color={hex(ink.accent)}>
        {line.text}
      </Text>
    )
  return (
    <Box height={1}>
      <Box width={line.width} flexShrink={0}>
        <Text bold wrap="truncate-end">
          {line.name}
        </Text>
      </Box>
      <Text color={hex(ink.muted)} wrap="truncate-end">
        {line.text}
      </Text>
    </Box>
  )
}
