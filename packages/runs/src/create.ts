import { mkdir, rm } from 'node:fs/promises'
import { RunsError } from './errors.ts'
import { createGrowingFile } from './growing-file.ts'
import { exists, requireNothing } from './inspect.ts'
import { type Layout, layoutOf } from './layout.ts'
import { takeLock } from './lock.ts'
import { newManifest, type RunDescription } from './manifest.ts'
import { openAll } from './open-all.ts'
import { type Recorder, type RecordFiles, startRecorder } from './recorder.ts'

/**
 * Begins a run in `directory`, which is created if missing. {@link resumeRecorder} resumes one.
 *
 * @throws RunsError if the directory already holds a run, or another writer is at work there.
 */
export async function createRecorder(directory: string, description: RunDescription): Promise<Recorder> {
  const layout = layoutOf(directory)
  await mkdir(layout.snapshots, { recursive: true })
  const lock = await takeLock(directory)
  try {
    if (await exists(layout.manifest))
      throw new RunsError(`${directory} already holds a run: a new or empty directory is accepted`)
    await requireNothing(directory)
    const files = await openFiles(layout)
    return await startRecorder(directory, newManifest(description), files, 0, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openFiles({ frames, fieldBytes, fieldLines }: Layout): Promise<RecordFiles> {
  for (const file of [frames, fieldBytes, fieldLines]) await rm(file, { force: true }) // empty ones, of a dead writer
  return openAll({
    frames: () => createGrowingFile(frames),
    fieldBytes: () => createGrowingFile(fieldBytes),
    fieldLines: () => createGrowingFile(fieldLines),
  })
}
