import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { command, lazyrich, main, ndjson, start } from '../support/command.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lazyrich-run-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const short = ['--set', 'steps=300', '--set', 'record=log:8']

describe('lazyrich run', () => {
  test('--json prints every frame of every run, with the run in front, and nothing else', async () => {
    const { status, stdout, stderr } = lazyrich(['run', 'neuron-race', '--json', ...short])
    expect(status).toBe(0)
    const frames = ndjson(stdout)
    expect(new Set(frames.map(({ run }) => JSON.stringify(run)))).toEqual(
      new Set([
        '{"index":0,"label":"upstream δ = 1"}',
        '{"index":1,"label":"balanced δ = 0"}',
        '{"index":2,"label":"downstream δ = −1"}',
      ]),
    )
    expect(Object.keys(frames[0]!)).toEqual(['run', 'step', 'time', 'metrics'])
    expect(frames.at(-1)).toMatchObject({ step: 300, end: { reason: 'complete' } })
    expect(stderr).toContain('3 runs, 900 steps')
    // The same line gives the same bytes, in whatever process; another seed does not.
    const { stdout: once } = await command(['run', 'neuron-race', '--json', ...short])
    expect(once).toBe(stdout)
    expect((await command(['run', 'neuron-race', '--json', ...short, '--seed', '5'])).stdout).not.toBe(stdout)
  })

  test('the frames of a single run do not name it', async () => {
    const { stdout } = await command(['run', 'neuron-race', '--json', '--set', 'delta=0.5', ...short])
    expect(Object.keys(ndjson(stdout)[0]!)).toEqual(['step', 'time', 'metrics'])
  })

  test('ends with exit 1 if a run diverges, keeping what came before', () => {
    const args = [
      'run',
      'neuron-race',
      '--json',
      '--set',
      'stepSize=100',
      '--set',
      'delta=0',
      '--set',
      'record=every:1',
    ]
    const { status, stdout, stderr } = lazyrich(args)
    expect(status).toBe(1)
    expect(stderr).toContain('loss not finite')
    const frames = ndjson(stdout)
    expect(frames.length).toBeGreaterThan(2)
    expect(frames.at(-1)).toMatchObject({ end: { reason: 'diverged' } })
  })
})

