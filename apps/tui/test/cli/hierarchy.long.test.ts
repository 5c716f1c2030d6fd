import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { command, lazyrich, ndjson, start } from '../support/command.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lazyrich-hierarchy-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const short = ['--set', 'samples=300', '--set', 'epochs=4', '--set', 'record=lin:4']
const one = [...short, '--set', 'alpha=1']
const file = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8')

describe('lazyrich run hierarchy', () => {
  test('trains the three α of preset small on WebAssembly, in a thread, the same bytes every time', () => {
    const line = ['run', 'hierarchy', '--json', ...short, '--out', join(folder, 'a')]
    const { status, stdout } = lazyrich(line)
    expect(status).toBe(0)
    const frames = ndjson(stdout)
    expect(frames).toHaveLength(15)
    expect(Object.keys(frames[0]!.metrics as object)).toEqual([
      'testError',
      'trainError',
      'loss',
      'kernelDistance',
      'hammingDistance',
      'parameterDistance',
    ])
    expect(lazyrich(['run', 'hierarchy', '--json', ...short]).stdout).toBe(stdout)
    expect(readdirSync(join(folder, 'a'))).toEqual(['alpha=0.03', 'alpha=1', 'alpha=10'])
    expect(JSON.parse(file('a', 'alpha=1', 'manifest.json'))).toMatchObject({
      backend: 'wasm',
      kernelVariant: expect.stringMatching(/^(relaxed|simd)$/),
      versions: { '@lazyrich/tf': '0.0.0' },
      outcome: { reason: 'complete' },
    })
  })

  test('resumes after an interruption and makes the files of a run without one', async () => {
    const long = ['run', 'hierarchy', '--set', 'alpha=1', '--set', 'samples=1000', '--set', 'epochs=30']
    const out = ['--set', 'record=lin:10', '--out']
    expect(lazyrich([...long, ...out, join(folder, 'whole')]).status).toBe(0)
    const child = start([...long, ...out, join(folder, 'cut')])
    child.stdout.on('data', (data: Buffer) => {
      if (String(data).includes(' 96 ')) child.kill('SIGINT')
    })
    await once(child, 'exit')
    const cut = file('cut', 'frames.ndjson').trimEnd().split('\n')
    expect(cut.length).toBeLessThan(11)
    const again = lazyrich([...long, ...out, join(folder, 'cut')])
    expect(again.status).toBe(0)
    expect(again.stderr).toContain('resumes from its snapshot')
    expect(file('cut', 'frames.ndjson')).toBe(file('whole', 'frames.ndjson'))
  })

  test('says aloud that cpu is slow, and keeps standard output for the frames', () => {
    const tiny = ['symbols=6', 'classes=6', 'synonyms=3', 'levels=2', 'samples=100'].flatMap((it) => ['--set', it])
    const { stdout, stderr } = lazyrich(['run', 'hierarchy', '--json', ...one, ...tiny, '--set', 'backend=cpu'])
    expect(stderr).toContain('cpu is about 14 times slower than wasm')
    expect(ndjson(stdout)).toHaveLength(5)
  })

  test.each<[string, string[], string]>([
    ['α of 0', ['alpha=0'], 'alpha is 0: a number from 0.000001 to 1000000 is accepted'],
    ['a negative α', ['alpha=-1'], 'alpha is -1: a number from'],
    ['an impossible hierarchy', ['synonyms=9'], 'synonyms is 9: at most 8 (symbols^(tupleSize − 1)) are accepted'],
    ['more data than there are', ['samples=131073'], 'samples is 131073: at most 104858 are accepted'],
    ['a backend of no name', ['backend=tpu'], 'backend is tpu: auto, wasm, cpu, webgl, webgpu is accepted'],
  ])('%s: says so and trains nothing', async (_, settings, message) => {
    const set = settings.flatMap((setting) => ['--set', setting])
    await expect(command(['run', 'hierarchy', '--json', ...set])).rejects.toThrow(message)
  })

  test('a backend that is not available: says so and trains nothing', () => {
    const set = ['--set', 'backend=webgpu', '--set', 'alpha=1']
    const { status, stdout, stderr } = lazyrich(['run', 'hierarchy', '--json', ...set])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('backend webgpu is not available here; available here: wasm, cpu')
  })

  test('a loss that is not finite ends the run with exit 1, says at which step, and keeps its frames', () => {
    const set = [
      'learningRate=1000000',
      'loss=mean-square',
      'record=every:1',
      'symbols=6',
      'classes=6',
      'synonyms=3',
      'levels=2',
      'samples=100',
    ]
    const args = [...set, 'alpha=1', 'batchSize=16'].flatMap((setting) => ['--set', setting])
    const { status, stdout, stderr } = lazyrich(['run', 'hierarchy', '--json', ...args])
    expect(status).toBe(1)
    const frames = ndjson(stdout)
    expect(frames.length).toBeGreaterThan(1)
    expect(stderr).toContain(`loss not finite at step ${frames.at(-1)!.step}`)
    expect(frames.at(-1)).toMatchObject({ end: { reason: 'diverged' } })
  })
})

test('lazyrich live hierarchy without a terminal prints the three side by side', () => {
  const { status, stdout } = lazyrich(['live', 'hierarchy', ...short])
  expect(status).toBe(0)
  expect(stdout).toContain('test error  fraction of wrong answers')
  expect(stdout).toMatch(/step\s+α = 0\.03\s+α = 1\s+α = 10/)
})
