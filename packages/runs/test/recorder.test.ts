import { deepStrictEqual } from 'node:assert/strict'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Frame } from '@lazyrich/core/port'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRecorder, frameToJson, RunsError, readRun, resumeRecorder } from '../src/index.ts'
import { anyField, anyFrameWithFields, anyRecord } from './arbitraries.ts'
import { collect } from './collect.ts'
import { description, raceFrames, startRace } from './race.ts'
import { scratch } from './scratch.ts'

const frame: Frame = { kind: 'frame', step: 0, time: 0, metrics: { loss: 1 } }

describe('recording a run', () => {
  it('begins with a manifest that says what runs, where, with which versions, and that it has not ended', async () => {
    const directory = await scratch()
    const before = Date.now()
    const recorder = await createRecorder(directory, { ...description, versions: { lazyrich: '1.2.3' } })
    const { manifest } = await readRun(directory)
    expect(manifest).toEqual({
      format: 1,
      experiment: 'neuron-race',
      revision: description.revision,
      parameters: description.parameters,
      seed: 7,
      extent: 300,
      given: description.given,
      label: 'upstream δ = 1',
      preset: 'regimes',
      versions: {
        lazyrich: '1.2.3',
        '@lazyrich/core': expect.stringMatching(/^\d+\.\d+\.\d+/),
        '@lazyrich/runs': expect.stringMatching(/^\d+\.\d+\.\d+/),
        node: process.versions.node,
      },
      backend: 'js',
      kernelVariant: 'js',
      machine: {
        platform: process.platform,
        arch: process.arch,
        cpu: expect.any(String),
        cores: cpus().length,
      },
      started: expect.any(String),
      heartbeat: manifest.started,
      outcome: null,
    })
    expect(Date.parse(manifest.started)).toBeGreaterThanOrEqual(before)
    await recorder.close()
  })

  it('says in the manifest what the run is given, an array a line, and keeps it while the run goes on', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    await recorder.heartbeat()
    await recorder.end({ reason: 'complete', message: 'done' })
    const { manifest } = await readRun(directory)
    expect(manifest.given).toStrictEqual(startRace().given)
    expect(Object.keys(manifest.given!)).toEqual(['teacher', 'teacherReadout', 'inputs'])
    const text = await readFile(join(directory, 'manifest.json'), 'utf8')
    expect(text).toMatch(/^ {4}"teacherReadout": \{"shape":\[3\],"data":\[-?1,-?1,-?1\]\},$/m)
  })

  it('gives anything that was given back bit for bit, under any name', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord(anyField), async (given) => {
        const directory = await scratch()
        await (await createRecorder(directory, { ...description, given })).close()
        deepStrictEqual((await readRun(directory)).manifest.given, given)
      }),
      { numRuns: 60 },
    )
  })

  it('needs neither an extent nor anything given: earlier manifests have none', async () => {
    const directory = await scratch()
    const { extent, given, ...before } = description
    await (await createRecorder(directory, before)).close()
    const { manifest } = await readRun(directory)
    expect(manifest).not.toHaveProperty('extent')
    expect(manifest).not.toHaveProperty('given')
    await (await resumeRecorder(directory)).recorder.close()
    expect((await readRun(directory)).manifest).not.toHaveProperty('given')
  })

  it('records in the manifest what computes the run, once that is known', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, { ...description, versions: { lazyrich: '1.2.3' } })
    const wasm = { backend: 'wasm', kernelVariant: 'simd', versions: { '@tensorflow/tfjs': '4.22.0' }, warnings: [] }
    await recorder.computing(wasm)
    await recorder.frames([frame])
    await recorder.computing(wasm)
    const { manifest } = await readRun(directory)
    expect(manifest).toMatchObject({ backend: 'wasm', kernelVariant: 'simd' })
    expect(manifest.versions).toMatchObject({ lazyrich: '1.2.3', '@tensorflow/tfjs': '4.22.0' })
    await recorder.close()
  })

  it('gives back every frame and field of a real run', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    const frames = await raceFrames()
    await recorder.frames(frames)
    await recorder.end({ reason: 'complete', message: '300 steps done' })
    const run = await readRun(directory)
    expect(frames.length).toBeGreaterThan(30)
    expect(await collect(run.frames({ fields: true }))).toStrictEqual(frames)
    expect(await collect(run.frames())).toStrictEqual(frames.map(({ fields, ...rest }) => rest))
    expect(await run.field(20, 'neurons')).toStrictEqual(frames[20]!.fields!.neurons)
    expect(await run.field(20, 'no such field')).toBeUndefined()
    expect(await run.field(frames.length, 'neurons')).toBeUndefined()
    expect(run.manifest.outcome).toEqual({ reason: 'complete', message: '300 steps done' })
  })

  it('gives back nasty frames bit for bit, including empty fields and repeated steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrameWithFields, { maxLength: 6 }), fc.nat(6), async (frames, cut) => {
        const directory = await scratch()
        const recorder = await createRecorder(directory, description)
        const calls = [recorder.frames(frames.slice(0, cut)), recorder.frames(frames.slice(cut))]
        await Promise.all(calls)
        await recorder.close()
        const run = await readRun(directory)
        deepStrictEqual(await collect(run.frames({ fields: true })), frames)
        for (const [index, { fields = {} }] of frames.entries())
          for (const [name, field] of Object.entries(fields)) deepStrictEqual(await run.field(index, name), field)
      }),
      { numRuns: 60 },
    )
  })

  it('writes in frames.ndjson what frameToJson prints', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    const frames = await raceFrames()
    await recorder.frames(frames)
    await recorder.close()
    const text = await readFile(join(directory, 'frames.ndjson'), 'utf8')
    expect(text).toBe(frames.map((each) => `${frameToJson(each)}\n`).join(''))
  })

  it('keeps the order of calls that overlap', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    const steps = Array.from({ length: 200 }, (_, step) => step)
    await Promise.all(steps.map((step) => recorder.frames([{ ...frame, step }])))
    expect(recorder.recorded).toBe(200)
    await recorder.close()
    const read = await collect((await readRun(directory)).frames())
    expect(read.map(({ step }) => step)).toEqual(steps)
  })

  it('takes more frames at once than it gathers before writing', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    const fields = { big: { data: new Float64Array(100_000).fill(0.5), shape: [100_000] } }
    const frames = Array.from({ length: 3000 }, (_, step) =>
      step % 500 ? { ...frame, step } : { ...frame, step, fields },
    )
    await recorder.frames(frames)
    await recorder.close()
    expect(await collect((await readRun(directory)).frames({ fields: true }))).toStrictEqual(frames)
  })

  it('updates the heartbeat and leaves the rest of the manifest', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    const before = (await readRun(directory)).manifest
    await new Promise((resolve) => setTimeout(resolve, 5))
    await recorder.heartbeat()
    const { heartbeat, ...after } = (await readRun(directory)).manifest
    expect(Date.parse(heartbeat)).toBeGreaterThan(Date.parse(before.heartbeat))
    expect({ ...after, heartbeat: before.heartbeat }).toEqual(before)
    await recorder.close()
  })

  it('leaves no files but those of the format', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    await recorder.frames(await raceFrames())
    await recorder.snapshot(await startRace().snapshot(), 0)
    await recorder.end({ reason: 'complete', message: '' })
    expect((await readdir(directory)).sort()).toEqual([
      'fields.bin',
      'fields.ndjson',
      'frames.ndjson',
      'manifest.json',
      'snapshots',
    ])
    expect(await readdir(join(directory, 'snapshots'))).toEqual(['0.json'])
  })
})

