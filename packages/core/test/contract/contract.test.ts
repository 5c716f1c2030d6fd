import { describe, expect, test } from 'vitest'
import { checkExperiment, LazyrichError, promisesOf } from '../../src/contract/index.ts'
import { basins, coreExperiments } from '../../src/experiments/index.ts'
import { defineExperiment, type Experiment, number, type Run, record, steppedRun } from '../../src/port/index.ts'

/** An experiment of somebody who has read the docstring of `defineExperiment` alone. */
const decay = defineExperiment({
  id: 'decay',
  title: 'Decay',
  shows: 'x = exp(−rate · step)',
  revision: 1,
  axis: 'step',
  extent: ({ steps }) => steps,
  parameters: { rate: number('rate', 1, { min: 0 }), steps: number('steps', 10, { min: 1, integer: true }) },
  metrics: { x: { label: 'x', meaning: 'what is left', unit: '', scale: 'log' } },
  given: {},
  fields: {},
  presets: { small: { about: 'one run', runs: [{ set: {} }] } },
  defaultPreset: 'small',
  state: { step: 'number' },
  begin({ rate, steps }, _seed, from) {
    let step = from?.step ?? 0
    return {
      next: () =>
        step > steps ? undefined : { kind: 'frame', step, time: step, metrics: { x: Math.exp(-rate * step++) } },
      state: () => ({ step }),
    }
  },
})

/** One with a length that may change, random starts and fields. */
const wandering = defineExperiment({
  id: 'wandering',
  title: 'Wandering',
  shows: 'Halving from a start that the seed draws.',
  revision: 2,
  axis: 'step',
  extent: ({ steps }) => steps,
  parameters: {
    places: number('places', 3, { min: 1, max: 10, integer: true }),
    steps: number('steps', 40, { min: 1, max: 1e6, integer: true, changeable: true }),
    record: record('lin:20'),
  },
  metrics: { x: { label: 'x', meaning: 'first place', unit: '', scale: 'log' } },
  given: { start: { meaning: 'where it starts', shape: ['places'] } },
  fields: { x: { meaning: 'all places', shape: ['places'] } },
  presets: { small: { about: 'itself', runs: [{ set: {} }, { set: { places: 4 } }] } },
  defaultPreset: 'small',
  state: ({ places }) => ({ x: places }),
  give: ({ places }, seed) => ({
    start: { data: Float64Array.from({ length: places }, (_, k) => k + 1 + seed / 2 ** 32), shape: [places] },
  }),
  begin: ({ places, steps, record }, _seed, from, { start }) => {
    const x = from ? from.x.slice() : start.data.slice()
    return steppedRun({
      steps,
      record,
      from,
      advance(step, limit) {
        for (; step < limit; step++) for (let k = 0; k < places; k++) x[k]! *= 0.9
        return step
      },
      timeOf: (step) => step / 10,
      measure: () => ({ metrics: { x: x[0]! }, fields: { x: { data: x.slice(), shape: [places] } } }),
      state: () => ({ x: x.slice() }),
    })
  },
})

/** What `halving` is made of, but for its state. */
const inSinglePrecision = {
  id: 'halving',
  title: 'Halving',
  shows: 'Weights in single precision beside a clock in double.',
  revision: 1,
  axis: 'step',
  extent: ({ steps }: { readonly steps: number }) => steps,
  parameters: { steps: number('steps', 12, { min: 1, max: 100, integer: true }), record: record('lin:6') },
  metrics: { w: { label: 'w', meaning: 'first weight', unit: '', scale: 'log' } },
  given: {},
  fields: { w: { meaning: 'all weights', shape: ['weights'] } },
  presets: { small: { about: 'itself', runs: [{ set: {} }] } },
  defaultPreset: 'small',
} as const

/** One whose weights are single precision, as those of networks are, in memory that threads share. */
const halving = defineExperiment({
  ...inSinglePrecision,
  state: { w: { float32: 3 }, clock: 1 },
  begin({ steps, record }, _seed, from) {
    const w = new Float32Array(new SharedArrayBuffer(12))
    w.set(from?.w ?? [0.1, -0, Number.NaN])
    const clock = from?.clock.slice() ?? new Float64Array(1)
    return steppedRun({
      steps,
      record,
      from,
      advance(step, limit) {
        for (; step < limit; step++) {
          for (const [k, weight] of w.entries()) w[k] = 0.3 * weight // rounded to single precision
          clock[0]! += 0.1
        }
        return step
      },
      timeOf: () => clock[0]!,
      measure: () => ({ metrics: { w: w[0]! }, fields: { w: { data: Float64Array.from(w), shape: [3] } } }),
      state: () => ({ w, clock: clock.slice() }),
    })
  },
})

/** One that goes on from any state, and forgets on the way that its weights are single precision. */
const forgetful = defineExperiment({
  ...inSinglePrecision,
  begin({ steps, record }, _seed, from) {
    const w = from ? Float64Array.from(from.w as Float32Array) : Float32Array.of(1, 2, 3)
    return steppedRun({
      steps,
      record,
      from,
      advance(step, limit) {
        for (; step < limit; step++) for (const k of w.keys()) w[k]! /= 2 // the same numbers in either precision
        return step
      },
      timeOf: (step) => step,
      measure: () => ({ metrics: { w: w[0]! }, fields: { w: { data: Float64Array.from(w), shape: [3] } } }),
      state: () => ({ w: w.slice() }),
    })
  },
})

test.each([decay, wandering, halving])('$id, of a stranger, keeps all its promises', (experiment) =>
  checkExperiment(experiment),
)

test('an experiment of core does, and with a seed of its own', () =>
  checkExperiment(basins, {
    short: { delta: -10, endTime: 100, record: 'lin:6' },
    others: { a0: -3, offset: -1e-3 },
    seed: 5,
  }))

