import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Frame, Snapshot } from '@lazyrich/core'
import { createRecorder, type Recorder, RunsError, readRun, resumeRecorder } from '@lazyrich/runs'
import type { Plan, PlannedRun } from '../plan.ts'
import { version } from './version.ts'

/** The place of a run on disk: new, or with what an earlier call left there. */
export interface Record {
  readonly directory: string
  /** Undefined where the run is complete already. */
  readonly recorder: Recorder | undefined
  /** Where to go on; undefined at the beginning. */
  readonly snapshot: Snapshot | undefined
  /** What is there already. */
  readonly frames: () => AsyncIterable<Frame>
}

/**
 * Opens the directory of one run: `out` itself where the plan has one run, a directory in it where it has several.
 *
 * @throws RunsError where another run lies there.
 */
export async function openRecord(plan: Plan, planned: PlannedRun, out: string): Promise<Record> {
  const base = resolve(out)
  const directory = plan.runs.length === 1 ? base : join(base, `${planned.index}-${slug(planned.label)}`)
  const { id, revision } = plan.experiment
  if (!existsSync(join(directory, 'manifest.json'))) {
    const recorder = await createRecorder(directory, {
      experiment: id,
      revision,
      parameters: planned.parameters,
      seed: plan.seed,
      label: planned.label,
      preset: plan.preset,
      versions: { lazyrich: version },
    })
    return { directory, recorder, snapshot: undefined, frames: nothing }
  }
  const { manifest } = await readRun(directory)
  const same =
    manifest.experiment === id &&
    manifest.revision === revision &&
    manifest.seed === plan.seed &&
    JSON.stringify(manifest.parameters) === JSON.stringify(planned.parameters)
  if (!same)
    throw new RunsError(
      `--out ${out}: ${directory} holds another run (${manifest.experiment}, seed ${manifest.seed}, or other parameters); a new directory, or the line that began it, is accepted`,
    )
  const frames = async function* (): AsyncGenerator<Frame> {
    yield* (await readRun(directory)).frames()
  }
  const reason = manifest.outcome?.reason
  if (reason === 'complete' || reason === 'diverged')
    return { directory, recorder: undefined, snapshot: undefined, frames }
  const { recorder, snapshot } = await resumeRecorder(directory)
  return { directory, recorder, snapshot, frames }
}

async function* nothing(): AsyncGenerator<Frame> {}

/** `upstream δ = 1` → `upstream-delta-1`. */
function slug(label: string): string {
  return label
    .replaceAll('δ', 'delta')
    .replaceAll('τ', 'tau')
    .replaceAll('−', '-minus-')
    .replaceAll(/[^A-Za-z0-9.]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
}