describe('lazyrich run --out', () => {
  test('writes one directory a run, whose frames are the lines that --json prints', async () => {
    const out = join(folder, 'all')
    const { stdout } = lazyrich(['run', 'neuron-race', '--json', '--out', out, ...short])
    expect(stdout).toBe((await command(['run', 'neuron-race', '--json', ...short])).stdout)
    const runs = ['delta=1', 'delta=0', 'delta=-1']
    expect(readdirSync(out).sort()).toEqual(runs.toSorted())
    const written = runs.map((run) => readFileSync(join(out, run, 'frames.ndjson'), 'utf8'))
    const printed = stdout.replaceAll(/"run":\{[^}]*\},/g, '')
    expect(written.join('')).toBe(printed)
    const manifest = JSON.parse(readFileSync(join(out, 'delta=1', 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({ format: 1, experiment: 'neuron-race', seed: 0, outcome: { reason: 'complete' } })
  })

  test('counts the runs and the steps that it took itself, not those that were there before', () => {
    const out = join(folder, 'partly')
    lazyrich(['run', 'neuron-race', '--set', 'delta=0', '--out', join(out, 'delta=0'), ...short])
    const line = ['run', 'neuron-race', '--out', out, ...short]
    expect(lazyrich(line).stderr).toMatch(/^lazyrich: 2 of 3 runs, 600 steps in [\d.]+ s; 1 had ended before$/m)
    expect(lazyrich(line).stderr).toMatch(/^lazyrich: 0 of 3 runs, 0 steps in [\d.]+ s; 3 had ended before$/m)
  })

  test('refuses a directory that holds another run, exit 2, and leaves it as it is', () => {
    const out = join(folder, 'one')
    const line = (delta: number): string[] => ['run', 'neuron-race', '--set', `delta=${delta}`, '--out', out, ...short]
    lazyrich(line(2))
    const before = readFileSync(join(out, 'frames.ndjson'), 'utf8')
    const { status, stderr } = lazyrich(line(3))
    expect(status).toBe(2)
    expect(stderr).toContain('holds another run')
    expect(readFileSync(join(out, 'frames.ndjson'), 'utf8')).toBe(before)
  })

  test('writes nothing if a parameter is wrong', async () => {
    const line = ['run', 'neuron-race', '--set', 'neurons=3', '--out', join(folder, 'none')]
    await expect(command(line)).rejects.toThrow('neurons is 3')
    expect(readdirSync(folder)).toEqual([])
  })

  test('after an interrupt, the same command resumes and makes the files of an uninterrupted run', async () => {
    const line = (out: string): string[] => [
      ...['run', 'neuron-race', '--set', 'delta=1', '--set', 'steps=300000', '--set', 'record=every:500'],
      ...['--out', join(folder, out)],
    ]
    lazyrich(line('whole'))
    const first = start(line('parts'))
    first.stdout.once('data', () => setTimeout(() => first.kill('SIGINT'), 150))
    first.stdout.resume()
    let said = ''
    first.stderr.on('data', (chunk) => {
      said += chunk
    })
    const code = await new Promise((resolve) => first.once('close', resolve))
    expect(code).toBe(1)
    const partial = readFileSync(join(folder, 'parts', 'frames.ndjson'), 'utf8')
    expect(JSON.parse(readFileSync(join(folder, 'parts', 'manifest.json'), 'utf8')).outcome.reason).toBe('aborted')
    const stored = Math.max(...readdirSync(join(folder, 'parts', 'snapshots')).map((name) => Number.parseInt(name, 10)))
    const second = lazyrich(line('parts'))
    expect(second.status).toBe(0)
    expect(second.stderr).toContain('resumes from its snapshot')
    // Each call counts the steps that it took itself.
    const [before, after] = [said, second.stderr].map(
      (text) => /^lazyrich: (.*), (\d+) steps in [\d.]+ s$/m.exec(text)!,
    )
    expect([before![1], after![1]]).toEqual(['0 of 1 run', '1 run'])
    expect(Number(before![2])).toBeGreaterThanOrEqual(stored) // it trained on until it was stopped
    expect(Number(after![2])).toBe(300_000 - stored)
    const whole = readFileSync(join(folder, 'whole', 'frames.ndjson'), 'utf8')
    expect(partial.length).toBeLessThan(whole.length)
    expect(readFileSync(join(folder, 'parts', 'frames.ndjson'), 'utf8')).toBe(whole)
    expect(
      readFileSync(join(folder, 'parts', 'fields.bin')).equals(readFileSync(join(folder, 'whole', 'fields.bin'))),
    ).toBe(true)
  })
})

/** The command once it has printed frames of its run, that is: once it is writing. */
async function writing(line: readonly string[]): Promise<Writer> {
  const child = start(line)
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const exit = once(child, 'exit')
  child.stdout.resume()
  await waitFor(child.stdout, '\n')
  return { child, ended: async () => ({ status: (await exit)[0] as number | null, stderr }) }
}

interface Writer {
  readonly child: ReturnType<typeof start>
  ended(): Promise<{ status: number | null; stderr: string }>
}

/** Waits until some text has gone by. */
async function waitFor(stream: Readable, text: string): Promise<void> {
  let seen = ''
  for (;;) {
    const [chunk] = await once(stream, 'data')
    seen += chunk
    if (seen.includes(text)) return
  }
}

/** Everything below a directory, by name. */
function contents(directory: string): { [name: string]: string } {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path, entry.isDirectory() ? 'directory' : readFileSync(path, 'latin1')]
    }),
  )
}

