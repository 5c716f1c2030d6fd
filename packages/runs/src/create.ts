import { mkdir } from 'node:fs/promises'
import { RunsError } from './errors.ts'
import { createGrowingFile } from './growing-file.ts'
import { layoutOf } from './layout.ts'
import { newManifest, type RunDescription, writeManifest } from './manifest.ts'
import { type Recorder, recorderOf } from './recorder.ts'

/**
 * Begins a run in `directory`, which is made if it is not there.
 *
 * @throws RunsError where the directory already holds a run, whole or begun.
 */
export async function createRecorder(directory: string, description: RunDescription): Promise<Recorder> {
  const layout = layoutOf(directory)
  await mkdir(layout.snapshots, { recursive: true })
  // Only one writer can make the first file; the manifest comes last, so that a directory with one has all the others.
  const frames = await createGrowingFile(layout.frames).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    throw new RunsError(
      `${directory} already holds a run: an empty or a new directory is accepted, or resumeRecorder to go on with it`,
    )
  })
  const fieldBytes = await createGrowingFile(layout.fieldBytes)
  const fieldLines = await createGrowingFile(layout.fieldLines)
  const manifest = newManifest(description)
  await writeManifest(directory, manifest)
  return recorderOf(directory, manifest, { frames, fieldBytes, fieldLines }, 0)
}
