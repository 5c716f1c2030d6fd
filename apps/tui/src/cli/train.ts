import type { Client, Frame, Outcome, Progress } from '@lazyrich/core/port'
import { frameToJson } from '@lazyrich/runs'
import type { Plan, PlannedRun } from '../plan.ts'
import { print, say } from './output.ts'
import { createProgressLine } from './progress-line.ts'
import type { RunRecord } from './record.ts'
import { frameTable } from './table.ts'
import { writing } from './unwritable.ts'

/** Milliseconds between two snapshots (and heartbeats) of a run that is written to disk. */
const SNAPSHOT_EVERY = 10_000

interface Training {
  readonly plan: Plan
  readonly planned: PlannedRun
  readonly client: Client
  readonly json: boolean
  readonly record: RunRecord | undefined
  readonly signal: AbortSignal
}

interface Trained {
  readonly outcome: Outcome
  /** Steps of this call. */
  readonly steps: number
  /** True where an earlier call has brought the run to its end. */
  readonly before: boolean
}

/**
 * Trains one run to its end: prints its frames, records them, shows progress.
 *
 * @throws UnwritableError if the run cannot be written to disk; what was written can be resumed.
 */
export async function train({ plan, planned, client, json, record, signal }: Training): Promise<Trained> {
  const { experiment, seed, runs } = plan
  const name = runs.length > 1 ? { index: planned.index, label: planned.label } : undefined
  const table = frameTable(experiment)
  const opened = record?.outcome ? undefined : await record?.open()
  const recorder = opened?.recorder
  const onDisk = <T>(work: Promise<T>): Promise<T> => writing(`${planned.label}: ${record?.directory}`, work)

  const which = name ? `run ${planned.index + 1} of ${runs.length}, ${planned.label}` : planned.label
  const line = createProgressLine(which, experiment.axis, experiment.extent(planned.parameters))

  function show(frames: readonly Frame[]): Promise<void> | undefined {
    if (frames.length === 0) return undefined
    line.clear()
    return print(frames.map((frame) => `${json ? frameToJson(frame, name) : table.row(frame)}\n`).join(''))
  }

  if (!json) await print(`${planned.index > 0 ? '\n' : ''}${planned.label}\n${table.head}\n`)
  if (record) for await (const frame of record.frames()) await show([frame])
  if (record?.outcome) {
    say(`${planned.label}: already ${record.outcome.reason} (${record.directory})`)
    return { outcome: record.outcome, steps: 0, before: true }
  }
  if (opened?.snapshot) say(`${planned.label}: resumes from its snapshot (${record?.directory})`)

  const begun = opened?.step ?? 0
  let last: Progress = { kind: 'progress', step: begun, time: 0 }
  let timer: NodeJS.Timeout | undefined
  let stop = (): void => {}
  /** Lets go of the batch whose printing is waited for: a reader who reads no more must not keep a run from stopping. */
  let release = (): void => {}
  let isStopping = false
  const trained = new Promise<Outcome>((resolve, reject) => {
    const { parameters } = planned
    const from = opened?.snapshot
    const remote = client.start(
      { experiment: experiment.id, parameters, seed, ...(from ? { from } : {}) },
      {
        computing(computation) {
          line.clear()
          for (const warning of computation.warnings) say(`${planned.label}: ${warning}`)
          recorder?.computing(computation).catch(giveUp)
        },
        batch(frames, progress) {
          last = progress
          line.update(progress)
          const written = recorder && frames.length > 0 ? recorder.frames(frames) : undefined
          const shown = show(frames)
          if (!written && !shown) return
          return new Promise((resolve) => {
            release = resolve
            void Promise.all([written, shown])
              .catch(giveUp)
              .then(() => resolve())
            if (isStopping) release()
          })
        },
        end: resolve,
      },
    )
    /** The disk is full or gone: nothing more can be recorded. */
    function giveUp(error: unknown): void {
      remote.abort()
      reject(error)
    }
    async function store(): Promise<void> {
      await recorder?.heartbeat() // first: the snapshot comes after the frames before it, and these may wait for a reader
      const snapshot = await remote.snapshot()
      if (snapshot) await recorder?.snapshot(snapshot, last.step)
    }
    let isStoring = false
    async function storeAgain(): Promise<void> {
      if (isStoring) return recorder?.heartbeat() // one snapshot that waits is enough
      isStoring = true
      await store()
      isStoring = false
    }
    stop = () => {
      isStopping = true
      release()
      void (recorder ? store().then(() => remote.abort(), giveUp) : remote.abort())
    }
    if (recorder) timer = setInterval(() => void storeAgain().catch(giveUp), SNAPSHOT_EVERY)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    const outcome = await onDisk(trained)
    if (recorder) await onDisk(recorder.end(outcome))
    return { outcome, steps: last.step - begun, before: false }
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', stop) // the signal outlives the run
    line.end()
    await recorder?.close().catch(() => {}) // does nothing after its end
  }
}