describe('lazyrich run --out into a directory that is already in use', () => {
  const race = (out: string, ...set: string[]): string[] => [
    ...['run', 'neuron-race', ...set.flatMap((setting) => ['--set', setting])],
    ...['--out', join(folder, out)],
  ]

  test('a second process is told who is writing, exit 2, and the first makes the files that it makes alone', async () => {
    const settings = ['delta=1', 'steps=300000', 'record=every:500']
    lazyrich(race('alone', ...settings))
    const first = await writing(race('shared', ...settings))
    const second = lazyrich(race('shared', ...settings))
    expect(second.stderr).toMatch(new RegExp(`is being written by process ${first.child.pid} on ${hostname()}`))
    expect(second.status).toBe(2)
    expect((await first.ended()).status).toBe(0)
    for (const file of ['frames.ndjson', 'fields.ndjson', 'fields.bin'])
      expect(readFileSync(join(folder, 'shared', file)).equals(readFileSync(join(folder, 'alone', file)))).toBe(true)
  })

  test('the lock of a killed process does not stop the same command from resuming', async () => {
    const settings = ['delta=1', 'steps=300000', 'record=every:5000']
    const first = await writing(race('killed', ...settings))
    first.child.kill('SIGKILL')
    await first.ended()
    expect(readdirSync(join(folder, 'killed'))).toContain('lock')
    expect(lazyrich(race('killed', ...settings)).status).toBe(0)
    expect(readdirSync(join(folder, 'killed'))).not.toContain('lock')
  })

  test('refuses if one of several directories holds another run, before it changes any', () => {
    const directory = join(folder, 'several', 'delta=0')
    lazyrich(['run', 'neuron-race', '--set', 'delta=2', ...short, '--out', directory])
    const before = contents(folder)
    const { status, stderr } = lazyrich(race('several', 'steps=300', 'record=log:8'))
    expect(stderr).toContain('holds another run')
    expect(status).toBe(2)
    expect(contents(folder)).toEqual(before)
  })

  test('a run that has diverged ends with exit 1 again, and says how it ended', () => {
    const line = race('diverged', 'delta=0', 'stepSize=100')
    expect(lazyrich(line).status).toBe(1)
    const { status, stderr } = lazyrich(line)
    expect(stderr).toContain('already diverged')
    expect(stderr).toContain('loss not finite')
    expect(stderr).not.toContain('already complete')
    expect(status).toBe(1)
  })

  test('a run that is complete ends with exit 0 again', () => {
    const line = race('complete', 'delta=1', 'steps=300')
    lazyrich(line)
    const { status, stderr } = lazyrich(line)
    expect(stderr).toContain('already complete')
    expect(status).toBe(0)
  })

  test('starts over if a process was killed before its run had begun', () => {
    mkdirSync(join(folder, 'torn', 'snapshots'), { recursive: true })
    writeFileSync(join(folder, 'torn', 'frames.ndjson'), '')
    expect(lazyrich(race('torn', 'delta=1', 'steps=300')).status).toBe(0)
  })

  test('refuses frames without a manifest in words for a user, exit 2', () => {
    mkdirSync(join(folder, 'torn'))
    writeFileSync(join(folder, 'torn', 'frames.ndjson'), 'mine\n')
    const { status, stderr } = lazyrich(race('torn', 'delta=1', 'steps=300'))
    expect(stderr).toMatch(/^lazyrich: .*frames\.ndjson exists without a manifest\.json beside it: a new or empty/)
    expect(stderr).not.toMatch(/Recorder/)
    expect(status).toBe(2)
  })
})

describe('lazyrich run --out on a disk that cannot be written', () => {
  const race = ['run', 'neuron-race', '--set', 'steps=3000000', '--set', 'record=every:500']

  test('says so in one line, exit 1, if no directory can be created', () => {
    const { status, stderr } = lazyrich(['run', 'neuron-race', '--out', '/dev/null/x'])
    expect(stderr).toBe('lazyrich: --out /dev/null/x cannot be written (ENOTDIR)\n')
    expect(status).toBe(1)
  })

  test('stops the whole plan, exit 1, when a file cannot grow', () => {
    const out = join(folder, 'full')
    // A limit on the size of files is the full disk that any user can have.
    const limited = 'ulimit -f 64; exec "$@"'
    const { status, stderr } = spawnSync('sh', ['-c', limited, 'sh', process.execPath, main, ...race, '--out', out], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    expect(stderr).toMatch(/^lazyrich: upstream δ = 1: .*delta=1 cannot be written \(EFBIG\)$/m)
    expect(stderr).not.toMatch(/^ +at /m)
    expect(status).toBe(1)
    expect(readdirSync(out)).toEqual(['delta=1'])
    expect(readdirSync(join(out, 'delta=1'))).not.toContain('lock')
  })

  test('interrupted when its snapshot cannot be stored, says so in one line, exit 1', async () => {
    const out = join(folder, 'gone')
    const run = await writing([...race, '--set', 'delta=1', '--out', out])
    rmSync(join(out, 'snapshots'), { recursive: true })
    run.child.kill('SIGINT')
    const { status, stderr } = await run.ended()
    expect(stderr).toMatch(/^lazyrich: .* cannot be written \(ENOENT\)$/m)
    expect(stderr).not.toMatch(/^ +at /m)
    expect(status).toBe(1)
  })

  test('interrupted in its second run, ends that one as usual', async () => {
    const out = join(folder, 'second')
    const line = ['run', 'neuron-race', '--set', 'steps=20000', '--set', 'record=every:20', '--out', out]
    const child = start(line)
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    const exit = once(child, 'exit')
    await waitFor(child.stdout, 'balanced')
    child.stdout.resume()
    child.kill('SIGINT')
    expect((await exit)[0]).toBe(1)
    expect(stderr).toContain('the same command resumes from here')
    expect(stderr).not.toMatch(/^ +at /m)
  })
})
