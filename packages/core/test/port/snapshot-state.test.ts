import { deepStrictEqual } from 'node:assert/strict'
import { keeper } from '@lazyrich/testing/toy'
import { type Connection, transports } from '@lazyrich/testing/transports'
import { watch } from '@lazyrich/testing/watch'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  defineExperiment,
  LazyrichError,
  readState,
  type SnapshotState,
  type StateShape,
} from '../../src/port/index.ts'

const state: SnapshotState = { time: 0.5, W: Float64Array.of(1, 2), w: Float32Array.of(3, 4, 5) }

describe('readState', () => {
  test('gives each array as the type that it is', () => {
    const { time, W, w } = readState(state, { time: 'number', W: 2, w: { float32: 3 } })
    expect([time, W, w]).toEqual([0.5, Float64Array.of(1, 2), Float32Array.of(3, 4, 5)])
  })

  test.each<[StateShape, string]>([
    [{ w: 3 }, "the snapshot's w is a Float32Array of length 3: a Float64Array of length 3 is accepted"],
    [{ W: { float32: 2 } }, "the snapshot's W is a Float64Array of length 2: a Float32Array of length 2 is accepted"],
    [{ w: { float32: 2 } }, "the snapshot's w is a Float32Array of length 3: a Float32Array of length 2 is accepted"],
    [{ w: 'number' }, "the snapshot's w is a Float32Array of length 3: a number is accepted"],
    [{ time: { float32: 1 } }, "the snapshot's time is 0.5: a Float32Array of length 1 is accepted"],
    [{ v: { float32: 1 } }, "the snapshot's v is missing: a Float32Array of length 1 is accepted"],
  ])('refuses a state that is not %j, and says which array it holds', (shape, message) => {
    expect(() => readState(state, shape)).toThrow(new LazyrichError(message))
  })

  test.each<[unknown, string]>([
    ['float32', 'shape.w is "float32": \'number\', a length or { float32: length } is accepted'],
    [{ float32: -1 }, 'shape.w.float32 is -1: a whole number ≥ 0 is accepted'],
    [{}, 'shape.w.float32 is missing: a whole number ≥ 0 is accepted'],
    [{ flaot32: 3 }, 'shape.w.flaot32 is unknown (did you mean float32?): float32 is accepted'],
    [[3], "shape.w is a list of 1: 'number', a length or { float32: length } is accepted"],
  ])('refuses a shape in which w is %j', (w, message) => {
    expect(() => readState(state, { w } as StateShape)).toThrow(new LazyrichError(message))
  })
})

const { start: _start, complete: _complete, extent: _extent, ...described } = keeper

test('a shape that depends on the parameters is checked when there are some', async () => {
  const w = undefined as never
  const odd = defineExperiment({
    ...described,
    extent: () => 0,
    state: () => ({ w }),
    begin: () => ({ next: () => undefined, state: () => ({ w }) }),
  })
  const from = await keeper.start({}, { seed: 0 }).snapshot()
  expect(() => odd.start({}, { seed: 0, from })).toThrow(
    new LazyrichError("shape.w is missing: 'number', a length or { float32: length } is accepted"),
  )
})

test('shared memory of either precision is copied, and only that', async () => {
  const own = { X: new Float64Array(2), x: new Float32Array(2) }
  const W = new Float64Array(new SharedArrayBuffer(16)).fill(1.5)
  const w = new Float32Array(new SharedArrayBuffer(8)).fill(2.5)
  const sharing = defineExperiment({
    ...described,
    extent: () => 0,
    begin: () => ({ next: () => undefined, state: () => ({ ...own, W, w }) }),
  })
  const { state } = await sharing.start({}, { seed: 0 }).snapshot()
  expect(state).toEqual({ ...own, W: Float64Array.of(1.5, 1.5), w: Float32Array.of(2.5, 2.5) })
  for (const array of [state.W, state.w]) expect((array as Float32Array).buffer).toBeInstanceOf(ArrayBuffer)
  for (const name of ['X', 'x'] as const) expect(state[name], name).toBe(own[name])
})

/** Numbers that are easily lost on the way: signed zeros, subnormals, the ends of the range, what is no number. */
const anyEntries = fc.array(
  fc.oneof(fc.constantFrom(-0, 0, 1e-45, -1e-45, 5e-324, Number.NaN, -1 / 0, 1 / 0, 3.4028235e38), fc.double()),
  { maxLength: 20 },
)
const anyValue = fc.oneof(
  fc.double(),
  anyEntries.map((entries) => Float64Array.from(entries)),
  anyEntries.map((entries) => Float32Array.from(entries)),
)
const anyState: fc.Arbitrary<SnapshotState> = fc
  .array(fc.tuple(fc.string(), anyValue), { maxLength: 5 })
  .map((entries) => Object.fromEntries(entries))

describe.each(transports)('over $name', (transport) => {
  let connection: Connection
  beforeAll(() => {
    connection = transport.open()
  })
  afterAll(() => connection.close())

  test('any state goes to its run and comes back bit for bit, every array of its own type', async () => {
    const empty = await keeper.start({}, { seed: 0 }).snapshot()
    await fc.assert(
      fc.asyncProperty(anyState, async (state) => {
        const from = { ...empty, state }
        const run = connection.client.start(
          { experiment: keeper.id, parameters: {}, seed: 0, from, paused: true },
          watch(),
        )
        const snapshot = await run.snapshot()
        run.abort()
        deepStrictEqual(snapshot, from)
      }),
      { numRuns: 200 },
    )
  })
})
