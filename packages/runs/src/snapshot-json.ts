import type { Parameters, Snapshot, SnapshotState } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'
import { bytesOfFloat64, float64OfBytes } from './float64-bytes.ts'
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
 * One JSON object. Typed arrays become `{"f64": base64 of little-endian bytes}`, numbers as in frames: the state
 * comes back bit for bit.
 *
 * @throws RunsError for anything in the state that is neither a number nor a Float64Array.
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
  throw new RunsError(`${name} of the snapshot's state is a ${typeof value}: a number or a Float64Array is accepted`)
}

function stateFromJson(name: string, value: unknown): number | Float64Array {
  if (value === null || typeof value !== 'object') return numberFromJson(`${name} of the snapshot's state`, value)
  const { f64 } = value as { f64?: unknown }
  if (typeof f64 !== 'string') throw new RunsError(`${name} of the snapshot's state holds no f64`)
  return float64OfBytes(Buffer.from(f64, 'base64'))
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
