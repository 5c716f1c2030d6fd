import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import { Brand } from './brand.tsx'
import { hex } from './hex.ts'
import { Hints } from './hints.tsx'
import { homeList, textOf } from './home-list.ts'
import type { Model } from './model.ts'

const NAME_WIDTH = 20

/** All experiments and presets, as many as fit, and what the chosen one shows. */
export function Home({ model, columns, rows }: { model: Model; columns: number; rows: number }): ReactElement {
  const width = Math.min(columns, 84) - 2
  const { title, shows, about } = textOf(model.choices[model.chosen]!, width)
  const { first, room, after } = homeList(model, columns, rows)
  return (
    <>
      <Box height={1}>
        <Text wrap="truncate-end">
          <Brand />
          <Text color={hex(ink.muted)}>watch lazy and rich learning, with the exact theory on top</Text>
        </Text>
      </Box>
      <Box flexDirection="column" paddingX={1} paddingTop={1} flexShrink={0}>
        {model.choices.slice(first, first + room).map((choice, row) => (
          <Text key={`${choice.experiment} ${choice.preset}`} bold={first + row === model.chosen} wrap="truncate-end">
            <Text color={hex(ink.accent)}>{first + row === model.chosen ? '▸ ' : '  '}</Text>
            {choice.experiment.padEnd(NAME_WIDTH)}
            <Text color={hex(ink.muted)}>
              {choice.preset.padEnd(NAME_WIDTH)}
              {row === 0 && first > 0 ? `  ↑ ${first} more` : ''}
              {row === room - 1 && after > 0 ? `  ↓ ${after} more` : ''}
            </Text>
          </Text>
        ))}
      </Box>
      <Box flexDirection="column" paddingX={1} paddingTop={1} overflow="hidden">
        <Text bold>{title}</Text>
        <Lines lines={shows} />
        <Text> </Text>
        <Lines lines={about} />
      </Box>
      <Spacer />
      <Hints place="home" columns={columns} />
    </>
  )
}

/** Text wrapped by us: Ink keeps the space at which it breaks a line. */
function Lines({ lines }: { lines: readonly string[] }): ReactElement {
  return (
    <>
      {lines.map((line) => (
        <Text key={line} color={hex(ink.muted)}>
          {line}
        </Text>
      ))}
    </>
  )
}
