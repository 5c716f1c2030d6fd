import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Frame } from '@lazyrich/core/port'
import { describe, expect, it } from 'vitest'
import { createRecorder, readRun } from '../src/index.ts'
import { collect } from './collect.ts'
import { description } from './race.ts'
import { scratch } from './scratch.ts'

const frames: Frame[] = [0, 1, 2].map((step) => ({
  kind: 'frame',
  step,
  time: step / 10,
  metrics: { loss: 1 / (step + 1), λ: -0 },
  fields: { beta: { data: Float64Array.of(step, Number.NaN, -0), shape: [3] } },
}))
const [first, second, third] = frames as [Frame, Frame, Frame]
const withoutFields = ({ fields, ...frame }: Frame): Frame => frame

async function recorded(): Promise<string> {
  const directory = await scratch()
  const recorder = await createRecorder(directory, description)
  await recorder.frames(frames)
  await recorder.close()
  return directory
}

/** Cuts a file of a fresh run to every length within its last record, the longest first, and reads each time. */
async function atEveryLength(
  file: string,
  recordBytes: (content: Buffer) => number,
  check: (directory: string, cut: number) => Promise<void>,
): Promise<number> {
  const directory = await recorded()
  const path = join(directory, file)
  const content = await readFile(path)
  const least = content.length - recordBytes(content)
  for (let length = content.length - 1; length >= least; length--) {
    await truncate(path, length)
    await check(directory, content.length - length)
  }
  return content.length - least
}

const lastLine = (content: Buffer): number => content.length - 1 - content.lastIndexOf('\n', content.length - 2)

describe('a run that was torn while it was written', () => {
  it('reads without its last frame when frames.ndjson ends at any byte of its line', async () => {
    const tried = await atEveryLength('frames.ndjson', lastLine, async (directory) => {
      const run = await readRun(directory)
      expect(await collect(run.frames({ fields: true }))).toStrictEqual([first, second])
      expect(await collect(run.frames())).toStrictEqual([first, second].map(withoutFields))
    })
    expect(tried).toBeGreaterThan(50)
  })

  it('reads the last frame without its field when fields.ndjson ends at any byte of its line', async () => {
    const tried = await atEveryLength('fields.ndjson', lastLine, async (directory) => {
      const run = await readRun(directory)
      expect(await collect(run.frames({ fields: true }))).toStrictEqual([first, second, withoutFields(third)])
      expect(await run.field(1, 'beta')).toStrictEqual(second.fields!.beta)
      expect(await run.field(2, 'beta')).toBeUndefined()
    })
    expect(tried).toBeGreaterThan(50)
  })

  it('reads the last frame without its field when fields.bin ends at any byte of it', async () => {
    const tried = await atEveryLength(
      'fields.bin',
      () => 24,
      async (directory) => {
        const run = await readRun(directory)
        expect(await collect(run.frames({ fields: true }))).toStrictEqual([first, second, withoutFields(third)])
        expect(await run.field(1, 'beta')).toStrictEqual(second.fields!.beta)
        expect(await run.field(2, 'beta')).toBeUndefined()
      },
    )
    expect(tried).toBe(24)
  })

  it('reads lines longer than the reader takes at once, and characters split between two reads', async () => {
    const directory = await recorded()
    const long = (step: number) => `{"step":${step},"time":0,"metrics":{"${'δ'.repeat(50_000 + step)}":1}}`
    await writeFile(join(directory, 'frames.ndjson'), `${long(0)}\n${long(1)}\n${long(2).slice(0, -1)}`)
    const read = await collect((await readRun(directory)).frames())
    expect(read.map(({ metrics }) => Object.keys(metrics)[0]!.length)).toEqual([50_000, 50_001])
  })
})
