import { shortRun } from '@lazyrich/core/contract'
import { type Experiment, parseRecord } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import { expectedFrames } from '../frames.ts'
import type { Settings } from '../settings.ts'
import { promiseContract } from './contract.ts'

const seed = 0

/** What every experiment's definition promises, and what those of this house promise beyond; a suite of any package. */
export function promiseDefinition(experiment: Experiment, settings: Settings = {}): void {
  const short = shortRun(experiment, settings)

  describe(experiment.id, () => {
    promiseContract(experiment, settings, 'definition')

    test('describes every parameter in more than a word, and which frames there are by `record`', () => {
      for (const [name, { meaning }] of Object.entries(experiment.parameters))
        expect(meaning.length, name).toBeGreaterThan(5)
      expect(parseRecord(experiment.parameters.record!.default as string)).toBeDefined()
    })

    test('its short run has enough frames to be a test, with metrics and fields in the order of their description', async () => {
      const frames = await expectedFrames(experiment, short, seed)
      expect(frames.length).toBeGreaterThan(10)
      for (const frame of frames) {
        expect(Object.keys(frame.metrics)).toEqual(Object.keys(experiment.metrics))
        expect(Object.keys(frame.fields ?? {})).toEqual(Object.keys(experiment.fields))
      }
    })

    test('frames start at step and time 0, their times ascend, and the last is complete', async () => {
      const frames = await expectedFrames(experiment, short, seed)
      expect([frames[0]!.step, frames[0]!.time]).toEqual([0, 0])
      for (let i = 1; i < frames.length; i++) expect(frames[i]!.time).toBeGreaterThan(frames[i - 1]!.time)
      expect(frames.filter(({ end }) => end)).toEqual([frames.at(-1)])
      expect(frames.at(-1)!.end!.reason).toBe('complete')
    })
  })
}
