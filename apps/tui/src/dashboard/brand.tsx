import { Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import { hex } from './hex.ts'

/** The name, at the left end of the title of every screen. */
export function Brand(): ReactElement {
  return (
    <Text bold color={hex(ink.accent)}>
      {' lazyrich '}
    </Text>
  )
}
