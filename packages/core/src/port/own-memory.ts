import type { Fields, RunEvent } from './frame.ts'
import type { SnapshotState } from './snapshot-state.ts'

/** The event with memory of its own: what an experiment handed in with shared memory is copied. */
export function ownEvent(event: RunEvent<ArrayBufferLike>): RunEvent {
  if (event.kind === 'progress' || !event.fields) return event as RunEvent
  const fields = Object.values(event.fields)
  return fields.every(({ data }) => isOwn(data)) ? (event as RunEvent) : { ...event, fields: ownFields(event.fields) }
}

function ownFields(fields: Fields<ArrayBufferLike>): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { data, shape }]) => [name, { data: isOwn(data) ? data : data.slice(), shape }]),
  )
}

/** The state with memory of its own, likewise. */
export function ownState(state: SnapshotState<ArrayBufferLike>): SnapshotState {
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      typeof value === 'number' || isOwn(value) ? value : value.slice(),
    ]),
  )
}

function isOwn(data: Float64Array | Float32Array): data is Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer> {
  return data.buffer instanceof ArrayBuffer
}
