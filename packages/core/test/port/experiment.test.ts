import { counter } from '@lazyrich/testing/toy'
import { describe, expect, test } from 'vitest'
import { coreExperiments } from '../../src/experiments/index.ts'
import {
  choice,
  defineExperiment,
  LazyrichError,
  nearest,
  number,
  registryOf,
  requireExperiment,
  requirePreset,
} from '../../src/port/index.ts'

test.each([-1, 1.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY])('seed %d is refused', (seed) => {
  expect(() => counter.start({}, { seed })).toThrow(
    new LazyrichError(`seed is ${seed}: a whole number from 0 to 4294967295 is accepted`),
  )
})

test.each([0, 1, 2 ** 32 - 1])('seed %d is accepted', async (seed) => {
  expect((await counter.start({}, { seed }).snapshot()).seed).toBe(seed)
})

describe('snapshots', async () => {
  const from = await counter.start({}, { seed: 1 }).snapshot()

  test('name their experiment, revision, completed parameters and seed', () => {
    expect(from).toMatchObject({ experiment: 'counter', revision: 2, seed: 1, state: { step: 0 } })
    expect(from.parameters).toEqual({ failAt: 1e9, mistakeAt: 1e9, steps: 1e9, record: 'every:1' })
  })

  test.each([
    [{ experiment: 'other' }, "the snapshot's experiment is other: counter is accepted"],
    [{ revision: 1 }, "the snapshot's revision is 1: 2 is accepted"],
    [{ seed: 5 }, "the snapshot's seed is 5: 1 is accepted"],
    [{ parameters: { ...from.parameters, failAt: 3 } }, "the snapshot's failAt is 3: 1000000000, since failAt cannot"],
  ])('with %j are refused', (change, message) => {
    expect(() => counter.start({}, { seed: 1, from: { ...from, ...change } })).toThrow(LazyrichError)
    expect(() => counter.start({}, { seed: 1, from: { ...from, ...change } })).toThrow(message)
  })

  test('may differ in what is changeable', () => {
    expect(() => counter.start({ steps: 7 }, { seed: 1, from })).not.toThrow()
  })
})

describe('the registry', () => {
  test('finds experiments by id', () => {
    expect(requireExperiment(coreExperiments, 'single-neuron').id).toBe('single-neuron')
  })

  test('names the nearest for an unknown id, and all there are', () => {
    expect(() => requireExperiment(coreExperiments, 'single-neurn')).toThrow(
      new LazyrichError(
        `experiment single-neurn is unknown (did you mean single-neuron?); known: ${Object.keys(coreExperiments).join(', ')}`,
      ),
    )
    expect(() => requireExperiment(coreExperiments, 'toString')).toThrow(LazyrichError)
  })

  test('refuses two experiments of one id', () => {
    expect(() => registryOf(counter, counter)).toThrow(LazyrichError)
  })
})

describe('presets', () => {
  test('the default is used when none is named', () => {
    expect(requirePreset(counter)).toBe(counter.presets.small)
  })

  test('an unknown one is refused with the nearest name', () => {
    expect(() => requirePreset(coreExperiments['neuron-race'], 'regime')).toThrow(
      new LazyrichError(
        'preset regime is unknown in neuron-race (did you mean regimes?); known: regimes, small, paper',
      ),
    )
  })
})

test('a hint is given only for what is near', () => {
  expect(nearest('detla', ['delta', 'tau'])).toBe(' (did you mean delta?)')
  expect(nearest('DELTA', ['delta'])).toBe(' (did you mean delta?)')
  expect(nearest('learn', ['learningRate'])).toBe(' (did you mean learningRate?)')
  expect(nearest('quark', ['delta', 'tau'])).toBe('')
  expect(nearest('', ['delta'])).toBe('')
})

