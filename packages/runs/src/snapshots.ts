import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RunsError } from './errors.ts'
import { type Lengths, layoutOf } from './layout.ts'
import { replaceFile } from './replace-file.ts'
import { type StoredSnapshot, snapshotFromJson, snapshotToJson } from './snapshot-json.ts'

/** Writes `snapshots/<step>.json`, replacing one of the same step. */
export async function writeSnapshot(directory: string, stored: StoredSnapshot): Promise<void> {
  await replaceFile(join(layoutOf(directory).snapshots, `${stored.step}.json`), snapshotToJson(stored))
}

/** Steps of the snapshots of a run, ascending. Files still being written have other names. */
export async function snapshotSteps(directory: string): Promise<number[]> {
  const names = await readdir(layoutOf(directory).snapshots)
  return names
    .flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

/**
 * The newest readable snapshot whose frames and fields are all there, or undefined. An older one is used only if the
 * disk has lost something: a snapshot is written after everything it refers to has been flushed.
 */
export async function newestSnapshot(directory: string): Promise<StoredSnapshot | undefined> {
  const there = await lengthsOf(directory)
  for (const step of (await snapshotSteps(directory)).reverse()) {
    const stored = await readSnapshot(directory, step)
    if (stored && fits(stored.lengths, there)) return stored
  }
  return undefined
}

async function readSnapshot(directory: string, step: number): Promise<StoredSnapshot | undefined> {
  const text = await readFile(join(layoutOf(directory).snapshots, `${step}.json`), 'utf8')
  try {
    return snapshotFromJson(text)
  } catch (error) {
    if (error instanceof RunsError) return undefined
    throw error
  }
}

async function lengthsOf(directory: string): Promise<Lengths> {
  const { frames, fieldBytes, fieldLines } = layoutOf(directory)
  const [a, b, c] = await Promise.all([stat(frames), stat(fieldBytes), stat(fieldLines)])
  return { frames: a.size, fieldBytes: b.size, fieldLines: c.size }
}

function fits(wanted: Lengths, there: Lengths): boolean {
  return wanted.frames <= there.frames && wanted.fieldBytes <= there.fieldBytes && wanted.fieldLines <= there.fieldLines
}
