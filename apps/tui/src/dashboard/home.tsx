import { requireExperiment } from '@lazyrich/core'
import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import { wrap } from '../draw/wrap.ts'
import { registry } from '../registry.ts'
import { Brand } from './brand.tsx'
import { hex } from './hex.ts'
import { Hints } from './hints.tsx'
import type { Model } from './model.ts'

/** All experiments and presets, and what the chosen one shows. */
export function Home({ model, columns }: { model: Model; columns: number }): ReactElement {
  const { experiment, preset } = model.choices[model.chosen]!
  const { shows, title, presets } = requireExperiment(registry, experiment)
  const width = Math.min(columns, 84) - 2
  const longest = Math.max(...model.choices.map((choice) => choice.experiment.length))
  return (
    <>
      <Box height={1}>
        <Text wrap="truncate-end">
          <Brand />
          <Text color={hex(ink.muted)}>watch lazy and rich learning, with the exact theory on top</Text>
        </Text>
      </Box>
      <Box flexDirection="column" paddingX={1} paddingTop={1} flexShrink={0}>
        {model.choices.map((choice, i) => (
          <Text key={`${choice.experiment} ${choice.preset}`} bold={i === model.chosen} wrap="truncate-end">
            <Text color={hex(ink.accent)}>{i === model.chosen ? '▸ ' : '  '}</Text>
            {choice.experiment.padEnd(longest + 2)}
            <Text color={hex(ink.muted)}>{choice.preset}</Text>
          </Text>
        ))}
      </Box>
      <Box flexDirection="column" paddingX={1} paddingTop={1} overflow="hidden">
        <Text bold>{title}</Text>
        <Lines text={shows} width={width} />
        <Text> </Text>
        <Lines text={`${preset}: ${presets[preset]!.about}`} width={width} />
      </Box>
      <Spacer />
      <Hints place="home" columns={columns} />
    </>
  )
}

/** Text in lines of our own breaking: Ink keeps the space at which it breaks. */
function Lines({ text, width }: { text: string; width: number }): ReactElement {
  return (
    <>
      {wrap(text, width).map((line) => (
        <Text key={line} color={hex(ink.muted)}>
          {line}
        </Text>
      ))}
    </>
  )
}
