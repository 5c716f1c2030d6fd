import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lazyrich, ndjson, solved } from '../support/command.ts'

interface Case {
  readonly tag?: string
  readonly times: number[]
  readonly a: number[]
  readonly w: number[][]
  readonly tolerance?: number
  readonly kernelDistance?: number[]
  readonly limit?: { a: number; w: number[] }
}

const read = (name: string): Case[] =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')).cases

/** Largest difference relative to the largest entry of the expected field. */
function error(got: unknown, expected: unknown): number {
  const flat = (value: unknown): number[] => [value].flat(3) as number[]
  const [g, e] = [flat(got), flat(expected)]
  expect(g.length).toBe(e.length)
  const largest = Math.max(...e.map(Math.abs)) || 1
  return Math.max(...e.map((value, i) => Math.abs(value - g[i]!) / largest))
}

async function answers(cases: readonly (object | string)[]): Promise<{ [name: string]: unknown }[]> {
  return (await solved('single-neuron', cases)).answers
}

describe('lazyrich solve single-neuron', () => {
  test('gives the exact cases to 1e-12 of the largest entry of each field', () => {
    const cases = read('single-neuron-exact')
    const { status, stdout } = lazyrich(
      ['solve', 'single-neuron'],
      cases.map((problem) => `${JSON.stringify(problem)}\n`).join(''),
    )
    expect(status).toBe(0)
    ndjson(stdout).forEach((answer, i) => {
      expect(error(answer.a, cases[i]!.a), cases[i]!.tag).toBeLessThan(1e-12)
      expect(error(answer.w, cases[i]!.w), cases[i]!.tag).toBeLessThan(1e-12)
    })
  })

  test('gives the hard cases within their own tolerances', async () => {
    const cases = read('single-neuron-hard')
    ;(await answers(cases)).forEach((answer, i) => {
      expect(error(answer.a, cases[i]!.a), cases[i]!.tag).toBeLessThanOrEqual(cases[i]!.tolerance!)
      expect(error(answer.w, cases[i]!.w), cases[i]!.tag).toBeLessThanOrEqual(cases[i]!.tolerance!)
    })
  })

  test('gives flows of general data, with kernel distance and limit, to 1e-9', async () => {
    const cases = read('single-neuron-flow')
    ;(await answers(cases)).forEach((answer, i) => {
      const { a, w, kernelDistance, limit } = cases[i]!
      expect(error(answer.a, a)).toBeLessThan(1e-9)
      expect(error(answer.w, w)).toBeLessThan(1e-9)
      expect(error(answer.kernelDistance, kernelDistance)).toBeLessThan(1e-9)
      const got = answer.limit as { a: number; w: number[] }
      expect(error([got.a, got.w], [limit!.a, limit!.w])).toBeLessThan(1e-9)
      expect(answer.basin).toBe(Math.sign(limit!.a))
    })
  })

  test('another loss is the same flow at another pace; with a target there is one loss', async () => {
    const data = {
      a0: 1,
      w0: [0.5, 0],
      X: [
        [1, 0],
        [1, 2],
      ],
      y: [1, 3],
    }
    const [sum, half] = await answers([
      { ...data, times: [0.5] },
      { ...data, loss: 'half-mean', times: [1] },
    ])
    expect(half).toEqual(sum)
    const line = { a0: 1, w0: [0, 1], target: [1, 0], times: [1] }
    const [named, other] = (
      await solved('single-neuron', [
        { ...line, loss: 'half-sum' },
        { ...line, loss: 'mean' },
      ])
    ).answers
    expect([named]).toEqual(await answers([line]))
    expect(other!.error).toMatch(/^loss is "mean": half-sum \(a target has no number of samples/)
  })

  test('answers a bad line in its place, continues, and ends with exit 1', () => {
    const good = '{"a0":1,"w0":[0,0],"target":[1,0],"times":[0,1]}'
    const lines = [
      good,
      '{"a0":1',
      '{"a0":1,"w0":[1,2],"target":[1],"times":[0]}',
      '{"a0":1,"w0":[1,"b"],"target":[1,3],"times":[0]}',
      '{"a0":1,"w0":[1,2],"target":[1,2],"times":[0,-1]}',
      '{"a0":1,"w0":[1,2],"times":[0]}',
      '{"w0":[1,2],"target":[1,2],"times":[0]}',
      '{"a0":1,"w0":[1,2],"target":[1,2],"times":[0],"learningRate":{"a":0,"w":1}}',
      '{"a0":1e999,"w0":[1,2],"target":[1,2],"times":[0]}',
      '{"a0":1,"w0":[1,2],"X":[[1,2],[3]],"y":[1,2],"times":[0]}',
      '{"a0":1,"w0":[1,2],"X":[[1,2]],"y":[1,2],"times":[0]}',
      '[1,2]',
      good,
    ]
    const { status, stdout, stderr } = lazyrich(['solve', 'single-neuron'], `${lines.join('\n')}\n`)
    expect(status).toBe(1)
    expect(stderr).toBe('')
    const got = ndjson(stdout)
    expect(got.map(({ error: said }) => said ?? null)).toEqual([
      null,
      expect.stringContaining('not JSON'),
      "target has length 1: 2 (w0's length) is accepted",
      'w0[1] is "b": a number is accepted',
      'times[1] is -1: a finite number ≥ 0 is accepted',
      'target is missing: target, or X and y, is accepted',
      'a0 is missing: an object with a0, w0, times, and target or X and y, is accepted',
      'learningRate.a is 0: a finite number > 0 is accepted',
      'a0 is Infinity: a finite number is accepted',
      'X[1] has length 1, X[0] has length 2: equal lengths are accepted',
      expect.stringContaining('X has shape [1,2], y has length 2'),
      expect.stringContaining('the line is [1,2]'),
      null,
    ])
    expect(got[0]).toEqual(got.at(-1))
  })

  test('refuses nested lists and files of two dimensions, by name', async () => {
    const lines = [
      '{"a0":1,"w0":[1,2],"target":[1,0],"times":[[0,1]]}',
      '{"a0":1,"w0":[[1],[2]],"target":[1,0],"times":[0]}',
      '{"a0":1,"w0":[1,2],"target":[[1,0]],"times":[0]}',
      '{"a0":1,"w0":[1,2],"X":[[1,0]],"y":[[[1]]],"times":[0]}',
      '{"a0":1,"w0":{"file":"w0.f64","shape":[1,2]},"target":[1,0],"times":[0]}',
    ]
    expect((await answers(lines)).map(({ error: said }) => said)).toEqual([
      'times has 2 dimensions: a list of numbers is accepted',
      'w0 has 2 dimensions: a list of numbers is accepted',
      'target has 2 dimensions: a list of numbers is accepted',
      'y has 3 dimensions: a list of numbers is accepted',
      'w0 has 2 dimensions: a list of numbers is accepted',
    ])
  })

  test('takes times in any order, for general and whitened data, and answers in that order', async () => {
    for (const data of ['"target":[1,0]', '"X":[[1,2],[3,4],[0,1]],"y":[1,2,0]']) {
      const problem = (times: number[]): string => `{"a0":1,"w0":[1,2],${data},"times":${JSON.stringify(times)}}`
      const input = [
        [0, 0.25, 0.5, 2],
        [0.5, 2, 0, 0.25],
        [0.5, -1],
      ].map(problem)
      const [ascending, mixed, negative] = await answers(input)
      for (const name of ['a', 'w', 'kernelDistance']) {
        const rows = ascending![name] as unknown[]
        expect(mixed![name]).toEqual([rows[2], rows[3], rows[0], rows[1]])
      }
      expect(negative!.error).toBe('times[1] is -1: a finite number ≥ 0 is accepted')
    }
  })

  test('names the basin: 1, −1, 0 for the saddle, null where rounding decides', async () => {
    const problem = (a0: number, w0: number[], target: number[]): string =>
      JSON.stringify({ a0, w0, target, times: [1] })
    const lines = [
      problem(1, [0, 0], [1, 0]),
      problem(-1, [0, 0], [1, 0]),
      problem(0, [3, 0, 4], [0, 2, 0]),
      problem(1, [-0.5, 1.75, 0.75, 0.25, 0.25], [2, 0, 0, 0, 0]),
    ]
    expect((await answers(lines)).map(({ basin }) => basin)).toEqual([1, -1, 0, null])
  })

  test('reads number lists from files of raw float64, relative to the caller', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lazyrich-solve-'))
    try {
      writeFileSync(join(folder, 'X.f64'), Float64Array.of(1, 2, 3, 4))
      const plain = {
        a0: 1,
        w0: [1, 2],
        X: [
          [1, 2],
          [3, 4],
        ],
        y: [1, 2],
        times: [0, 0.1],
      }
      const filed = { ...plain, X: { file: 'X.f64', shape: [2, 2] } }
      const wrong = { ...plain, X: { file: 'X.f64', shape: [3, 2] } }
      const input = [plain, filed, wrong].map((problem) => JSON.stringify(problem)).join('\n')
      const got = ndjson(lazyrich(['solve', 'single-neuron'], input, { cwd: folder }).stdout)
      expect(got[1]).toEqual(got[0])
      expect(got[2]!.error).toBe('X: X.f64 has 32 bytes, shape [3,2] needs 48')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
