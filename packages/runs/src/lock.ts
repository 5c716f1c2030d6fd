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
  /** Does nothing if it was already released, or taken over by another host. */
  release(): void
}

/** A writer on another host counts as dead once its manifest has not been touched for this many milliseconds. */
const SILENT_AFTER = 60_000

/**
 * Makes this process the only writer of a run, by a file that can be created only once. Takes over the lock of a dead
 * writer.
 *
 * @throws RunsError while another writer, in this process or another, is at work.
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
    // Several may find the same dead writer: one of them removes its lock, under a second lock of the same kind.
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

/** Creates the lock file, or returns undefined if there is one. Synchronous: a reader hardly ever sees it empty. */
function tryLock(file: string): Lock | undefined {
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  const text = `${JSON.stringify(holder)}\n`
  try {
    writeFileSync(file, text, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    if (readLock(file) === '') unlinkSync(file) // created, but the disk is full
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
  // A restarted container has the host name and the process ids of the one before.
  if (pid === process.pid) return Date.parse(since) >= performance.timeOrigin - 1000
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH' // EPERM: it exists, under another user
  }
}

/** Whether the manifest, or the lock if there is no manifest yet, was written recently. */
async function wasHeard(directory: string, file: string): Promise<boolean> {
  const heard = await readManifest(directory).then(
    ({ heartbeat }) => Date.parse(heartbeat),
    () => 0,
  )
  const taken = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - Math.max(heard, taken) < SILENT_AFTER
}

/** Undefined for text that is half-written, for a moment or since a crash. */
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
    `${directory} is being written by ${who}: a directory without a running writer is accepted (if that process is not lazyrich, remove ${file})`,
  )
}
