import { stat } from 'node:fs/promises'
import { RunsError } from './errors.ts'
import { layoutOf } from './layout.ts'
import { requireUnlocked } from './lock.ts'
import { type Manifest, readManifest } from './manifest.ts'

/**
 * Inspects a directory without touching it: returns the manifest of its run, or undefined if a run can begin there,
 * because it is new or empty, or its writer died before the run had begun.
 *
 * @throws RunsError if a writer is at work there, or if there are frames without a manifest.
 */
export async function inspectRun(directory: string): Promise<Manifest | undefined> {
  await requireUnlocked(directory)
  if (await exists(layoutOf(directory).manifest)) return readManifest(directory)
  await requireNothing(directory)
  return undefined
}

/** A writer that dies between creating the first file and writing the manifest leaves only empty files. */
export async function requireNothing(directory: string): Promise<void> {
  const { frames, fieldBytes, fieldLines } = layoutOf(directory)
  for (const file of [frames, fieldBytes, fieldLines])
    if ((await sizeOf(file)) > 0)
      throw new RunsError(
        `${file} exists without a manifest.json beside it: a new or empty directory, or one with a whole run, is accepted`,
      )
}

export async function exists(file: string): Promise<boolean> {
  return (await statOf(file)) !== undefined
}

async function sizeOf(file: string): Promise<number> {
  return (await statOf(file))?.size ?? 0
}

async function statOf(file: string): Promise<{ size: number } | undefined> {
  return stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
}
