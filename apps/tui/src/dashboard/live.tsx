import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { ink } from '../draw/palette.ts'
import { Brand } from './brand.tsx'
import type { Comparison } from './comparison.ts'
import { hex } from './hex.ts'
import { Hints } from './hints.tsx'
import { paceLabel } from './speed.ts'

interface LiveProps {
  readonly comparison: Comparison
  readonly isTyping: boolean
  readonly columns: number
}

/** The first and the last line of a comparison in training; what lies between follows the data and is drawn over it. */
export function Live({ comparison, isTyping, columns }: LiveProps): ReactElement {
  const { experiment, preset, seed } = comparison.plan
  return (
    <>
      <Box height={1}>
        <Text wrap="truncate-end">
          <Brand />
          <Text bold>{experiment.title}</Text>
          <Text color={hex(ink.muted)}>{` · ${preset}`}</Text>
        </Text>
        <Spacer />
        <Box flexShrink={0} paddingLeft={2}>
          <Text
            color={hex(ink.muted)}
          >{`${experiment.seedless ? '' : `seed ${seed} · `}${backendOf(comparison)}${paceLabel(comparison.pace)} · `}</Text>
          <State comparison={comparison} />
          <Text> </Text>
        </Box>
      </Box>
      <Spacer />
      <Hints place={isTyping ? 'filter' : 'live'} comparison={comparison} columns={columns} />
    </>
  )
}

/** The library that computes, unless it is lazyrich itself. */
function backendOf({ runs }: Comparison): string {
  const backends = new Set(runs.flatMap(({ computation }) => (computation ? [computation.backend] : [])))
  return [...backends]
    .filter((backend) => backend !== 'js')
    .map((backend) => `${backend} · `)
    .join('')
}

function State({ comparison }: { comparison: Comparison }): ReactElement {
  const failed = comparison.runs.filter(({ outcome }) => outcome && outcome.reason !== 'complete').length
  if (failed > 0 && comparison.over)
    return (
      <Text color={hex(ink.warn)}>{failed === comparison.runs.length ? 'stopped' : `done, ${failed} stopped`}</Text>
    )
  if (comparison.over) return <Text color={hex(ink.good)}>done</Text>
  if (comparison.paused) return <Text color={hex(ink.accent)}>paused</Text>
  return <Text color={hex(ink.good)}>{failed > 0 ? `training, ${failed} stopped` : 'training'}</Text>
}
