import { labelsOf } from '@lazyrich/core/port'
import { Box, Spacer, Text } from 'ink'
import type { ReactElement } from 'react'
import { bar } from '../draw/bar.ts'
import { toText } from '../draw/grid.ts'
import { ink } from '../draw/palette.ts'
import { shown } from '../draw/shown.ts'
import type { Plan } from '../plan.ts'
import { Brand } from './brand.tsx'
import type { Comparison, LiveRun } from './comparison.ts'
import { hex } from './hex.ts'
import { Hints } from './hints.tsx'
import { shareOf } from './progress.ts'
import { letterOf, runInks } from './run-inks.ts'
import { paceLabel } from './speed.ts'

/** The lines above and below the panes of a comparison in training. */
export function Live({ comparison, columns }: { comparison: Comparison; columns: number }): ReactElement {
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
      <Legend comparison={comparison} columns={columns} />
      <Spacer />
      <ProgressLine comparison={comparison} columns={columns} />
      <Hints place="live" columns={columns} />
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
  const failed = comparison.runs.some(({ outcome }) => outcome && outcome.reason !== 'complete')
  if (failed) return <Text color={hex(ink.warn)}>stopped</Text>
  if (comparison.over) return <Text color={hex(ink.good)}>done</Text>
  if (comparison.paused) return <Text color={hex(ink.accent)}>paused</Text>
  return <Text color={hex(ink.good)}>training</Text>
}

/** Characters of a label that suffice to tell runs apart. */
const LEAST_LABEL = 6

function Legend({ comparison, columns }: { comparison: Comparison; columns: number }): ReactElement {
  const { runs, selected } = comparison
  const inks = runInks(comparison.plan)
  const room = Math.floor((columns - 2) / runs.length) - 4
  if (room < LEAST_LABEL) return <Crowd comparison={comparison} />
  const labels = labelsWithin(comparison.plan, room)
  return (
    <Box height={1} paddingLeft={1}>
      {runs.map((run, i) => (
        <Box key={run.planned.index} flexShrink={0} marginRight={2}>
          <Text color={hex(inks[i]!)}>{`${run.outcome?.reason === 'failed' ? '✗' : letterOf(i)} `}</Text>
          <Text bold={i === selected} underline={false} color={i === selected ? '' : hex(ink.muted)}>
            {shorten(labels[i]!, room)}
          </Text>
        </Box>
      ))}
    </Box>
  )
}

/** When there are too many runs to name in a row: the selected one, and how many there are. */
function Crowd({ comparison }: { comparison: Comparison }): ReactElement {
  const { runs, selected } = comparison
  const inks = runInks(comparison.plan)
  const ended = runs.filter(({ outcome }) => outcome).length
  return (
    <Box height={1} paddingLeft={1}>
      <Text wrap="truncate-end">
        <Text color={hex(inks[selected]!)}>{`${letterOf(selected)} `}</Text>
        <Text bold>{runs[selected]!.planned.label}</Text>
        <Text
          color={hex(ink.muted)}
        >{`  run ${selected + 1} of ${runs.length}, ${ended} done; tab shows the next`}</Text>
      </Text>
    </Box>
  )
}

/** The runs' labels, with fewer signs where one has no room. */
function labelsWithin({ experiment, runs }: Plan, room: number): string[] {
  const labels = runs.map(({ label }) => label)
  if (labels.every(({ length }) => length <= room)) return labels
  return labelsOf(
    experiment.parameters,
    runs.map(({ apart }) => apart),
    'tight',
  )
}

function shorten(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`
}

/** How far training has got, or why a run could not continue. */
function ProgressLine({ comparison, columns }: { comparison: Comparison; columns: number }): ReactElement {
  const broken = comparison.runs.find(({ outcome }) => outcome?.reason === 'failed' || outcome?.reason === 'diverged')
  if (broken)
    return (
      <Box height={1} paddingLeft={1}>
        <Text color={hex(ink.warn)} wrap="truncate-end">
          {shown(`${broken.planned.label}: ${broken.outcome!.message}; r starts again`)}
        </Text>
      </Box>
    )
  const slowest = comparison.runs.reduce((least, run) =>
    shareOf(comparison, run) < shareOf(comparison, least) ? run : least,
  )
  const share = shareOf(comparison, slowest)
  const warning = comparison.runs.flatMap(({ computation }) => computation?.warnings ?? [])[0]
  const width = Math.max(10, Math.min(warning ? 16 : 40, columns - 50))
  return (
    <Box height={1} paddingLeft={1}>
      <Text wrap="truncate-end">
        <Text color={hex(ink.muted)}>{`${whereOf(comparison, slowest)}  `}</Text>
        <Text color={hex(ink.accent)}>{toText(bar({ width, fraction: share, style: ink.accent }))}</Text>
        {warning && <Text color={hex(ink.warn)}>{`  ${shown(warning)}`}</Text>}
      </Text>
    </Box>
  )
}

function whereOf(comparison: Comparison, { progress, planned }: LiveRun): string {
  const { axis, extent } = comparison.plan.experiment
  const end = extent(planned.parameters).toLocaleString('en-US')
  if (axis === 'time') return `flow time ${progress.time.toFixed(2)} of ${end}`
  return `step ${progress.step.toLocaleString('en-US')} of ${end}`
}
