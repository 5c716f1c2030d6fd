import { stat } from 'node:fs/promises'
import { RunsError } from './errors.ts'
import { layoutOf } from './layout.ts'
import { requireUnlocked } from './lock.ts'
import { type Manifest, readManifest } from './manifest.ts'

/**
 * Says what lies in a directory, and touches nothing: the manifest of the run that it holds, or undefined where one
 * can begin: a directory that is new or empty, or where a writer died before its run had begun.
 *
 * @throws RunsError where a writer is at work, or where frames lie that no manifest describes.
 */
export async function inspectRun(directory: string): Promise<Manifest | undefined> {
  await requireUnlocked(directory)
  if (await exists(layoutOf(directory).manifest)) return readManifest(directory)
  await requireNothing(directory)
  return undefined
}

/** Files without a byte are what a writer leaves that dies between the first of them and the manifest. */
export async function requireNothing(directory: string): Promise<void> {
  const { frames, fieldBytes, fieldLines } = layoutOf(directory)
  for (const file of [frames, fieldBytes, fieldLines])
    if ((await sizeOf(file)) > 0)
      throw new RunsError(
        `${file} is there and no manifest.json beside it: a new or an empty directory, or one with a whole run, is accepted`,
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
