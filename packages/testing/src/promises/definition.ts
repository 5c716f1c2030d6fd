import { type Experiment, parseRecord } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import { eventsOf, expectedEvents, expectedFrames } from '../frames.ts'
import { type Settings, shortOf } from '../settings.ts'

const seed = 0

/** What every experiment's definition promises; a suite of any package. */
export function promiseDefinition(experiment: Experiment, settings: Settings = {}): void {
  const short = shortOf(experiment, settings)
  const { slow } = settings

  describe(experiment.id, () => {
    test('has preset small, and a default preset that exists', () => {
      expect(experiment.presets).toHaveProperty('small')
      expect(experiment.presets).toHaveProperty(experiment.defaultPreset)
    })

    test('can be started with every run of every preset, each with a label of its own', () => {
      for (const [name, { runs }] of Object.entries(experiment.presets)) {
        for (const { set, label } of runs) expect(() => experiment.start(set, { seed }), label).not.toThrow()
        expect(new Set(runs.map(({ label }) => label)).size, name).toBe(runs.length)
      }
    })

    test('describes every parameter in words, with a default that it accepts itself', () => {
      for (const [name, parameter] of Object.entries(experiment.parameters)) {
        expect(parameter.meaning.length, name).toBeGreaterThan(5)
        expect(() => experiment.start({ [name]: parameter.default }, { seed }), name).not.toThrow()
      }
      expect(parseRecord(experiment.parameters.record!.default as string)).toBeDefined()
    })

    test('frames carry exactly the metrics and fields that it describes, with the shapes they name', async () => {
      const frames = await expectedFrames(experiment, short, seed)
      expect(frames.length).toBeGreaterThan(10)
      for (const frame of frames) {
        expect(Object.keys(frame.metrics)).toEqual(Object.keys(experiment.metrics))
        expect(Object.keys(frame.fields ?? {})).toEqual(Object.keys(experiment.fields))
        for (const [name, { data, shape }] of Object.entries(frame.fields ?? {})) {
          expect(shape, name).toHaveLength(experiment.fields[name]!.shape.length)
          expect(data, name).toHaveLength(shape.reduce((product, size) => product * size, 1))
        }
      }
    })

    test('a run is given exactly what it describes as that, with the shapes it names, before it begins', () => {
      const { given } = experiment.start(short, { seed })
      expect(Object.keys(given)).toEqual(Object.keys(experiment.given))
      for (const [name, { data, shape }] of Object.entries(given)) {
        expect(Object.keys(experiment.fields), 'said once').not.toContain(name)
        expect(shape, name).toHaveLength(experiment.given[name]!.shape.length)
        expect(data, name).toHaveLength(shape.reduce((product, size) => product * size, 1))
      }
      expect(experiment.start(short, { seed }).given).toEqual(given)
    })

    test('what a run is given is its receiver’s: writing into it changes no frame', async () => {
      const run = experiment.start(short, { seed })
      for (const { data } of Object.values(run.given)) data.fill(7)
      expect(await eventsOf(run)).toEqual(await expectedEvents(experiment, short, seed))
    })

    test('metrics name an exact counterpart only where there is one', () => {
      for (const { exact } of Object.values(experiment.metrics))
        if (exact) expect(experiment.metrics).toHaveProperty(exact)
    })

    test('frames start at step and time 0, ascend, and only the last has an end', async () => {
      const frames = await expectedFrames(experiment, short, seed)
      expect([frames[0]!.step, frames[0]!.time]).toEqual([0, 0])
      for (let i = 1; i < frames.length; i++) expect(frames[i]!.time).toBeGreaterThan(frames[i - 1]!.time)
      expect(frames.filter(({ end }) => end)).toEqual([frames.at(-1)])
      expect(frames.at(-1)!.end!.reason).toBe('complete')
    })

    if (slow)
      test('progress comes between frames where there is much work, and ascends towards the extent', async () => {
        const extent = experiment.extent(experiment.complete(slow))
        const events = await expectedEvents(experiment, slow, seed)
        expect(events.filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(20)
        const places = events.map((event) => event[experiment.axis])
        expect(places.every((place, i) => place >= (places[i - 1] ?? 0) && place <= extent)).toBe(true)
      })

    test('a complete run ends at its extent', async () => {
      const last = (await expectedFrames(experiment, short, seed)).at(-1)!
      expect(last[experiment.axis]).toBe(experiment.extent(experiment.complete(short)))
    })

    test('which frames there are, and what is in them, does not depend on how often it is run', async () => {
      const again = await eventsOf(experiment.start(short, { seed }))
      expect(again).toEqual(await expectedEvents(experiment, short, seed))
    })
  })
}
