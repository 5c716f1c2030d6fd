import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lazyrich, ndjson, start } from '../support/command.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lazyrich-run-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const short = ['--set', 'steps=300', '--set', 'record=log:8']

describe('lazyrich run', () => {
  test('--json prints every frame of every run, with the run in front, and nothing else', () => {
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
  })

  test('prints the same bytes for the same line, and others for another seed', () => {
    const once = lazyrich(['run', 'neuron-race', '--json', ...short]).stdout
    expect(lazyrich(['run', 'neuron-race', '--json', ...short]).stdout).toBe(once)
    expect(lazyrich(['run', 'neuron-race', '--json', ...short, '--seed', '5']).stdout).not.toBe(once)
  })

  test('a single run has no run in front', () => {
    const { stdout } = lazyrich(['run', 'neuron-race', '--json', '--set', 'delta=0.5', ...short])
    expect(Object.keys(ndjson(stdout)[0]!)).toEqual(['step', 'time', 'metrics'])
  })

  test('ends with exit 1 where a run diverges, keeping what came before', () => {
    const args = [
      'run',
      'neuron-race',
      '--json',
      '--set',
      'learningRate=100',
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
  test('writes one directory a run, whose frames are the lines that --json prints', () => {
    const out = join(folder, 'all')
    const { stdout } = lazyrich(['run', 'neuron-race', '--json', '--out', out, ...short])
    expect(readdirSync(out)).toEqual(['0-upstream-delta-1', '1-balanced-delta-0', '2-downstream-delta-minus-1'])
    const written = readdirSync(out).map((run) => readFileSync(join(out, run, 'frames.ndjson'), 'utf8'))
    const printed = stdout.replaceAll(/"run":\{[^}]*\},/g, '')
    expect(written.join('')).toBe(printed)
    const manifest = JSON.parse(readFileSync(join(out, '0-upstream-delta-1', 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({ format: 1, experiment: 'neuron-race', seed: 0, outcome: { reason: 'complete' } })
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

  test('writes nothing where a parameter is wrong', () => {
    lazyrich(['run', 'neuron-race', '--set', 'neurons=3', '--out', join(folder, 'none')])
    expect(readdirSync(folder)).toEqual([])
  })

  test('interrupted, the same line goes on and makes the same files as an uninterrupted run', async () => {
    const line = (out: string): string[] => [
      ...['run', 'neuron-race', '--set', 'delta=1', '--set', 'steps=300000', '--set', 'record=every:500'],
      ...['--out', join(folder, out)],
    ]
    lazyrich(line('whole'))
    const first = start(line('parts'))
    first.stdout.once('data', () => setTimeout(() => first.kill('SIGINT'), 150))
    first.stdout.resume()
    first.stderr.resume()
    const code = await new Promise((resolve) => first.once('exit', resolve))
    expect(code).toBe(1)
    const partial = readFileSync(join(folder, 'parts', 'frames.ndjson'), 'utf8')
    expect(JSON.parse(readFileSync(join(folder, 'parts', 'manifest.json'), 'utf8')).outcome.reason).toBe('aborted')
    const second = lazyrich(line('parts'))
    expect(second.status).toBe(0)
    expect(second.stderr).toContain('goes on from its snapshot')
    const whole = readFileSync(join(folder, 'whole', 'frames.ndjson'), 'utf8')
    expect(partial.length).toBeLessThan(whole.length)
    expect(readFileSync(join(folder, 'parts', 'frames.ndjson'), 'utf8')).toBe(whole)
    expect(
      readFileSync(join(folder, 'parts', 'fields.bin')).equals(readFileSync(join(folder, 'whole', 'fields.bin'))),
    ).toBe(true)
  })
})
