import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRecorder, inspectRun, RunsError, readRun, resumeRecorder } from '../src/index.ts'
import { description } from './race.ts'
import { scratch } from './scratch.ts'

function spawnScript(name: string, directory: string): ChildProcess {
  const script = fileURLToPath(new URL(name, import.meta.url))
  const child = spawn(process.execPath, [script, directory], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Another process that writes a run, once it has written some. */
async function writerIn(directory: string): Promise<ChildProcess> {
  const writer = spawnScript('./endless-writer.ts', directory)
  await once(writer.stdout!, 'data')
  return writer
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** A run that was left as a kill would leave it, with the lock of that holder. */
async function abandoned(holder: object | string): Promise<string> {
  const directory = await scratch()
  await (await createRecorder(directory, description)).close()
  await writeFile(join(directory, 'lock'), typeof holder === 'string' ? holder : `${JSON.stringify(holder)}\n`)
  return directory
}

async function silentSince(directory: string, milliseconds: number): Promise<void> {
  const then = new Date(Date.now() - milliseconds)
  const file = join(directory, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...manifest, heartbeat: then.toISOString() }))
  await utimes(join(directory, 'lock'), then, then)
}

describe('a run that another process writes', () => {
  it('refuses to be begun, resumed or inspected, naming the process, and stays as it is', async () => {
    const directory = await scratch()
    const writer = await writerIn(directory)
    const message = `${directory} is being written by process ${writer.pid} on ${hostname()}: a directory without a running writer is accepted`
    const attempts = [
      () => createRecorder(directory, description),
      () => resumeRecorder(directory),
      () => inspectRun(directory),
    ]
    for (const attempt of attempts) {
      const error = await attempt().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(RunsError)
      expect((error as RunsError).message).toContain(message)
    }
    await once(writer.stdout!, 'data')
    expect((await readRun(directory)).manifest.outcome).toBeNull()
  })

  it('can be resumed as soon as that process is killed', async () => {
    const directory = await scratch()
    await killed(await writerIn(directory))
    expect(existsSync(join(directory, 'lock'))).toBe(true)
    const { recorder } = await resumeRecorder(directory)
    expect(JSON.parse(await readFile(join(directory, 'lock'), 'utf8')).pid).toBe(process.pid)
    await recorder.close()
    expect(existsSync(join(directory, 'lock'))).toBe(false)
  })

  it('goes to one of many that find its writer dead at the same moment', async () => {
    const directory = await scratch()
    await killed(await writerIn(directory))
    const rivals = Array.from({ length: 6 }, () => spawnScript('./resume-and-hold.ts', directory))
    await Promise.all(rivals.map((rival) => once(rival.stdout!, 'data'))) // each is ready
    const answers = rivals.map((rival) => once(rival.stdout!, 'data'))
    for (const rival of rivals) rival.stdin!.write('go\n')
    const said = (await Promise.all(answers)).map(([chunk]) => String(chunk).trim())
    expect(said.filter((word) => word === 'resumed')).toHaveLength(1)
    expect(said.filter((word) => word.includes('is being written by'))).toHaveLength(5)
    await Promise.all(rivals.map(killed))
    await (await resumeRecorder(directory)).recorder.close()
    expect((await readdir(directory)).filter((name) => name.startsWith('lock'))).toEqual([])
  })
})

describe('the lock of a run', () => {
  it('keeps a second recorder of this process out until the first has closed or ended', async () => {
    const directory = await scratch()
    const first = await createRecorder(directory, description)
    await expect(resumeRecorder(directory)).rejects.toThrow(`is being written by process ${process.pid} on`)
    await first.close()
    const { recorder: second } = await resumeRecorder(directory)
    await second.end({ reason: 'aborted', message: '' })
    const { recorder: third } = await resumeRecorder(directory)
    await third.close()
  })

  it('is released by an end that fails', async () => {
    const directory = await scratch()
    const first = await createRecorder(directory, description)
    const fields = { beta: { data: new Float64Array(3), shape: [2] } }
    const bad = first.frames([{ kind: 'frame', step: 0, time: 0, metrics: {}, fields }])
    await expect(bad).rejects.toThrow('field beta')
    await expect(first.end({ reason: 'complete', message: '' })).rejects.toThrow('field beta')
    await (await resumeRecorder(directory)).recorder.close()
  })

  it('of an earlier process with the same id, as in a restarted container, is taken over', async () => {
    const directory = await abandoned({ pid: process.pid, host: hostname(), since: '2001-01-01T00:00:00.000Z' })
    await (await resumeRecorder(directory)).recorder.close()
  })

  it('of another host holds while its manifest has a heartbeat, and 60 seconds more', async () => {
    const directory = await abandoned({ pid: 1, host: 'elsewhere', since: new Date().toISOString() })
    await silentSince(directory, 50_000)
    await expect(resumeRecorder(directory)).rejects.toThrow('is being written by process 1 on elsewhere')
    await silentSince(directory, 70_000)
    await (await resumeRecorder(directory)).recorder.close()
  })

  it('left empty by a crash holds for those 60 seconds too', async () => {
    const directory = await abandoned('')
    await expect(resumeRecorder(directory)).rejects.toThrow('is being written by another process')
    await silentSince(directory, 70_000)
    await (await resumeRecorder(directory)).recorder.close()
  })
})

describe('a directory whose writer died before its run had begun', () => {
  it('can be used for a new run if it holds only empty files', async () => {
    const directory = await scratch()
    await mkdir(join(directory, 'snapshots'), { recursive: true })
    await writeFile(join(directory, 'frames.ndjson'), '')
    await writeFile(join(directory, 'fields.bin'), '')
    expect(await inspectRun(directory)).toBeUndefined()
    expect(await readdir(directory)).toEqual(['fields.bin', 'frames.ndjson', 'snapshots'])
    await (await createRecorder(directory, description)).close()
    expect((await inspectRun(directory))?.experiment).toBe(description.experiment)
  })

  it('is refused, and left as it is, if it holds frames without a manifest', async () => {
    const directory = await scratch()
    await mkdir(directory)
    const file = join(directory, 'frames.ndjson')
    await writeFile(file, 'precious')
    const message = `${file} exists without a manifest.json beside it: a new or empty directory, or one with a whole run, is accepted`
    await expect(inspectRun(directory)).rejects.toThrow(new RunsError(message))
    await expect(createRecorder(directory, description)).rejects.toThrow(new RunsError(message))
    expect(await readFile(file, 'utf8')).toBe('precious')
  })
})