describe('what a recorder refuses', () => {
  it('a directory that already holds a run', async () => {
    const directory = await scratch()
    await (await createRecorder(directory, description)).close()
    await expect(createRecorder(directory, description)).rejects.toThrow(
      new RunsError(`${directory} already holds a run: a new or empty directory is accepted`),
    )
  })

  it('a second writer that begins at the same moment', async () => {
    const directory = await scratch()
    const both = await Promise.allSettled([
      createRecorder(directory, description),
      createRecorder(directory, description),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const each of both) if (each.status === 'fulfilled') await each.value.close()
  })

  it('frames after the end, even before the end is on the disk', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    const ended = recorder.end({ reason: 'aborted', message: 'stopped on request' })
    const closed = `the recorder of ${directory} is closed: an open recorder is accepted`
    await expect(recorder.frames([frame])).rejects.toThrow(new RunsError(closed))
    await ended
    await expect(recorder.end({ reason: 'complete', message: '' })).rejects.toThrow(closed)
    await recorder.close()
    expect((await readRun(directory)).manifest.outcome?.reason).toBe('aborted')
  })

  it('a field whose shape does not fit, and everything after it', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    await recorder.frames([frame])
    const fields = { beta: { data: new Float64Array(3), shape: [2] } }
    await expect(recorder.frames([{ ...frame, step: 1, fields }])).rejects.toThrow(
      'field beta has length 3, its shape is [2]: a shape whose product is 3 is accepted',
    )
    await expect(recorder.frames([{ ...frame, step: 2 }])).rejects.toThrow('field beta has length 3')
    await recorder.close()
    expect(await collect((await readRun(directory)).frames({ fields: true }))).toEqual([frame])
  })

  it('something given whose shape does not fit', async () => {
    const given = { teacher: { data: new Float64Array(3), shape: [2] } }
    await expect(createRecorder(await scratch(), { ...description, given })).rejects.toThrow(
      'given teacher has length 3, its shape is [2]: a shape whose product is 3 is accepted',
    )
  })

  it('a snapshot at half a step', async () => {
    const recorder = await createRecorder(await scratch(), description)
    await expect(recorder.snapshot(await startRace().snapshot(), 0.5)).rejects.toThrow(
      'step of the snapshot is 0.5: a whole number ≥ 0 is accepted',
    )
    await recorder.close()
  })
})