describe('a definition', () => {
  const definition = {
    id: 'toy',
    title: 'Toy',
    shows: 'Nothing.',
    revision: 1,
    axis: 'step',
    extent: () => 3,
    parameters: { rate: number('rate of the toy', 1, { min: 0, max: 2 }), mode: choice('mode', ['one', 'other']) },
    metrics: {
      x: { label: 'x', meaning: 'what is left', unit: '', scale: 'log', exact: 'xExact' },
      xExact: { label: 'x', meaning: 'the same, exact', unit: '', scale: 'log' },
    },
    given: {},
    fields: { y: { meaning: 'a list', shape: ['places'] } },
    presets: { small: { about: 'one', runs: [{ set: { rate: 2 } }] } },
    defaultPreset: 'small',
  } as const
  const metrics = { x: 1, xExact: 1 }
  const fields = { y: { data: new Float64Array(2), shape: [2] } }
  const begin =
    (frame: object, later = frame) =>
    () => {
      let step = -1
      return {
        next: () =>
          ++step > 3
            ? undefined
            : ({ kind: 'frame', step, time: step, metrics, fields, ...(step ? later : frame) } as const),
        state: () => ({ step }),
      }
    }
  const defined = (change: object = {}) => defineExperiment({ ...definition, begin: begin({}), ...change })

  test('that says what it has is accepted', async () => {
    let frames = 0
    for await (const _ of defined().start({}, { seed: 0 })) frames++
    expect(frames).toBe(4)
  })

  test.each([
    ['an empty id', { id: ' ' }, 'id is " ": a name such as neuron-race is accepted'],
    ['a revision of 0', { revision: 0 }, 'experiment toy: revision is 0: a whole number from 1 up is accepted'],
    ['half a revision', { revision: 1.5 }, 'experiment toy: revision is 1.5'],
    ['another axis', { axis: 'epoch' }, 'experiment toy: axis is "epoch": step or time is accepted'],
    ['no preset small', { presets: { big: definition.presets.small } }, 'presets are big: small is to be among them'],
    [
      'an unknown default',
      { defaultPreset: 'smal' },
      'defaultPreset is smal: one of small is accepted (did you mean small?)',
    ],
    [
      'an unknown name in a preset',
      { presets: { ...definition.presets, paper: { about: '', runs: [{ set: {} }, { set: { rat: 1 } }] } } },
      'experiment toy: preset paper, run 2: parameter rat is unknown (did you mean rate?); known: rate, mode',
    ],
    [
      'a value that is not accepted',
      { presets: { small: { about: '', runs: [{ set: { rate: 3 } }] } } },
      'experiment toy: preset small, run 1: rate is 3: a number from 0 to 2 is accepted',
    ],
    ['a preset without runs', { presets: { small: { about: '', runs: [] } } }, 'preset small is empty'],
    [
      'settings that cannot be run together',
      {
        refuse: ({ rate }: { rate: number }) => {
          if (rate === 2) throw new LazyrichError('rate is 2: less is accepted with mode one')
        },
      },
      'experiment toy: preset small, run 1: rate is 2: less is accepted with mode one',
    ],
    [
      'a default out of range',
      { parameters: { ...definition.parameters, rate: number('rate', 5, { max: 2 }) } },
      'experiment toy: the defaults: rate is 5',
    ],
    [
      'an exact metric that is none',
      { metrics: { ...definition.metrics, x: { ...definition.metrics.x, exact: 'xexact' } } },
      'exact of x is xexact: a metric is accepted (did you mean xExact?)',
    ],
    [
      'an unknown scale',
      { metrics: { ...definition.metrics, x: { ...definition.metrics.x, scale: 'log10' } } },
      'the scale of x is "log10": linear or log is accepted',
    ],
  ])('with %s is refused when it is made', (_, change, message) => {
    expect(() => defined(change)).toThrow(LazyrichError)
    expect(() => defined(change)).toThrow(message)
  })

  test.each([
    [
      'lacks a metric',
      { metrics: { x: 1 } },
      'the metrics of a frame of toy are x: those it describes are accepted, x, xExact',
    ],
    ['has one more', { metrics: { ...metrics, z: 1 } }, 'the metrics of a frame of toy are x, xExact, z: those'],
    ['has another', { metrics: { x: 1, z: 1 } }, 'the metrics of a frame of toy are x, z: those'],
    [
      'lacks its fields',
      { fields: undefined },
      'the fields of a frame of toy are none: those it describes are accepted, y',
    ],
    ['has other fields', { fields: { z: fields.y } }, 'the fields of a frame of toy are z: those it describes'],
  ])('a frame that %s is refused, the first as any other', async (_, change, message) => {
    for (const refused of [begin(change), begin({}, change)]) {
      const all = async () => {
        for await (const _ of defined({ begin: refused }).start({}, { seed: 0 }));
      }
      await expect(all()).rejects.toThrow(LazyrichError)
      await expect(all()).rejects.toThrow(message)
    }
  })

  test('says what a state holds: a snapshot without it is refused at the start', async () => {
    const stateful = defined({ state: ({ rate }: { rate: number }) => ({ step: 'number', x: rate }) })
    const from = await defined().start({}, { seed: 0 }).snapshot()
    expect(() => stateful.start({}, { seed: 0, from })).toThrow(
      "the snapshot's x is missing: a Float64Array of length 1",
    )
    const whole = { ...from, state: { step: 1, x: new Float64Array(1) } }
    expect(() => stateful.start({}, { seed: 0, from: whole })).not.toThrow()
  })

  test('may hand in shared memory: what comes out has memory of its own', async () => {
    const shared = new Float64Array(new SharedArrayBuffer(16))
    const run = defined({
      begin: () => ({ ...begin({ fields: { y: { data: shared, shape: [2] } } })(), state: () => ({ shared }) }),
    }).start({}, { seed: 0 })
    for await (const event of run)
      if (event.kind === 'frame') expect(event.fields!.y!.data.buffer).toBeInstanceOf(ArrayBuffer)
    expect((await run.snapshot()).state.shared).toEqual(new Float64Array(2))
    expect(((await run.snapshot()).state.shared as Float64Array).buffer).toBeInstanceOf(ArrayBuffer)
  })
})
