import { Box, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import { hex } from './hex.ts'
import { bindingsIn, type Place } from './keys.ts'

/** The bottom line: the keys that matter most here. */
export function Hints({ place }: { place: Place }): ReactElement {
  return (
    <Box height={1} paddingLeft={1}>
      <Text wrap="truncate-end">
        {bindingsIn(place)
          .filter(({ hint }) => hint)
          .map(({ keys, hint }) => (
            <Text key={keys[0]}>
              <Text bold>{glyphs[keys[0]!] ?? keys[0]}</Text>
              <Text color={hex(ink.muted)}>{` ${hint}  `}</Text>
            </Text>
          ))}
      </Text>
    </Box>
  )
}

/** Shorter than the names of the keys, so that the line fits into 80 columns. */
const glyphs: { readonly [key: string]: string } = { space: 'p', '+': '+/-', up: '↑', down: '↓', return: 'enter' }
