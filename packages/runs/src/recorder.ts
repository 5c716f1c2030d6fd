import type { Computation, Frame, Outcome, Snapshot } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'
import { fieldLineToJson } from './field-line.ts'
import { bytesOfFloat64 } from './float-bytes.ts'
import { frameToJson } from './frame-json.ts'
import type { GrowingFile } from './growing-file.ts'
import type { Lock } from './lock.ts'
import { type Manifest, writeManifest } from './manifest.ts'
import { requireShape } from './require-shape.ts'
import { writeSnapshot } from './snapshots.ts'

/** Bytes of fields gathered before they are written: memory stays flat however many frames come at once. */
const GATHER = 1 << 20
/** Frames gathered, likewise. */
const GATHER_FRAMES = 1024

/**
 * Writes one run. Calls may overlap; they take effect in order. A call that fails leaves what was
 * written before it readable, and makes every later one fail too.
 */
export interface Recorder {
  readonly directory: string
  /** Frames recorded so far, including those before a resumption. */
  readonly recorded: number
  /**
   * Records in the manifest what computes the run. Rejects with a RunsError if something else computed the frames so
   * far: the run would not continue as it began.
   */
  computing(computation: Computation): Promise<void>
  /** Appends frames, with their fields. Resolves when other processes can read them. */
  frames(frames: readonly Frame[]): Promise<void>
  /** Stores a snapshot taken after the last recorded frame, at that step. Resolves when all of it is on the disk. */
  snapshot(snapshot: Snapshot, step: number): Promise<void>
  /** Records in the manifest that this writer is at work; call it every few seconds. */
  heartbeat(): Promise<void>
  /** Records in the manifest how the run ended, once all of it is on the disk; then closes, even if that failed. */
  end(outcome: Outcome): Promise<void>
  /** Closes the files of a run that may be resumed later; does nothing after `end` or another `close`. */
  close(): Promise<void>
}

/** The files that a recorder appends to. */
export interface RecordFiles {
  readonly frames: GrowingFile
  readonly fieldBytes: GrowingFile
  readonly fieldLines: GrowingFile
}

/**
 * Writes the manifest last, so that a directory with one has all the other files, and returns a recorder for the locked
 * run, whose open files hold `recorded` frames.
 */
export async function startRecorder(
  directory: string,
  manifest: Manifest,
  files: RecordFiles,
  recorded: number,
  lock: Lock,
): Promise<Recorder> {
  try {
    await writeManifest(directory, manifest)
  } catch (error) {
    await Promise.all(Object.values(files).map((file) => file.close()))
    throw error
  }
  return recorderOf(directory, manifest, files, recorded, lock)
}

function recorderOf(directory: string, begun: Manifest, files: RecordFiles, recorded: number, lock: Lock): Recorder {
  const all = [files.frames, files.fieldBytes, files.fieldLines]
  let manifest = begun
  let frameCount = recorded
  let open = true
  let last: Promise<void> = Promise.resolve()

  const refused = (): Promise<never> =>
    Promise.reject(new RunsError(`the recorder of ${directory} is closed: an open recorder is accepted`))

  /** After a failure nothing more is written: it would follow half a record. */
  function inOrder(work: () => Promise<void>): Promise<void> {
    if (!open) return refused()
    last = last.then(work)
    return last
  }

  async function update(change: Partial<Manifest>): Promise<void> {
    manifest = { ...manifest, heartbeat: new Date().toISOString(), ...change }
    await writeManifest(directory, manifest)
  }

  async function introduce({ backend, kernelVariant, versions }: Computation): Promise<void> {
    const named = (backend: string, variant: string, from: Computation['versions']): string =>
      [`${backend} (${variant})`, ...Object.keys(versions).map((name) => `${name} ${from[name] ?? 'unknown'}`)].join(
        ', ',
      )
    const before = named(manifest.backend, manifest.kernelVariant, manifest.versions)
    const now = named(backend, kernelVariant, versions)
    if (before === now) return
    if (recorded > 0)
      throw new RunsError(
        `the run in ${directory} was begun on ${before}, and would continue on ${now}: ${before} is accepted`,
      )
    await update({ backend, kernelVariant, versions: { ...manifest.versions, ...versions } })
  }

  /** First the bytes, then the lines that name them, then the frames: whoever sees a frame finds its fields. */
  async function append(frames: readonly Frame[]): Promise<void> {
    let bytes: Buffer[] = []
    let gathered = 0
    let names: string[] = []
    let lines: string[] = []
    const write = async (): Promise<void> => {
      if (bytes.length > 0) await files.fieldBytes.append(Buffer.concat(bytes))
      if (names.length > 0) await files.fieldLines.append(`${names.join('\n')}\n`)
      if (lines.length > 0) await files.frames.append(`${lines.join('\n')}\n`)
      frameCount += lines.length
      bytes = []
      gathered = 0
      names = []
      lines = []
    }
    for (const frame of frames) {
      for (const [field, value] of Object.entries(frame.fields ?? {})) {
        requireShape(`field ${field}`, value)
        const { data, shape } = value
        const offset = files.fieldBytes.length + gathered
        const line = { frame: frameCount + lines.length, step: frame.step, field, offset, dtype: 'f64', shape } as const
        names.push(fieldLineToJson(line))
        bytes.push(bytesOfFloat64(data))
        gathered += data.length * 8
      }
      lines.push(frameToJson(frame))
      if (gathered >= GATHER || lines.length >= GATHER_FRAMES) await write()
    }
    await write()
  }

  /** Whatever a snapshot or an outcome refers to must be on the disk before it; frames written since may be lost. */
  async function flush(): Promise<void> {
    await Promise.all(all.map((file) => file.flush()))
  }

  async function shut(): Promise<void> {
    try {
      await Promise.all(all.map((file) => file.close()))
    } finally {
      lock.release()
    }
  }

  return {
    directory,
    get recorded() {
      return frameCount
    },
    computing: (computation) => inOrder(() => introduce(computation)),
    frames: (frames) => inOrder(() => append(frames)),
    async snapshot(snapshot, step) {
      requireStep(step)
      await inOrder(async () => {
        await flush()
        const lengths = {
          frames: files.frames.length,
          fieldBytes: files.fieldBytes.length,
          fieldLines: files.fieldLines.length,
        }
        await writeSnapshot(directory, { step, frames: frameCount, lengths, snapshot })
      })
    },
    heartbeat: () => inOrder(() => update({})),
    end(outcome) {
      if (!open) return refused()
      const ended = inOrder(async () => {
        await flush()
        await update({ outcome })
      }).finally(shut)
      open = false
      return ended
    },
    async close() {
      if (!open) return
      open = false
      await last.catch(() => undefined) // the caller of the failed call has been told
      await shut()
    },
  }
}

function requireStep(step: number): void {
  if (!Number.isSafeInteger(step) || step < 0)
    throw new RunsError(`step of the snapshot is ${step}: a whole number ≥ 0 is accepted`)
}
