import { readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { RunsError } from './errors.ts'
import { layoutOf } from './layout.ts'
import { readManifest } from './manifest.ts'

/** Who writes a run: the content of its `lock` file. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When it was taken, ISO 8601. */
  readonly since: string
}

/** The right to write a run, from `takeLock` to `release`. */
export interface Lock {
  /** Does nothing where it has been released, or taken over by another host, before. */
  release(): void
}

/** A writer on another host is dead when its manifest has not been touched for that many milliseconds. */
const SILENT_AFTER = 60_000

/**
 * Makes this process the only writer of a run: one file that can be made only once. The lock of a writer that is dead
 * is taken over.
 *
 * @throws RunsError while another writer, of this process or another, is at work.
 */
export async function takeLock(directory: string): Promise<Lock> {
  return takeAt(directory, layoutOf(directory).lock)
}

/** @throws RunsError while a writer is at work in the directory; touches nothing. */
export async function requireUnlocked(directory: string): Promise<void> {
  const text = readLock(layoutOf(directory).lock)
  if (text !== undefined) await requireDead(directory, layoutOf(directory).lock, text)
}

async function takeAt(directory: string, file: string): Promise<Lock> {
  const mine = tryLock(file)
  if (mine) return mine
  const text = readLock(file)
  if (text !== undefined) {
    await requireDead(directory, file, text)
    // Two may find the same dead writer: one of them removes its lock, under a lock that is taken over in the same way.
    const guard = await takeAt(directory, `${file}.takeover`)
    try {
      if (readLock(file) === text) unlinkSync(file)
    } finally {
      guard.release()
    }
  }
  const taken = tryLock(file)
  if (taken) return taken
  throw inUse(directory, file, readLock(file) ?? '')
}

/** Makes the lock file, or returns undefined where there is one. Synchronous: a reader hardly ever meets it empty. */
function tryLock(file: string): Lock | undefined {
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  const text = `${JSON.stringify(holder)}\n`
  try {
    writeFileSync(file, text, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    if (readLock(file) === '') unlinkSync(file) // made, but the disk is full
    throw error
  }
  return {
    release() {
      if (readLock(file) === text) unlinkSync(file)
    },
  }
}

function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function requireDead(directory: string, file: string, text: string): Promise<void> {
  const holder = parseHolder(text)
  const alive = holder?.host === hostname() ? isAlive(holder) : await wasHeard(directory, file)
  if (alive) throw inUse(directory, file, text)
}

function isAlive({ pid, since }: Holder): boolean {
  // A container that starts again has the name and the process ids of the one before.
  if (pid === process.pid) return Date.parse(since) >= performance.timeOrigin - 1000
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH' // EPERM: there is one, somebody else's
  }
}

/** Whether the manifest, or the lock where there is no manifest yet, was written a short while ago. */
async function wasHeard(directory: string, file: string): Promise<boolean> {
  const heard = await readManifest(directory).then(
    ({ heartbeat }) => Date.parse(heartbeat),
    () => 0,
  )
  const taken = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - Math.max(heard, taken) < SILENT_AFTER
}

/** Undefined for text that a crash, or a moment, has left half-written. */
function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, host, since } = JSON.parse(text)
    return Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string' ? { pid, host, since } : undefined
  } catch {
    return undefined
  }
}

function inUse(directory: string, file: string, text: string): RunsError {
  const holder = parseHolder(text)
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process'
  return new RunsError(
    `${directory} is being written by ${who}: one that nobody writes is accepted (remove ${file} if that process is none of lazyrich's)`,
  )
}
