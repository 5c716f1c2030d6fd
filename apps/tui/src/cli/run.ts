import type { Plan } from '../plan.ts'
import { startPool } from '../worker/pool.ts'
import { say, summary } from './output.ts'
import { inspectRecord, type RunRecord } from './record.ts'
import { train } from './train.ts'
import { UnwritableError } from './unwritable.ts'

export interface RunOptions {
  /** True: every frame is a JSON line on standard output. */
  readonly json: boolean
  /** Where the runs are written; if there are several, each gets its own directory. */
  readonly out: string | undefined
}

/**
 * `lazyrich run`: trains the runs of a plan one after the other, so that the same command prints the same bytes. An
 * interrupt stores a snapshot if there is a directory, and the same command resumes from it. Returns 1 if a run failed,
 * diverged or was stopped, or if it cannot be written to disk.
 *
 * @throws RunsError if a directory holds another run or is being written to, before any directory is changed.
 */
export async function run(plan: Plan, options: RunOptions): Promise<number> {
  try {
    return await runAll(plan, options)
  } catch (error) {
    // The remaining runs would fail on the same disk.
    if (!(error instanceof UnwritableError)) throw error
    say(error.message)
    return 1
  }
}

function tolerate(): void {}

async function runAll(plan: Plan, { json, out }: RunOptions): Promise<number> {
  const records: (RunRecord | undefined)[] = []
  for (const planned of plan.runs) records.push(out === undefined ? undefined : await inspectRecord(plan, planned, out))
  const pool = startPool(1)
  const stop = new AbortController()
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130) // asked twice
    stop.abort()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  // A file size limit is then an error like a full disk; otherwise write-file-atomic would have the process killed.
  process.on('SIGXFSZ', tolerate)
  let failures = 0
  const counts = { runs: plan.runs.length, ended: 0, before: 0, steps: 0 }
  const from = performance.now()
  try {
    for (const [i, planned] of plan.runs.entries()) {
      if (stop.signal.aborted) break
      const { outcome, steps, before } = await train({
        plan,
        planned,
        client: pool.clients[0]!,
        json,
        record: records[i],
        signal: stop.signal,
      })
      counts.steps += steps
      if (before) counts.before++
      else if (outcome.reason === 'complete' || outcome.reason === 'diverged') counts.ended++
      if (outcome.reason === 'complete') continue
      failures++
      say(`${planned.label}: ${outcome.message}`)
    }
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    process.off('SIGXFSZ', tolerate)
    await pool.close()
  }
  say(summary(counts, performance.now() - from))
  if (stop.signal.aborted && out !== undefined) say(`stopped; the same command resumes from here (${out})`)
  return failures > 0 || stop.signal.aborted ? 1 : 0
}