describe('what a reader refuses', () => {
  it('a directory without a run, and one that is not there', async () => {
    const directory = await scratch()
    const message = `${directory} holds no run: a directory with a manifest.json is accepted`
    await expect(readRun(directory)).rejects.toThrow(new RunsError(message))
    await mkdir(directory)
    await expect(readRun(directory)).rejects.toThrow(message)
    await expect(resumeRecorder(directory)).rejects.toThrow(message)
  })

  it('a manifest of another format', async () => {
    const directory = await scratch()
    await (await createRecorder(directory, description)).close()
    await writeFile(join(directory, 'manifest.json'), '{"format":2}')
    await expect(readRun(directory)).rejects.toThrow('manifest.json is 2: format 1 is accepted')
  })

  it.each([
    ['[]', 'given in '],
    ['{"teacher":null}', 'given.teacher in '],
    ['{"teacher":{"shape":[1.5],"data":[1]}}', 'given.teacher in '],
    ['{"teacher":{"shape":[2],"data":"1 2"}}', 'given.teacher in '],
    ['{"teacher":{"shape":[2],"data":[1]}}', 'given.teacher in '],
    ['{"teacher":{"shape":[1],"data":["one"]}}', 'a number of given.teacher in '],
  ])('a manifest with given %s', async (given, message) => {
    const directory = await scratch()
    await (await createRecorder(directory, description)).close()
    await writeFile(join(directory, 'manifest.json'), `{"format":1,"given":${given}}`)
    await expect(readRun(directory)).rejects.toThrow(RunsError)
    await expect(readRun(directory)).rejects.toThrow(message)
  })

  it('a broken line in the middle, by its number', async () => {
    const directory = await scratch()
    const recorder = await createRecorder(directory, description)
    await recorder.close()
    const line = frameToJson(frame)
    await writeFile(join(directory, 'frames.ndjson'), `${line}\n{"step":1,"ti\n${line}\n`)
    const run = await readRun(directory)
    await expect(collect(run.frames())).rejects.toThrow(/frames\.ndjson, line 2: the frame is \{"step":1,"ti: one JSON/)
  })
})
