// Type-checked with the library of ES2024 alone: what `defineExperiment` infers.
import { defineExperiment, number, readState, type SnapshotState, steppedRun } from '../../../src/port/index.ts'

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
const holds = <T extends true>(): T | undefined => undefined

const described = {
  id: 'inferred',
  title: 'Inferred',
  shows: 'Types.',
  revision: 1,
  axis: 'step',
  metrics: {},
  given: { start: { meaning: 'the start', shape: ['places'] } },
  fields: {},
  presets: { small: { about: 'itself', runs: [{ set: {} }] } },
  defaultPreset: 'small',
} as const
const parameters = { steps: number('steps', 10), places: number('places', 3) }

interface Saved {
  readonly x: Float64Array<ArrayBuffer>
  readonly w: Float32Array<ArrayBuffer>
  readonly count: number
}

export const typed = defineExperiment({
  ...described,
  parameters,
  extent: (values) => {
    holds<Same<typeof values, { readonly steps: number; readonly places: number }>>()
    return values.steps
  },
  state: ({ places }) => ({ x: places, w: { float32: places }, count: 'number' }),
  give: ({ places }, seed) => ({ start: { data: new Float64Array(places).fill(seed), shape: [places] } }),
  begin({ steps, places }, seed, from, { start }) {
    holds<Same<typeof seed, number>>()
    holds<Same<typeof from, Saved | undefined>>()
    const x = from?.x ?? new Float64Array(places).map((_, k) => start.data[k]!)
    return steppedRun({
      steps,
      record: 'lin:4',
      from,
      advance: (_step, limit) => limit,
      timeOf: (step) => step,
      measure: () => ({ metrics: {} }),
      state: () => ({ x: x.slice(), w: from?.w ?? Float32Array.from(x), count: from?.count ?? 0 }),
    })
  },
})

export const loose = defineExperiment({
  ...described,
  given: {},
  parameters,
  extent: ({ steps }) => steps,
  begin(_parameters, _seed, from) {
    holds<Same<typeof from, SnapshotState | undefined>>()
    const x = from ? readState(from, { x: 'number' }).x : 1
    return { next: () => undefined, state: () => ({ x, anything: new Float64Array(2), more: new Float32Array(2) }) }
  },
})

export const wrong = defineExperiment({
  ...described,
  given: {},
  parameters,
  // @ts-expect-error no such parameter
  extent: ({ length }) => length,
  state: { x: 'number' },
  // @ts-expect-error a state without x does not come back as it went in
  begin: () => ({ next: () => undefined, state: () => ({ y: 1 }) }),
})

export const imprecise = defineExperiment({
  ...described,
  given: {},
  parameters,
  extent: ({ steps }) => steps,
  state: { w: { float32: 2 } },
  // @ts-expect-error a Float64Array does not come back as the Float32Array that it is to be
  begin: () => ({ next: () => undefined, state: () => ({ w: new Float64Array(2) }) }),
})
