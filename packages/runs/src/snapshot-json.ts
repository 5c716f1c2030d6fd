import type { Parameters, Snapshot, SnapshotState } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'
import { bytesOfFloat32, bytesOfFloat64, float32OfBytes, float64OfBytes } from './float-bytes.ts'
import { numberFromJson, numberToJson } from './json-number.ts'
import type { Lengths } from './layout.ts'
import { parseObject } from './parse-object.ts'

/** A snapshot with its place in the record: what `snapshots/<step>.json` holds. */
export interface StoredSnapshot {
  readonly step: number
  /** Frames recorded before it. */
  readonly frames: number
  /** What the growing files are truncated to when the run resumes from here. */
  readonly lengths: Lengths
  readonly snapshot: Snapshot
}

/**
 * One JSON object. A Float64Array becomes `{"f64": base64 of little-endian bytes}`, a Float32Array, of 4 bytes an entry,
 * `{"f32": …}`, numbers as in frames: the state comes back bit for bit, each array of its own type.
 *
 * @throws RunsError for anything else in the state.
 */
export function snapshotToJson({ step, frames, lengths, snapshot }: StoredSnapshot): string {
  const { experiment, revision, parameters, seed, state } = snapshot
  const entries = Object.entries(state).map(([name, value]) => `${JSON.stringify(name)}:${stateToJson(name, value)}`)
  const head = JSON.stringify({ step, frames, lengths, experiment, revision, seed })
  return `${head.slice(0, -1)},"parameters":${parametersToJson(parameters)},"state":{${entries.join(',')}}}\n`
}

/** @throws RunsError for text that {@link snapshotToJson} did not write. */
export function snapshotFromJson(text: string): StoredSnapshot {
  const { step, frames, lengths, experiment, revision, parameters, seed, state } = parseObject('the snapshot', text)
  if (state === null || typeof state !== 'object')
    throw new RunsError(`state of the snapshot is ${JSON.stringify(state)}: an object is accepted`)
  const entries = Object.entries(state).map(([name, value]) => [name, stateFromJson(name, value)])
  const snapshot = { experiment, revision, parameters, seed, state: Object.fromEntries(entries) as SnapshotState }
  return { step, frames, lengths, snapshot } as StoredSnapshot
}

function stateToJson(name: string, value: unknown): string {
  if (typeof value === 'number') return numberToJson(value)
  if (value instanceof Float64Array) return `{"f64":"${bytesOfFloat64(value).toString('base64')}"}`
  if (value instanceof Float32Array) return `{"f32":"${bytesOfFloat32(value).toString('base64')}"}`
  const came = Object(value) === value ? Object.prototype.toString.call(value).slice(8, -1) : typeof value
  throw new RunsError(
    `${name} of the snapshot's state is of type ${came}: a number, a Float64Array or a Float32Array is accepted`,
  )
}

function stateFromJson(name: string, value: unknown): SnapshotState[string] {
  const what = `${name} of the snapshot's state`
  if (value === null || typeof value !== 'object') return numberFromJson(what, value)
  const [[type, text] = [], ...others] = Object.entries(value)
  if (others.length === 0 && type === 'f64') return float64OfBytes(bytesOfBase64(what, text, 8))
  if (others.length === 0 && type === 'f32') return float32OfBytes(bytesOfBase64(what, text, 4))
  throw new RunsError(`${what} holds ${Object.keys(value).join(', ') || 'nothing'}: f64 or f32 is accepted`)
}

/** Whole numbers of `size` bytes each. */
function bytesOfBase64(what: string, text: unknown, size: number): Buffer {
  const accepted = `base64 of numbers of ${size} bytes is accepted`
  if (typeof text !== 'string') throw new RunsError(`${what} is no text: ${accepted}`)
  const bytes = Buffer.from(text, 'base64') // leaves out what is no base64
  if (bytes.length % size !== 0 || bytes.length !== Buffer.byteLength(text, 'base64'))
    throw new RunsError(`${what} gives ${bytes.length} bytes from ${text.length} characters: ${accepted}`)
  return bytes
}

/** As `JSON.stringify`, but −0 stays −0. Numbers must be finite: a string would be read back as a string. */
function parametersToJson(parameters: Parameters): string {
  const one = (name: string, value: number): string => {
    if (!Number.isFinite(value)) throw new RunsError(`parameter ${name} is ${value}: a finite number is accepted`)
    return numberToJson(value)
  }
  const entries = Object.entries(parameters).map(([name, value]) => {
    if (typeof value === 'string') return `${JSON.stringify(name)}:${JSON.stringify(value)}`
    const text = typeof value === 'number' ? one(name, value) : `[${value.map((entry) => one(name, entry)).join(',')}]`
    return `${JSON.stringify(name)}:${text}`
  })
  return `{${entries.join(',')}}`
}
