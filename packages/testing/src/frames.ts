import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import type { Experiment, Frame, Run, RunEvent, Start } from '../../src/index.ts'

/** Every event of a run. */
export async function eventsOf(run: Run): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of run) events.push(event)
  return events
}

export function framesIn(events: readonly RunEvent[]): Frame[] {
  return events.filter((event) => event.kind === 'frame')
}

/** The frames of a run that nobody hosts. */
export async function framesOf(
  experiment: Experiment,
  parameters: { readonly [name: string]: unknown },
  start: Start,
): Promise<Frame[]> {
  return framesIn(await eventsOf(experiment.start(parameters, start)))
}

/** Fails, at the first frame that differs, unless all metrics and fields are the same bit for bit (NaN and −0 too). */
export function expectSameFrames(actual: readonly Frame[], expected: readonly Frame[], what = ''): void {
  for (let i = 0; i < Math.min(actual.length, expected.length); i++)
    if (!isDeepStrictEqual(actual[i], expected[i])) expect(actual[i], `${what} frame ${i}`).toEqual(expected[i])
  expect(actual.length, `${what} number of frames`).toBe(expected.length)
}
