import { requireExperiment } from '@lazyrich/core/port'
import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import { wrap } from '../draw/wrap.ts'
import { registry } from '../registry.ts'
import { Brand } from './brand.tsx'
import { hex } from './hex.ts'
import { Hints } from './hints.tsx'
import type { Choice, Model } from './model.ts'

/** Rows around list and text: brand, title, keys and four blank ones. */
const OTHER_ROWS = 7
const FEWEST_CHOICES = 3
const NAME_WIDTH = 20

/** All experiments and presets, as many as fit, and what the chosen one shows. */
export function Home({ model, columns, rows }: { model: Model; columns: number; rows: number }): ReactElement {
  const width = Math.min(columns, 84) - 2
  const { title, shows, about } = textOf(model.choices[model.chosen]!, width)
  // Sized for the longest text, so that the list keeps its height as the selection moves.
  const longest = Math.max(...model.choices.map((choice) => linesOf(choice, width)))
  const room = Math.min(model.choices.length, Math.max(FEWEST_CHOICES, rows - OTHER_ROWS - longest))
  const first = Math.max(0, Math.min(model.choices.length - room, model.chosen - (room >> 1)))
  const after = model.choices.length - first - room
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

function textOf(
  { experiment, preset }: Choice,
  width: number,
): { title: string; shows: readonly string[]; about: readonly string[] } {
  const { shows, title, presets } = requireExperiment(registry, experiment)
  return { title, shows: wrap(shows, width), about: wrap(`${preset}: ${presets[preset]!.about}`, width) }
}

function linesOf(choice: Choice, width: number): number {
  const { shows, about } = textOf(choice, width)
  return shows.length + about.length
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
