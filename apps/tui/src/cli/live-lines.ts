import { type Frame, ownMetrics, type RunSoFar, startGroup } from '@lazyrich/core/port'
import { createHistory, type FrameHistory } from '../dashboard/history.ts'
import { shown } from '../draw/shown.ts'
import type { Plan } from '../plan.ts'
import { startPool, threadsFor } from '../worker/pool.ts'
import { bold, muted } from './ink.ts'
import { print, say } from './output.ts'
import { sideBySide, withoutFields } from './side-by-side.ts'
import { axisValue, shortNumber } from './table.ts'

/** Rows of the comparison that is printed where no dashboard can be drawn. */
const ROWS = 9

/**
 * `lazyrich live` without a terminal: trains all runs to their end and prints them side by side, metric by metric, at
 * a few moments. Returns 1 if a run failed or diverged.
 */
export async function liveLines(plan: Plan): Promise<number> {
  const { experiment, preset, seed, runs } = plan
  await print(`${bold(experiment.title)} · ${preset} · seed ${seed}\n${experiment.shows}\n`)
  const trained = await trainAll(plan)
  const histories = trained.map(({ history }) => history)
  const moments = sideBySide(histories, experiment.axis, ROWS)
  for (const name of ownMetrics(experiment)) {
    const { label, meaning, exact } = experiment.metrics[name]!
    await print(`\n${bold(label)}  ${muted(meaning)}\n`)
    const heads = [
      experiment.axis === 'step' ? 'step' : 'flow time',
      ...runs.flatMap(({ label: run }) => (exact ? [run, 'exact'] : [run])),
    ]
    const widths = heads.map((head) => Math.max(10, head.length))
    const row = (cells: string[]): string => `  ${cells.map((cell, i) => cell.padStart(widths[i]!)).join('  ')}\n`
    await print(row(heads))
    for (const { moment, frames } of moments) {
      const value = (frame: Frame | undefined, metric: string): string =>
        frame ? shortNumber(frame.metrics[metric]!) : '-'
      const cells = frames.flatMap((frame) =>
        exact ? [value(frame, name), value(frame, exact)] : [value(frame, name)],
      )
      await print(row([axisValue(experiment, moment), ...cells]))
    }
  }
  await print('\n')
  const outcomes = trained.map(({ outcome }) => outcome!)
  for (const [i, { reason, message }] of outcomes.entries())
    await print(`${runs[i]!.label}: ${reason === 'complete' ? '' : `${reason}, `}${shown(message)}\n`)
  return outcomes.every(({ reason }) => reason === 'complete') ? 0 : 1
}

interface Trained {
  readonly history: FrameHistory
  readonly outcome: RunSoFar['outcome']
}

async function trainAll({ experiment, runs, seed }: Plan): Promise<readonly Trained[]> {
  const warned = new Set<string>()
  const pool = startPool(threadsFor(runs.length))
  const members = runs.map(({ parameters }) => ({
    history: createHistory(experiment.axis),
    request: { experiment: experiment.id, parameters, seed },
  }))
  try {
    return await new Promise((resolve) => {
      const group = startGroup(pool.clients, members, {}, ({ history, computation }, event, frames) => {
        if (event === 'computing') for (const warning of computation!.warnings) warned.add(warning)
        for (const frame of frames) history.push(withoutFields(frame))
        if (group.phase === 'over') resolve(group.runs)
      })
    })
  } finally {
    for (const warning of warned) say(warning)
    await pool.close()
  }
}
