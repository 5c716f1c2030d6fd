import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import { hex } from './hex.ts'
import { bindingsIn, type Place } from './keys.ts'

/** The keys of a place, from the table that dispatches them, and what the picture means. */
export function Help({ place }: { place: Place }): ReactElement {
  return (
    <Box flexDirection="column" paddingX={2} flexGrow={1}>
      <Text bold color={hex(ink.accent)}>
        Keys
      </Text>
      {bindingsIn(place).map(({ keys, shown, help }) => (
        <Box key={keys[0]} height={1}>
          <Box width={14} flexShrink={0}>
            <Text bold>{shown}</Text>
          </Box>
          <Text color={hex(ink.muted)} wrap="truncate-end">
            {help}
          </Text>
        </Box>
      ))}
      <Spacer />
      <Text color={hex(ink.muted)} wrap="truncate-end">
        ? or esc goes back
      </Text>
    </Box>
  )
}
