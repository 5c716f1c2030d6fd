import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Snapshot } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'
import { continueGrowingFile } from './growing-file.ts'
import { layoutOf } from './layout.ts'
import { type Lock, takeLock } from './lock.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { openAll } from './open-all.ts'
import { type Recorder, startRecorder } from './recorder.ts'
import { newestSnapshot, snapshotSteps } from './snapshots.ts'

/** A resumed run. */
export interface Resumed {
  readonly recorder: Recorder
  /** What to start the experiment `from`; undefined if none was stored and the run starts over. */
  readonly snapshot: Snapshot | undefined
  /** The step that was given with the snapshot; 0 if the run starts over. */
  readonly step: number
  readonly manifest: Manifest
}

const NOTHING = { frames: 0, fieldBytes: 0, fieldLines: 0 }

/**
 * Resumes a run that was killed, aborted or failed: truncates its frames and fields to the newest snapshot, so that the
 * finished files are those of a run without the interruption.
 *
 * @throws RunsError if there is no run, if it is complete or has diverged, or if its writer is at work.
 */
export async function resumeRecorder(directory: string): Promise<Resumed> {
  await readManifest(directory) // without one there is nothing to lock
  const lock = await takeLock(directory)
  try {
    return await resumeLocked(directory, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function resumeLocked(directory: string, lock: Lock): Promise<Resumed> {
  const before = await readManifest(directory)
  const reason = before.outcome?.reason
  if (reason === 'complete' || reason === 'diverged')
    throw new RunsError(
      `the run in ${directory} ${reason === 'complete' ? 'is complete' : 'has diverged'}: one that was killed, aborted or failed is accepted`,
    )
  const stored = await newestSnapshot(directory)
  const lengths = stored?.lengths ?? NOTHING
  const layout = layoutOf(directory)
  for (const step of await snapshotSteps(directory))
    if (!stored || step > stored.step) await rm(join(layout.snapshots, `${step}.json`))
  const files = await openAll({
    frames: () => continueGrowingFile(layout.frames, lengths.frames),
    fieldLines: () => continueGrowingFile(layout.fieldLines, lengths.fieldLines),
    fieldBytes: () => continueGrowingFile(layout.fieldBytes, lengths.fieldBytes),
  })
  const manifest = { ...before, heartbeat: new Date().toISOString(), outcome: null }
  const recorder = await startRecorder(directory, manifest, files, stored?.frames ?? 0, lock)
  return { recorder, snapshot: stored?.snapshot, step: stored?.step ?? 0, manifest }
}