test('there are dozens of promises, each said once', () => {
  for (const experiment of Object.values(coreExperiments)) {
    const said = promisesOf(experiment, { slow: {} }).map(({ says }) => says)
    expect(said.length).toBeGreaterThan(24)
    expect(new Set(said).size).toBe(said.length)
  }
})

/** The runs of an experiment, changed. */
function withRuns(experiment: Experiment, change: (run: Run, seed: number) => Partial<Run>): Experiment {
  return {
    ...experiment,
    start(parameters, start) {
      const run = experiment.start(parameters, start)
      return {
        parameters: run.parameters,
        extent: run.extent,
        given: run.given,
        [Symbol.asyncIterator]: () => run[Symbol.asyncIterator](),
        snapshot: () => run.snapshot(),
        computation: () => run.computation(),
        close: () => run.close(),
        ...change(run, start.seed),
      }
    },
  }
}

let runs = 0

/** What is wrong, and how it is to be said. */
const broken: readonly (readonly [string, Experiment, string])[] = [
  ['no preset small', { ...wandering, presets: {} }, 'small is to be among them'],
  ['a revision of 0', { ...wandering, revision: 0 }, 'revision is 0: a whole number from 1 up is accepted'],
  [
    'an exact metric that is none',
    { ...wandering, metrics: { x: { ...wandering.metrics.x!, exact: 'xExact' } } },
    'exact of x is xExact: a metric is accepted',
  ],
  [
    'a metric that is not described',
    { ...wandering, metrics: { ...wandering.metrics, y: wandering.metrics.x! } },
    'frame 0: metrics are x: described are x, y',
  ],
  [
    'a field of another shape',
    { ...wandering, fields: { x: { meaning: 'all', shape: ['rows', 'columns'] } } },
    'fields: x has 1 axes, described are rows, columns',
  ],
  [
    'runs that depend on how often they are run',
    withRuns(wandering, (run) => ({
      async *[Symbol.asyncIterator]() {
        const x = runs++
        for await (const event of run) yield event.kind === 'frame' ? { ...event, metrics: { x } } : event
      },
    })),
    'run again: 0.metrics.x is',
  ],
  [
    'frames that share their memory',
    withRuns(wandering, (run) => ({
      async *[Symbol.asyncIterator]() {
        const data = new Float64Array(3)
        for await (const event of run) {
          if (event.kind === 'frame') data.set(event.fields!.x!.data)
          yield event.kind === 'frame' ? { ...event, fields: { x: { data, shape: [3] } } } : event
        }
      },
    })),
    'no later event changes an earlier one: after the run: 0.fields.x.data[0] is',
  ],
  [
    'snapshots that forget',
    withRuns(wandering, (run) => ({
      async snapshot() {
        const snapshot = await run.snapshot()
        return { ...snapshot, state: { ...snapshot.state, x: Float64Array.of(1, 1, 1) } }
      },
    })),
    'resumed after 0 frames, frame 0: fields.x.data[1] is 1, not 2',
  ],
  [
    'fields of frames in single precision',
    withRuns(wandering, (run) => ({
      async *[Symbol.asyncIterator]() {
        for await (const event of run) {
          if (event.kind !== 'frame') yield event
          else
            yield { ...event, fields: { x: { data: Float32Array.from(event.fields!.x!.data), shape: [3] } } } as never
        }
      },
    })),
    'frame 0: fields: x is a Float32Array: a Float64Array is accepted',
  ],
  [
    'a snapshot that holds another type than it resumes from',
    withRuns(halving, (run) => ({
      async snapshot() {
        const snapshot = await run.snapshot()
        return { ...snapshot, state: { ...snapshot.state, w: Float64Array.from(snapshot.state.w as Float32Array) } }
      },
    })),
    "the snapshot's w is a Float64Array of length 3: a Float32Array of length 3 is accepted",
  ],
  ['a state that comes back as another type', forgetful, 'its state: w is Float64Array, not Float32Array'],
  [
    'frames that cannot be sent',
    withRuns(wandering, (run) => ({
      async *[Symbol.asyncIterator]() {
        for await (const event of run) yield { ...event, print() {} }
      },
    })),
    'the frame at step 0.print is a function: plain data is accepted',
  ],
  [
    'a run that may be closed once',
    withRuns(wandering, (run) => {
      let closed = false
      return {
        async close() {
          if (closed) throw new Error('closed already')
          closed = true
          await run.close()
        },
      }
    }),
    'each of these twice: closed already',
  ],
  [
    'a TypeError for a parameter',
    {
      ...wandering,
      start(parameters, start) {
        if (typeof parameters.places === 'string') throw new TypeError('places.toFixed is not a function')
        return wandering.start(parameters, start)
      },
    },
    'is refused with TypeError: places.toFixed is not a function: a LazyrichError is accepted',
  ],
  [
    'no word of the kernel',
    withRuns(wandering, (run) => ({ computation: async () => ({ ...(await run.computation()), kernelVariant: '' }) })),
    'kernelVariant is ',
  ],
  ['a claim that no seed matters', { ...wandering, seedless: true }, 'with another seed, frame 0: metrics.x is'],
]

describe('one error says in plain words', () => {
  test.each(broken)('%s', async (_, experiment, said) => {
    const refusal = await checkExperiment(experiment).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(LazyrichError)
    expect((refusal as Error).message).toContain(said)
    expect((refusal as Error).message).toMatch(/^experiment \w+ breaks \d+ of its \d+ promises:\n- /)
  })

  test('all that is wrong', async () => {
    const wrong = { ...wandering, seedless: true, revision: 0 }
    await expect(checkExperiment(wrong)).rejects.toThrow(/revision is 0[\s\S]*with another seed/)
  })
})
