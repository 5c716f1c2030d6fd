import { deepStrictEqual } from 'node:assert/strict'
import type { Snapshot } from '@lazyrich/core/port'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RunsError } from '../src/errors.ts'
import { snapshotFromJson, snapshotToJson } from '../src/snapshot-json.ts'
import { anyName, anyNumber, anySingle, anySingles } from './arbitraries.ts'

const lengths = { frames: 10, fieldBytes: 16, fieldLines: 20 }
const snapshot: Snapshot = {
  experiment: 'neuron-race',
  revision: 1,
  parameters: { tau: 0.1, shift: -0, beta0: [-1, -0], record: 'log:60' },
  seed: 0xffffffff,
  state: { W: Float64Array.of(1, -0), step: 12, drift: Number.NaN },
}

/** A stored snapshot with that in its state. */
function stored(state: object): string {
  const text = snapshotToJson({ step: 12, frames: 3, lengths, snapshot: { ...snapshot, state: {} } })
  return text.replace('"state":{}', `"state":${JSON.stringify(state)}`)
}

describe('a snapshot as JSON', () => {
  it('holds typed arrays as base64 of little-endian doubles', () => {
    expect(JSON.parse(snapshotToJson({ step: 12, frames: 3, lengths, snapshot }))).toEqual({
      step: 12,
      frames: 3,
      lengths,
      experiment: 'neuron-race',
      revision: 1,
      seed: 0xffffffff,
      parameters: { tau: 0.1, shift: -0, beta0: [-1, -0], record: 'log:60' },
      state: { W: { f64: 'AAAAAAAA8D8AAAAAAAAAgA==' }, step: 12, drift: 'NaN' },
    })
  })

  it('holds single precision as that: 4 bytes an entry', () => {
    const state = { w: Float32Array.of(1, -0, Number.NaN) }
    const text = snapshotToJson({ step: 12, frames: 3, lengths, snapshot: { ...snapshot, state } })
    const { w } = JSON.parse(text).state
    expect(w).toEqual({ f32: 'AACAPwAAAIAAAMB/' })
    expect(Buffer.from(w.f32, 'base64')).toHaveLength(12)
  })

  it('comes back bit for bit, whatever the state, each array as its own type', () => {
    const anyNumbers = fc.array(fc.oneof(anyNumber, anySingle), { maxLength: 20 })
    const anyDouble = anyNumbers.map((numbers) => Float64Array.from(numbers))
    const anyState = fc.array(fc.tuple(anyName, fc.oneof(anyNumber, anyDouble, anySingles)), { maxLength: 6 })
    fc.assert(
      fc.property(anyState, (entries) => {
        const original = { step: 1, frames: 0, lengths, snapshot: { ...snapshot, state: Object.fromEntries(entries) } }
        deepStrictEqual(snapshotFromJson(snapshotToJson(original)), original)
      }),
      { numRuns: 500 },
    )
  })

  it('of before there was single precision is read as it was', () => {
    const { state } = snapshotFromJson(stored({ W: { f64: 'AAAAAAAA8D8AAAAAAAAAgA==' }, step: 12 })).snapshot
    deepStrictEqual(state, { W: Float64Array.of(1, -0), step: 12 })
  })

  it.each([
    ['another type', { f16: 'AAA=' }, "W of the snapshot's state holds f16: f64 or f32 is accepted"],
    ['no type', {}, "W of the snapshot's state holds nothing: f64 or f32 is accepted"],
    ['two types', { f32: '', f64: '' }, "W of the snapshot's state holds f32, f64: f64 or f32 is accepted"],
    ['a number for text', { f32: 1 }, "W of the snapshot's state is no text: base64 of numbers of 4 bytes is accepted"],
    ['half a double', { f64: 'AACAPw==' }, 'gives 4 bytes from 8 characters: base64 of numbers of 8 bytes is accepted'],
    ['half a single', { f32: 'AACAPwAA' }, 'gives 6 bytes from 8 characters: base64 of numbers of 4 bytes is accepted'],
    ['what is no base64', { f32: 'AAAA????AA==' }, "W of the snapshot's state gives 4 bytes from 12 characters"],
    ['text that is no number', 'W', 'W of the snapshot\'s state is "W": a number or one of the strings'],
  ])('is refused, by name, with %s in its state', (_, W, message) => {
    expect(() => snapshotFromJson(stored({ W }))).toThrow(RunsError)
    expect(() => snapshotFromJson(stored({ W }))).toThrow(message)
  })

  it('torn at any byte is refused', () => {
    const state = { w: Float32Array.of(1, 2) }
    const text = snapshotToJson({ step: 12, frames: 3, lengths, snapshot: { ...snapshot, state } })
    for (
      let length = 0;
      length < text.length - 1;
      length++ // its last byte ends the line
    )
      expect(() => snapshotFromJson(text.slice(0, length)), `${length}`).toThrow(RunsError)
  })

  it.each([
    ['integers', new Int32Array(2), 'of type Int32Array'],
    ['a list', [1, 2], 'of type Array'],
    ['text', 'w', 'of type string'],
    ['nothing', null, 'of type object'],
  ])('refuses a state that it could not restore: %s', (_, W, said) => {
    const state = { W } as never
    const store = () => snapshotToJson({ step: 1, frames: 0, lengths, snapshot: { ...snapshot, state } })
    expect(store).toThrow(RunsError)
    expect(store).toThrow(
      `W of the snapshot's state is ${said}: a number, a Float64Array or a Float32Array is accepted`,
    )
  })

  it('refuses parameters that it could not restore', () => {
    const parameters = { tau: Infinity }
    const store = () => snapshotToJson({ step: 1, frames: 0, lengths, snapshot: { ...snapshot, parameters } })
    expect(store).toThrow('parameter tau is Infinity: a finite number is accepted')
  })
})
