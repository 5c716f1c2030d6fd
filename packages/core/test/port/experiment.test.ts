import { counter } from '@lazyrich/testing/toy'
import { describe, expect, test } from 'vitest'
import { coreExperiments, LazyrichError } from '../../src/index.ts'
import { nearest, registryOf, requireExperiment, requirePreset } from '../../src/port/index.ts'

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
