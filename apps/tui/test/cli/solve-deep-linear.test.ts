import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { command, lazyrich, ndjson, solved } from '../support/command.ts'

interface Case {
  readonly X: number[][]
  readonly Y: number[][]
  readonly W0: number[][][]
  readonly times: number[]
  readonly product: number[][][]
  readonly loss: number[]
  readonly conserved: number[][][]
}

const { cases } = JSON.parse(readFileSync(new URL('../golden/deep-linear.json', import.meta.url), 'utf8')) as {
  cases: Case[]
}

/** The answers of a process in `cwd`. */
const piped = (problems: readonly object[], cwd?: string): { [name: string]: unknown }[] => {
  const input = problems.map((problem) => `${JSON.stringify(problem)}\n`).join('')
  return ndjson(lazyrich(['solve', 'deep-linear'], input, cwd ? { cwd } : {}).stdout)
}

const solve = async (problems: readonly (object | string)[]): Promise<{ [name: string]: unknown }[]> =>
  (await solved('deep-linear', problems)).answers

/** Largest difference relative to the largest entry of the expected field; infinite where the shapes differ. */
function error(got: unknown, expected: unknown): number {
  const shape = (value: unknown): unknown => (Array.isArray(value) ? value.map(shape) : 0)
  expect(shape(got)).toEqual(shape(expected))
  const [g, e] = [got, expected].map((value) => [value].flat(4) as number[])
  const largest = Math.max(...e!.map(Math.abs))
  return Math.max(...e!.map((value, i) => Math.abs(value - g![i]!) / largest))
}

const small = {
  X: [
    [1, 0],
    [0, 1],
    [1, 1],
  ],
  Y: [[1], [2], [0]],
  W0: [
    [
      [0.5, 0.1],
      [0.2, 0.3],
    ],
    [[1, 0.5]],
  ],
  times: [0, 1, 4],
}

describe('lazyrich solve deep-linear', () => {
  test('gives the reference cases to 1e-11 of the largest entry of each field, in their shapes', () => {
    const answers = piped(cases)
    expect(answers).toHaveLength(9)
    answers.forEach((answer, i) => {
      expect(Object.keys(answer)).toEqual(['product', 'loss', 'conserved'])
      expect(error(answer.product, cases[i]!.product)).toBeLessThan(1e-11)
      expect(error(answer.loss, cases[i]!.loss)).toBeLessThan(1e-11)
      expect(error(answer.conserved, cases[i]!.conserved)).toBeLessThan(1e-14)
    })
  })

  test('takes times in any order, and answers in that order', async () => {
    const [plain, mixed] = await solve([small, { ...small, times: [4, 0, 1] }])
    for (const name of ['product', 'loss']) {
      const rows = plain![name] as unknown[]
      expect(mixed![name]).toEqual([rows[2], rows[0], rows[1]])
    }
  })

  test('takes one layer, which conserves nothing, and learning rates of each layer', async () => {
    const [one, rated] = await solve([
      { ...small, W0: [[[1, 2]]] },
      { ...small, learningRate: [2, 3] },
    ])
    expect(one!.conserved).toEqual([])
    const [[[first]]] = rated!.conserved as [[[number]]]
    expect(first).toBeCloseTo(2 * 1 - 3 * (0.25 + 0.01), 14)
  })

  test('loss is the problem’s where it is a name, and a result beside it where it is a list', async () => {
    const [plain, beside, named, sum] = await solve([
      small,
      { ...small, loss: [1, 2, 3], widths: [2, 2, 1] },
      { ...small, loss: 'half-mean' },
      { ...small, loss: 'half-sum', times: [0, 1 / 3, 4 / 3] }, // n = 3 times the loss, so 3 times as fast
    ])
    expect(beside).toEqual(plain)
    expect(named).toEqual(plain)
    expect(error(sum!.product, plain!.product)).toBeLessThan(1e-9)
    const tripled = (plain!.loss as number[]).map((loss) => 3 * loss)
    expect(error(sum!.loss, tripled)).toBeLessThan(1e-9)
  })

  test('reads matrices from files of raw float64', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lazyrich-solve-deep-'))
    try {
      writeFileSync(join(folder, 'X.f64'), Float64Array.from(small.X.flat()))
      writeFileSync(join(folder, 'W.f64'), Float64Array.from(small.W0[0]!.flat()))
      const filed = {
        ...small,
        X: { file: 'X.f64', shape: [3, 2] },
        W0: [{ file: 'W.f64', shape: [2, 2] }, small.W0[1]],
      }
      const [first, second] = piped([small, filed], folder)
      expect(second).toEqual(first)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('answers a bad line in its place by the field’s name, and goes on', async () => {
    const got = await solve([
      small,
      { ...small, X: undefined },
      { ...small, W0: [] },
      { ...small, W0: 3 },
      { ...small, W0: [small.W0[0], [[1]]] },
      { ...small, W0: [[[1]], [[1]]] },
      { ...small, Y: [[1], [2]] },
      {
        ...small,
        Y: [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
      },
      { ...small, X: [1, 2, 3] },
      { ...small, X: [] },
      { ...small, W0: [[[1, 'b']], [[1]]] },
      { ...small, times: [0, -1] },
      { ...small, learningRate: [1] },
      { ...small, loss: 'meen' },
      { ...small, loss: 1 },
      { ...small, widths: [2, 7, 1] },
      { ...small, learningRate: [1, 0] },
      JSON.stringify(small).replace('0.5', '1e999'),
      small,
    ])
    expect(got.map(({ error: said }) => said ?? null)).toEqual([
      null,
      'X is missing: an object with X, Y, W0 and times is accepted',
      'W0 is []: a list of matrices, at least one, is accepted',
      'W0 is 3: a list of matrices, first layer first, is accepted',
      'W0[1] has 1 columns, W0[0] has 2 rows: equal numbers are accepted',
      'W0[0] has 1 columns, X has 2 columns: equal numbers are accepted',
      'X has 3 rows, Y has 2 rows: one each per sample is accepted',
      'Y has 2 columns, W0[1] has 1 rows: equal numbers are accepted',
      expect.stringContaining('X is'),
      expect.stringContaining('X has shape [0]'),
      'W0[0][0][1] is "b": a number is accepted',
      'times[1] is -1: a finite number ≥ 0 is accepted',
      'learningRate has length 1: 2 (one for each layer) is accepted',
      'loss is "meen": half-sum, mean or half-mean is accepted',
      'loss is 1: half-sum, mean or half-mean is accepted',
      'widths is [2,7,1]: [2,2,1], the columns of X and the rows of each matrix of W0, is accepted',
      'learningRate[1] is 0: a finite number > 0 is accepted',
      'W0[0][0] is Infinity: a finite number is accepted',
      null,
    ])
    expect(got[0]).toEqual(got.at(-1))
  })

  test('the help’s example is solved', async () => {
    const { stdout } = await command(['solve', '--help'])
    const problem = /echo '(.*)' \| lazyrich solve deep-linear/.exec(stdout)![1]!
    const [answer] = await solve([problem])
    expect((answer!.product as number[][][])[2]![0]![1]).toBeCloseTo(2, 6)
  })
})
