import { isDeepStrictEqual } from 'node:util'
import { eventsOf, framesIn } from '@lazyrich/core/contract'
import type { Experiment, Frame, RunEvent, Start } from '@lazyrich/core/port'
import { expect } from 'vitest'

/** Settings of a run, by parameter. */
type Given = { readonly [name: string]: unknown }

/** The frames of a run that nobody hosts. */
export async function framesOf(experiment: Experiment, parameters: Given, start: Start): Promise<Frame[]> {
  return framesIn(await eventsOf(experiment.start(parameters, start)))
}

const known = new WeakMap<Experiment, Map<string, Promise<readonly RunEvent[]>>>()

/** The events of a run that nobody hosts, computed once for each experiment, settings and seed: not to be changed. */
export function expectedEvents(experiment: Experiment, parameters: Given, seed: number): Promise<readonly RunEvent[]> {
  const ofExperiment = known.get(experiment) ?? new Map<string, Promise<readonly RunEvent[]>>()
  known.set(experiment, ofExperiment)
  const key = JSON.stringify([experiment.complete(parameters), seed])
  const events = ofExperiment.get(key) ?? eventsOf(experiment.start(parameters, { seed }))
  ofExperiment.set(key, events)
  return events
}

/** The frames among {@link expectedEvents}. */
export async function expectedFrames(experiment: Experiment, parameters: Given, seed: number): Promise<Frame[]> {
  return framesIn(await expectedEvents(experiment, parameters, seed))
}

/** Fails, at the first frame that differs, unless all metrics and fields are the same bit for bit (NaN and −0 too). */
export function expectSameFrames(actual: readonly Frame[], expected: readonly Frame[], what = ''): void {
  for (let i = 0; i < Math.min(actual.length, expected.length); i++)
    if (!isDeepStrictEqual(actual[i], expected[i])) expect(actual[i], `${what} frame ${i}`).toEqual(expected[i])
  expect(actual.length, `${what} number of frames`).toBe(expected.length)
}
