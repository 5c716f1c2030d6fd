import type { Client, Frame, Outcome, Progress } from '@lazyrich/core'
import { frameToJson } from '@lazyrich/runs'
import type { Plan, PlannedRun } from '../plan.ts'
import { print, say } from './output.ts'
import { createProgressLine } from './progress-line.ts'
import type { Record } from './record.ts'
import { frameTable } from './table.ts'

/** Milliseconds between two snapshots (and signs of life) of a run that is written to disk. */
const SNAPSHOT_EVERY = 10_000

interface Training {
  readonly plan: Plan
  readonly planned: PlannedRun
  readonly client: Client
  readonly json: boolean
  readonly record: Record | undefined
  readonly signal: AbortSignal
}

/** Trains one run to its end: prints its frames, writes them down, shows progress. */
export async function train({
  plan,
  planned,
  client,
  json,
  record,
  signal,
}: Training): Promise<{ outcome: Outcome; step: number }> {
  const { experiment, seed, runs } = plan
  const name = runs.length > 1 ? { index: planned.index, label: planned.label } : undefined
  const table = frameTable(experiment)
  const recorder = record?.recorder
  const line = createProgressLine(planned.label, experiment.axis, experiment.extent(planned.parameters))
  let last: Progress = { kind: 'progress', step: 0, time: 0 }

  const show = (frames: readonly Frame[]): Promise<void> | undefined =>
    frames.length === 0
      ? undefined
      : print(frames.map((frame) => `${json ? frameToJson(frame, name) : table.row(frame)}\n`).join(''))

  if (!json) await print(`${planned.index > 0 ? '\n' : ''}${planned.label}\n${table.head}\n`)
  if (record) for await (const frame of record.frames()) await show([frame])
  if (record && !recorder) {
    say(`${planned.label}: complete already (${record.directory})`)
    return { outcome: { reason: 'complete', message: 'complete already' }, step: 0 }
  }
  if (record?.snapshot) say(`${planned.label}: goes on from its snapshot (${record.directory})`)

  let timer: NodeJS.Timeout | undefined
  const outcome = await new Promise<Outcome>((resolve) => {
    const { parameters } = planned
    const from = record?.snapshot
    const remote = client.start(
      { experiment: experiment.id, parameters, seed, ...(from ? { from } : {}) },
      {
        batch(frames, progress) {
          last = progress
          line.update(progress)
          const written = recorder && frames.length > 0 ? recorder.frames(frames) : undefined
          const shown = show(frames)
          if (written || shown) return Promise.all([written, shown]).then(() => {}, giveUp)
        },
        end: resolve,
      },
    )
    /** The disk is full, or gone: training has nowhere to go. */
    function giveUp(error: Error): void {
      remote.abort()
      resolve({ reason: 'failed', message: error.message })
    }
    async function store(): Promise<void> {
      const snapshot = await remote.snapshot()
      if (snapshot) await recorder?.snapshot(snapshot, last.step)
      await recorder?.heartbeat()
    }
    const stop = (): void => void (recorder ? store().finally(() => remote.abort()) : remote.abort())
    if (recorder) timer = setInterval(() => void store().catch(giveUp), SNAPSHOT_EVERY)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  clearInterval(timer)
  line.end()
  if (outcome.reason === 'failed') await recorder?.close().catch(() => {})
  else await recorder?.end(outcome)
  return { outcome, step: last.step }
}
