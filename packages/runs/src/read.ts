import type { Field, Frame, Snapshot } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'
import { type FieldLine, fieldLineFromJson, fieldSize } from './field-line.ts'
import { float64OfBytes } from './float-bytes.ts'
import { frameFromJson } from './frame-json.ts'
import { type GrownFile, openGrown, type ReadBytes, readerOf } from './grown-file.ts'
import { layoutOf } from './layout.ts'
import { completeLines } from './lines.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { newestSnapshot } from './snapshots.ts'

/** A run as it lies on the disk, whether its writer is done, at work or dead. */
export interface RecordedRun {
  readonly directory: string
  /** As it was when the run was opened. */
  readonly manifest: Manifest
  /** The frames that exist when the iteration begins, in order; each call reads them again. */
  frames(options?: ReadOptions): AsyncIterable<Frame>
  /** One field of the frame with that index (counted from 0), or undefined if it has none of that name. */
  field(frame: number, name: string): Promise<Field | undefined>
  /** The newest snapshot, or undefined. */
  latestSnapshot(): Promise<Snapshot | undefined>
}

export interface ReadOptions {
  /** True: frames come with their fields, if those were recorded. */
  readonly fields?: boolean
}

/**
 * Opens a run for reading. A torn last line is dropped, and so is a field whose bytes are not all there.
 *
 * @throws RunsError if there is no run, or one of another format; while iterating, for an unreadable line in the
 * middle.
 */
export async function readRun(directory: string): Promise<RecordedRun> {
  const manifest = await readManifest(directory)
  return {
    directory,
    manifest,
    frames: ({ fields = false } = {}) => (fields ? framesWithFields(directory) : plainFrames(directory)),
    field: (frame, name) => oneField(directory, frame, name),
    latestSnapshot: async () => (await newestSnapshot(directory))?.snapshot,
  }
}

async function* plainFrames(directory: string): AsyncGenerator<Frame, void, undefined> {
  const { frames } = layoutOf(directory)
  await using opened = await openGrown(frames)
  yield* decoded(frames, opened, frameFromJson)
}

async function* framesWithFields(directory: string): AsyncGenerator<Frame, void, undefined> {
  const layout = layoutOf(directory)
  // frames.ndjson first: a writer appends a frame after its fields, so that files measured later contain them.
  await using frames = await openGrown(layout.frames)
  await using lines = await openGrown(layout.fieldLines)
  await using bytes = await openGrown(layout.fieldBytes)
  const fieldLines = decoded(layout.fieldLines, lines, fieldLineFromJson)
  const read = readerOf(bytes)
  let line = await fieldLines.next()
  let index = 0
  for await (const frame of decoded(layout.frames, frames, frameFromJson)) {
    const fields: [string, Field][] = []
    for (; !line.done && line.value.frame <= index; line = await fieldLines.next()) {
      const field = await fieldAt(read, line.value)
      if (field) fields.push([line.value.field, field])
    }
    yield fields.length > 0 ? { ...frame, fields: Object.fromEntries(fields) } : frame
    index++
  }
}

async function oneField(directory: string, frame: number, name: string): Promise<Field | undefined> {
  const layout = layoutOf(directory)
  await using lines = await openGrown(layout.fieldLines)
  await using bytes = await openGrown(layout.fieldBytes)
  for await (const line of decoded(layout.fieldLines, lines, fieldLineFromJson)) {
    if (line.frame > frame) return undefined
    if (line.frame === frame && line.field === name) return await fieldAt(readerOf(bytes), line)
  }
  return undefined
}

async function* decoded<T>(
  path: string,
  { handle, length }: GrownFile,
  decode: (line: string) => T,
): AsyncGenerator<T, void, undefined> {
  let number = 0
  for await (const line of completeLines(handle, length)) {
    number++
    let value: T
    try {
      value = decode(line)
    } catch (error) {
      if (error instanceof RunsError) throw new RunsError(`${path}, line ${number}: ${error.message}`)
      throw error
    }
    yield value
  }
}

async function fieldAt(read: ReadBytes, line: FieldLine): Promise<Field | undefined> {
  const bytes = await read(line.offset, fieldSize(line))
  return bytes && { data: float64OfBytes(bytes), shape: line.shape }
}
