import { deepStrictEqual } from 'node:assert/strict'
import type { Snapshot } from '@lazyrich/core/port'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RunsError } from '../src/errors.ts'
import { snapshotFromJson, snapshotToJson } from '../src/snapshot-json.ts'
import { anyName, anyNumber } from './arbitraries.ts'

const lengths = { frames: 10, fieldBytes: 16, fieldLines: 20 }
const snapshot: Snapshot = {
  experiment: 'neuron-race',
  revision: 1,
  parameters: { tau: 0.1, shift: -0, beta0: [-1, -0], record: 'log:60' },
  seed: 0xffffffff,
  state: { W: Float64Array.of(1, -0), step: 12, drift: Number.NaN },
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

  it('comes back bit for bit, whatever the state', () => {
    const anyArray = fc.array(anyNumber, { maxLength: 20 }).map((numbers) => Float64Array.from(numbers))
    const anyState = fc.array(fc.tuple(anyName, fc.oneof(anyNumber, anyArray)), { maxLength: 6 })
    fc.assert(
      fc.property(anyState, (entries) => {
        const original = { step: 1, frames: 0, lengths, snapshot: { ...snapshot, state: Object.fromEntries(entries) } }
        deepStrictEqual(snapshotFromJson(snapshotToJson(original)), original)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses a state that it could not restore', () => {
    const state = { W: new Float32Array(2) } as never
    const store = () => snapshotToJson({ step: 1, frames: 0, lengths, snapshot: { ...snapshot, state } })
    expect(store).toThrow(RunsError)
    expect(store).toThrow("W of the snapshot's state is a object: a number or a Float64Array is accepted")
  })

  it('refuses parameters that it could not restore', () => {
    const parameters = { tau: Infinity }
    const store = () => snapshotToJson({ step: 1, frames: 0, lengths, snapshot: { ...snapshot, parameters } })
    expect(store).toThrow('parameter tau is Infinity: a finite number is accepted')
  })
})
