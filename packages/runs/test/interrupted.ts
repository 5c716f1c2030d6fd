import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Run } from '@lazyrich/core/port'
import fc from 'fast-check'
import { expect } from 'vitest'
import { createRecorder, type Recorder, readRun, resumeRecorder } from '../src/index.ts'
import { description, isFrame, startRace } from './race.ts'
import { scratch } from './scratch.ts'

const FILES = ['frames.ndjson', 'fields.ndjson', 'fields.bin']

export async function filesOf(directory: string): Promise<Buffer[]> {
  return Promise.all(FILES.map((file) => readFile(join(directory, file))))
}

/**
 * Records up to `events` events of a run, with a snapshot after every `every` events; true if it came to its end,
 * false if it was left there as a kill would leave it.
 */
export async function record(run: Run, recorder: Recorder, events: number, every: number): Promise<boolean> {
  const iterator = run[Symbol.asyncIterator]()
  for (let count = 0; count < events; ) {
    const { done, value: event } = await iterator.next()
    if (done) {
      await recorder.end({ reason: 'complete', message: 'done' })
      return true
    }
    if (isFrame(event)) await recorder.frames([event])
    if (++count % every === 0) await recorder.snapshot(await run.snapshot(), event.step)
  }
  await recorder.close()
  return false
}

/** A run that is left and resumed at random, so many times, makes the files of one that nobody disturbed. */
export async function expectInterrupted(numRuns: number): Promise<void> {
  const whole = await scratch()
  expect(await record(startRace(), await createRecorder(whole, description), Infinity, 1000)).toBe(true)
  const wanted = await filesOf(whole)

  const kill = fc.record({
    events: fc.nat(30),
    /** Bytes that the kill left half-written at the end of each file. */
    torn: fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40)),
  })
  const kills = fc.array(kill, { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(kills, fc.integer({ min: 1, max: 12 }), async (interruptions, every) => {
      const directory = await scratch()
      let recorder = await createRecorder(directory, description)
      let run = startRace()
      for (const { events, torn } of interruptions) {
        if (await record(run, recorder, events, every)) break
        for (const [i, file] of FILES.entries()) await appendFile(join(directory, file), 'x'.repeat(torn[i]!))
        const resumed = await resumeRecorder(directory)
        recorder = resumed.recorder
        run = startRace(resumed.snapshot)
      }
      if ((await readRun(directory)).manifest.outcome === null) await record(run, recorder, Infinity, every)
      expect(await filesOf(directory)).toEqual(wanted)
    }),
    { numRuns },
  )
}
