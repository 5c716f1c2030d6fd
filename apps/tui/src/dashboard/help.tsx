import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import type { Comparison } from './comparison.ts'
import { type HelpLine, helpPage } from './help-lines.ts'
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
  const { lines, above, below, room } = helpPage(comparison, first, columns, rows)
  return (
    <>
      <Box flexDirection="column" paddingX={2} height={room} overflow="hidden">
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and never move
          <Line key={above + i} line={line} />
        ))}
      </Box>
      <Spacer />
      <Box height={1} paddingX={2}>
        <Text color={hex(ink.muted)}>{moreText(above, below)}</Text>
      </Box>
      <Hints place="help" comparison={comparison} columns={columns} />
    </>
  )
}

function moreText(above: number, below: number): string {
  const parts = [...(above > 0 ? [`↑ ${above}`] : []), ...(below > 0 ? [`↓ ${below}`] : [])]
  return parts.length === 0 ? ' ' : `${parts.join('  ')} more lines`
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
