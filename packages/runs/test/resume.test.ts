import { deepStrictEqual } from 'node:assert/strict'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { singleNeuron } from '@lazyrich/core/experiments'
import type { Run } from '@lazyrich/core/port'
import { describe, expect, it } from 'vitest'
import { createRecorder, RunsError, readRun, resumeRecorder } from '../src/index.ts'
import { snapshotSteps } from '../src/snapshots.ts'
import { collect } from './collect.ts'
import { expectInterrupted, filesOf, record } from './interrupted.ts'
import { description, raceFrames, startRace } from './race.ts'
import { scratch } from './scratch.ts'

describe('resuming a run', () => {
  it('makes the same files as one without interruption, wherever it was killed, as often as it was', async () => {
    await expectInterrupted(6)
  })

  it('makes the same files for an integrated flow, whose frames share steps', async () => {
    const parameters = { delta: -1, record: 'lin:300' }
    const of = async (run: Run) => ({ ...description, ...(await run.snapshot()), label: 'flow' })
    const start = () => singleNeuron.start(parameters, { seed: 0 })
    const whole = await scratch()
    await record(start(), await createRecorder(whole, await of(start())), Infinity, 1000)
    const frames = await collect((await readRun(whole)).frames())
    expect(new Set(frames.map(({ step }) => step)).size).toBeLessThan(frames.length)
    for (const events of [1, 60, 250]) {
      const directory = await scratch()
      await record(start(), await createRecorder(directory, await of(start())), events, 50)
      const { recorder, snapshot } = await resumeRecorder(directory)
      await record(
        singleNeuron.start(parameters, { seed: 0, ...(snapshot ? { from: snapshot } : {}) }),
        recorder,
        Infinity,
        50,
      )
      expect(await filesOf(directory)).toEqual(await filesOf(whole))
    }
  })

  it('starts over if no snapshot was stored', async () => {
    const directory = await scratch()
    const first = await createRecorder(directory, description)
    await first.frames((await raceFrames()).slice(0, 5))
    await first.close()
    const { recorder, snapshot, manifest } = await resumeRecorder(directory)
    expect(snapshot).toBeUndefined()
    expect(manifest.parameters).toEqual(description.parameters)
    expect(recorder.recorded).toBe(0)
    expect((await filesOf(directory)).map(({ length }) => length)).toEqual([0, 0, 0])
    await recorder.close()
  })

  it('uses the previous snapshot if the newest is unreadable or its frames are lost', async () => {
    for (const harm of ['snapshot', 'frames']) {
      const directory = await scratch()
      await record(startRace(), await createRecorder(directory, description), 20, 5)
      const steps = await snapshotSteps(directory)
      expect(steps).toHaveLength(4)
      const newest = join(directory, 'snapshots', `${steps[3]}.json`)
      if (harm === 'snapshot') await writeFile(newest, (await readFile(newest)).subarray(0, 200))
      else
        await truncate(join(directory, 'frames.ndjson'), (await readFile(join(directory, 'frames.ndjson'))).length - 1)
      expect((await (await readRun(directory)).latestSnapshot())!.state.step).toBe(steps[2])
      const { recorder, snapshot } = await resumeRecorder(directory)
      expect(snapshot!.state.step).toBe(steps[2])
      expect(recorder.recorded).toBe(15)
      expect(await snapshotSteps(directory)).toEqual(steps.slice(0, 3))
      await recorder.close()
    }
  })

  it('gives a state back from the disk as it went there, in double and single precision', async () => {
    const directory = await scratch()
    const first = await createRecorder(directory, description)
    const w = Float32Array.of(0.1, -0, 2 ** -149, Number.NaN, Infinity)
    const state = { w, W: Float64Array.of(0.1, -0, 5e-324), step: 7 }
    const before = { ...(await startRace().snapshot()), state }
    await first.snapshot(before, 7)
    await first.close()
    deepStrictEqual(await (await readRun(directory)).latestSnapshot(), before)
    const { recorder, snapshot } = await resumeRecorder(directory)
    deepStrictEqual(snapshot, before)
    await recorder.close()
  })

  it('resumes an aborted run, whose manifest then says that it is running', async () => {
    const directory = await scratch()
    const first = await createRecorder(directory, description)
    await first.end({ reason: 'aborted', message: 'stopped on request' })
    const { recorder } = await resumeRecorder(directory)
    expect((await readRun(directory)).manifest.outcome).toBeNull()
    await recorder.close()
  })

  it.each([
    ['complete', 'is complete'],
    ['diverged', 'has diverged'],
  ] as const)('refuses a run whose outcome is %s', async (reason, words) => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    await recorder.end({ reason, message: '' })
    await expect(resumeRecorder(directory)).rejects.toThrow(
      new RunsError(`the run in ${directory} ${words}: one that was killed, aborted or failed is accepted`),
    )
  })
})

it('refuses to continue on another backend once there are frames, and says which', async () => {
  const directory = await scratch()
  const js = { backend: 'js', kernelVariant: 'js', versions: {}, warnings: [] }
  const wasm = { ...js, backend: 'wasm', kernelVariant: 'simd' }
  const run = startRace()
  const recorder = await createRecorder(directory, description)
  await recorder.computing(js)
  await record(run, recorder, 20, 10)
  const resumed = await resumeRecorder(directory)
  await expect(resumed.recorder.computing(wasm)).rejects.toThrow(
    `the run in ${directory} was begun on js (js), and would continue on wasm (simd): js (js) is accepted`,
  )
  await resumed.recorder.close()
  const other = await resumeRecorder(directory)
  await expect(other.recorder.computing({ ...js, versions: { library: '2.0.0' } })).rejects.toThrow(
    'was begun on js (js), library unknown, and would continue on js (js), library 2.0.0',
  )
  await other.recorder.close()
  const again = await resumeRecorder(directory)
  await again.recorder.computing(js)
  await again.recorder.close()
})
