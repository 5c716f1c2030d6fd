import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Frame } from '@lazyrich/core/port'
import { describe, expect, it } from 'vitest'
import { createRecorder, readRun, resumeRecorder } from '../src/index.ts'
import { collect } from './collect.ts'
import { description, raceFrames, startRace } from './race.ts'
import { scratch } from './scratch.ts'

/** The frame at that place of endless laps around `lap`. */
const expected = (lap: readonly Frame[], count: number): Frame[] =>
  Array.from({ length: count }, (_, index) => lap[index % lap.length]!)

describe('a run whose writer is another process', () => {
  it('is a whole prefix at every moment, even after SIGKILL, and can then be resumed', async () => {
    const directory = await scratch()
    const lap = await raceFrames()
    const writer = spawn(process.execPath, [fileURLToPath(new URL('./endless-writer.ts', import.meta.url)), directory])
    let laps = 0
    writer.stdout.on('data', (chunk: Buffer) => {
      laps += chunk.toString().split('\n').length - 1
    })
    await once(writer.stdout, 'data')
    let seen = 0
    for (let reading = 0; reading < 8 || laps < 3; reading++) {
      const run = await readRun(directory)
      const frames = await collect(run.frames({ fields: true }))
      expect(frames.length).toBeGreaterThanOrEqual(seen)
      expect(frames).toStrictEqual(expected(lap, frames.length))
      expect(run.manifest.outcome).toBeNull()
      seen = frames.length
    }
    writer.kill('SIGKILL')
    expect((await once(writer, 'exit'))[1]).toBe('SIGKILL')

    const run = await readRun(directory)
    const frames = await collect(run.frames({ fields: true }))
    expect(frames.length).toBeGreaterThanOrEqual(3 * lap.length)
    expect(frames).toStrictEqual(expected(lap, frames.length))
    expect(run.manifest.outcome).toBeNull()
    expect(Date.parse(run.manifest.heartbeat)).toBeGreaterThan(Date.parse(run.manifest.started))

    const { recorder, snapshot } = await resumeRecorder(directory)
    expect(await startRace(snapshot).snapshot()).toStrictEqual(snapshot)
    expect(await collect(run.frames({ fields: true }))).toStrictEqual(expected(lap, recorder.recorded))
    await recorder.close()
  })

  it('shows a reader of this process whole frames with their fields while it is written', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    const lap = await raceFrames()
    let readings = 0
    let laps = 0
    const written = (async () => {
      for (; readings < 5; laps++) {
        await recorder.frames(lap)
        await setTimeout(10)
      }
    })()
    for (; readings < 5; readings++) {
      const frames = await collect((await readRun(directory)).frames({ fields: true }))
      expect(frames).toStrictEqual(expected(lap, frames.length))
    }
    await written
    await recorder.close()
    expect(await collect((await readRun(directory)).frames())).toHaveLength(laps * lap.length)
  })
})
