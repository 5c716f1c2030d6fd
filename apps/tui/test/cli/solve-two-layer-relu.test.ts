import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { initializeRelu } from '@lazyrich/core/two-layer-relu'
import { CELL, cellStart } from '@lazyrich/testing/relu-cell'
import { describe, expect, test } from 'vitest'
import { lazyrich, ndjson, solved } from '../support/command.ts'

interface Checkpoint {
  readonly step?: number
  readonly time?: number
  readonly loss: number
  readonly kernelDistance: number
  readonly hammingDistance: number
  readonly parameterDistance: number
  readonly W: number[][]
  readonly a: number[]
}

interface Case {
  readonly X: number[][]
  readonly y: number[]
  readonly W0: number[][]
  readonly a0: number[]
  readonly leak: number
  readonly learningRate: number
  readonly checkpoints: Checkpoint[]
}

const fields = ['loss', 'kernelDistance', 'hammingDistance', 'parameterDistance', 'W', 'a'] as const

const cases: Case[] = JSON.parse(readFileSync(new URL('../golden/relu-descent.json', import.meta.url), 'utf8')).cases

interface Answer {
  readonly checkpoints: (Checkpoint & { readonly difference?: { readonly [name: string]: number } | null })[]
  readonly solver?: string
  readonly evaluations?: number
  readonly error?: string
}

/** The answers, a problem a line; the first problem's checkpoints, or what was said against it. */
async function answers(problems: readonly object[]): Promise<Answer[]> {
  return (await solved('two-layer-relu', problems)).answers as unknown as Answer[]
}

const flat = (value: unknown): number[] => [value].flat(4) as number[]

const small = {
  X: [
    [1, 0],
    [0, 1],
    [-1, 1],
  ],
  y: [1, -1, 2],
  W0: [[1, 0.5]],
  a0: [0.5],
  learningRate: 0.1,
}

/** A neuron that is driven to w = 0, where all borders meet. */
const vanishing = { X: [[1], [2]], y: [-1, -2], W0: [[1]], a0: [2], method: 'flow', times: [0, 0.001, 50] }

describe('lazyrich solve two-layer-relu', () => {
  test('gives every reference descent to 1e-10 of the largest entry of each field, at the steps of its checkpoints', () => {
    const input = cases.map((problem) => `${JSON.stringify(problem)}\n`).join('')
    const got = ndjson(lazyrich(['solve', 'two-layer-relu'], input).stdout) as unknown as Answer[]
    cases.forEach(({ checkpoints }, i) => {
      expect(got[i]!.checkpoints.map(({ step }) => step)).toEqual(checkpoints.map(({ step }) => step))
      for (const name of fields) {
        const largest = Math.max(...checkpoints.flatMap((checkpoint) => flat(checkpoint[name])).map(Math.abs)) || 1
        checkpoints.forEach((checkpoint, k) => {
          const values = flat(got[i]!.checkpoints[k]![name])
          expect(values).toHaveLength(flat(checkpoint[name]).length)
          flat(checkpoint[name]).forEach((value, p) => {
            expect(Math.abs(values[p]! - value), `case ${i}, ${name}`).toBeLessThanOrEqual(1e-10 * largest)
          })
        })
      }
    })
  })

  test('takes steps and times in any order, repeated ones too, and answers in that order', async () => {
    const orders = [
      [0, 5, 100],
      [100, 0, 5, 100],
    ].map((steps) => ({ ...small, steps }))
    const [ascending, mixed] = (await answers(orders)).map(({ checkpoints }) => checkpoints)
    expect(mixed).toEqual([ascending![2], ascending![0], ascending![1], ascending![2]])
    const flows = [
      [0, 0.5, 3],
      [3, 0.5, 0],
    ].map((times) => ({ ...small, method: 'flow', times }))
    const [first, last] = (await answers(flows)).map(({ checkpoints }) => checkpoints)
    expect(last!.map(({ time }) => time)).toEqual([3, 0.5, 0])
    for (const [i, checkpoint] of last!.entries())
      for (const name of fields)
        flat(checkpoint[name]).forEach((value, p) => {
          expect(value).toBe(flat(first![2 - i]![name])[p])
        })
  })

  test('a descent of small steps lies on the flow', async () => {
    const [descent, flow] = await answers([
      { ...small, learningRate: 1e-4, steps: [10_000] },
      { ...small, method: 'flow', times: [1] },
    ])
    expect(descent!.checkpoints[0]!.loss).toBeCloseTo(flow!.checkpoints[0]!.loss, 4)
    expect(descent!.checkpoints[0]!.a[0]).toBeCloseTo(flow!.checkpoints[0]!.a[0]!, 4)
  })

  test('descent and flow follow the loss that is named: mean where there is none', async () => {
    const at = { ...small, learningRate: 0.01, steps: [50] }
    const flow = { ...small, method: 'flow', learningRate: undefined }
    const got = await answers([
      at,
      { ...at, loss: 'mean' },
      { ...at, loss: 'half-mean', learningRate: 0.02 },
      { ...flow, times: [0.5] },
      { ...flow, loss: 'half-mean', times: [1] },
    ])
    const [plain, mean, half, whole, slow] = got.map(({ checkpoints }) => checkpoints[0]!)
    expect(mean).toEqual(plain)
    for (const [one, other] of [
      [plain, half],
      [whole, slow],
    ]) {
      expect(other!.loss).toBeCloseTo(one!.loss / 2, 9)
      other!.a.forEach((entry, k) => {
        expect(entry).toBeCloseTo(one!.a[k]!, 8)
      })
    }
  })

  test('answers bad lines in their place, each with one sentence', async () => {
    const bad: [object, string][] = [
      [{ ...small }, 'steps is missing: a list of whole numbers ≥ 0 is accepted'],
      [{ ...small, steps: [1, 2.5] }, 'steps[1] is 2.5: a whole number ≥ 0 is accepted'],
      [{ ...small, steps: [-1] }, 'steps[0] is -1: a whole number ≥ 0 is accepted'],
      [{ ...small, checkpoints: [{ step: 1 }, {}] }, 'checkpoints[1].step is NaN: a whole number ≥ 0 is accepted'],
      [{ ...small, checkpoints: 3 }, 'checkpoints is not a list: a list of objects with a step is accepted'],
      [{ ...small, steps: [1], learningRate: 0 }, 'learningRate is 0: a finite number > 0 is accepted'],
      [{ ...small, steps: [1], learningRate: undefined }, 'learningRate is missing: a number > 0 is accepted'],
      [
        { ...small, steps: [1], learningRate: { a: 1, w: 2 } },
        'learningRate is {"a":1,"w":2}: a number > 0, the step size of descent, is accepted',
      ],
      [{ ...small, steps: [1], loss: 'sum' }, 'loss is "sum": half-sum, mean or half-mean is accepted'],
      [{ ...small, steps: [1], method: 'sgd' }, 'method is "sgd": descent or flow is accepted'],
      [{ ...small, method: 'flow' }, 'times is missing: a list of numbers ≥ 0, or learningRate and steps, is accepted'],
      [{ ...small, method: 'flow', times: [1], rtol: 2 }, 'rtol is 2: a number above 0 and below 1 is accepted'],
      [{ ...small, method: 'flow', times: [1, -2] }, 'times[1] is -2: a finite number ≥ 0 is accepted'],
      [
        { ...small, steps: [1], a0: [1, 2] },
        'W0 has shape [1,2], a0 has length 2: a row of W0 for every a0 is accepted',
      ],
      [{ ...small, steps: [1], y: [1] }, 'X has shape [3,2], y has length 1: a row of X for every y is accepted'],
      [{ ...small, steps: [1], W0: [[1]] }, 'W0 has 1 columns, X has 2: equal numbers are accepted'],
      [{ ...small, steps: [1], W0: [[1, Infinity]] }, 'W0[0][1] is null: a number is accepted'],
      [{ ...small, steps: [1], a0: ['x'] }, 'a0[0] is "x": a number is accepted'],
      [{ ...small, steps: [1], X: undefined }, 'X is missing: '],
    ]
    const got = await answers([...bad.map(([problem]) => problem), { ...small, steps: [1] }])
    bad.forEach(([, message], i) => {
      expect(got[i]!.error).toContain(message)
    })
    expect(got.at(-1)!.checkpoints).toHaveLength(1)
  })

  test('a descent that diverges keeps the checkpoints before, says at which step and what to change, and fails', () => {
    const problem = { ...small, learningRate: 1e3, steps: [1000, 0, 1] }
    const { status, stdout, stderr } = lazyrich(['solve', 'two-layer-relu'], `${JSON.stringify(problem)}\n`)
    const [answer] = ndjson(stdout) as unknown as { checkpoints: Checkpoint[]; error: string }[]
    expect(status).toBe(1)
    expect(answer!.checkpoints.map(({ step }) => step)).toEqual([0, 1])
    expect(answer!.error).toMatch(
      /^the loss is not finite at step \d+; halve learningRate until it holds: 500 instead of 1000$/,
    )
    expect(stderr).toBe(`lazyrich: line 1: ${answer!.error}\n`)
  })

  test('a flow that ends early keeps the checkpoints before', async () => {
    // Both samples see a neuron that shrinks to w = 0, where all borders meet.
    const { bad, answers } = await solved('two-layer-relu', [vanishing])
    const [answer] = answers as unknown as { checkpoints: Checkpoint[]; error: string }[]
    expect(bad).toBe(1)
    expect(answer!.checkpoints.map(({ time }) => time)).toEqual([0, 0.001])
    expect(answer!.error).toBe(
      'the flow stopped before times[2] = 50 (singular): solver stabilized, or an earlier time, is accepted',
    )
  })

  test('flow time is that of unit learning rate: learningRate belongs to the descent whose steps are requested', async () => {
    const flow = { ...small, learningRate: undefined, method: 'flow' }
    const [byTime, bySteps] = await answers([
      { ...flow, times: [0.5, 1] },
      { ...flow, learningRate: 0.25, steps: [2, 4] },
    ])
    bySteps!.checkpoints.forEach((checkpoint, i) => {
      expect(checkpoint).toMatchObject({ step: [2, 4][i], time: [0.5, 1][i] })
      for (const name of fields) expect(checkpoint[name]).toEqual(byTime!.checkpoints[i]![name])
    })
  })

  test('with a learning rate a flow says how far descent is, and it is that far', async () => {
    const steps = [0, 1, 5, 40]
    const [flow, descent] = await answers([
      { ...small, learningRate: 0.1, method: 'flow', steps },
      { ...small, learningRate: 0.1, steps },
    ])
    expect(flow).toMatchObject({ solver: 'sliding' })
    expect(flow!.evaluations).toBeGreaterThan(10)
    for (const [i, checkpoint] of flow!.checkpoints.entries())
      for (const name of fields.slice(0, 4) as ('loss' | 'kernelDistance')[]) {
        const [ours, theirs] = [checkpoint[name], descent!.checkpoints[i]![name]]
        expect(checkpoint.difference![name]).toBeCloseTo(ours === theirs ? 0 : Math.abs(ours / theirs - 1), 12)
      }
    expect(flow!.checkpoints[1]!.difference!.loss).toBeGreaterThan(1e-4)
    const wild = (await answers([{ ...small, learningRate: 1e3, method: 'flow', steps: [1, 100] }]))[0]!
    expect(wild.checkpoints[1]!.difference).toBe(null)
  })

  test('the stabilized solver is close to the sliding one, and chosen when there are many activation boundaries', async () => {
    const [exact, near] = await answers([
      { ...small, method: 'flow', times: [1] },
      { ...small, method: 'flow', times: [1], solver: 'stabilized', rtol: 1e-4 },
    ])
    expect(near).toMatchObject({ solver: 'stabilized' })
    for (const name of fields)
      flat(near!.checkpoints[0]![name]).forEach((value, p) => {
        expect(Math.abs(value - flat(exact!.checkpoints[0]![name])[p]!)).toBeLessThan(1e-3)
      })
    const many = { ...small, W0: Array.from({ length: 700 }, (_, k) => [Math.sin(k), 1]), a0: Array(700).fill(0.01) }
    expect((await answers([{ ...many, method: 'flow', times: [0.1] }]))[0]).toMatchObject({ solver: 'stabilized' })
  })

  test('every array may be a file of raw float64, and gives the same to the last digit', () => {
    const directory = mkdtempSync(join(tmpdir(), 'lazyrich-'))
    const filed: { [name: string]: object } = {}
    for (const name of ['X', 'y', 'W0', 'a0'] as const) {
      const shape = name === 'X' || name === 'W0' ? [small[name].length, 2] : [small[name].length]
      writeFileSync(join(directory, `${name}.f64`), Float64Array.from(flat(small[name])))
      filed[name] = { file: `${name}.f64`, shape }
    }
    writeFileSync(join(directory, 'nan.f64'), Float64Array.of(1, 0, 0, Number.NaN, -1, 1))
    const bad: [object, string][] = [
      [{ X: { file: 'X.f64', shape: [3, 3] } }, 'X: X.f64 has 48 bytes, shape [3,3] needs 72'],
      [{ y: { file: 'none.f64', shape: [3] } }, 'y: none.f64 cannot be read (ENOENT)'],
      [{ X: { file: 'nan.f64', shape: [3, 2] } }, 'X[1][1] is NaN in nan.f64: a finite number is accepted'],
      [{ y: { file: 'y.f64', shape: [3, 1] } }, 'y has 2 dimensions: a list of numbers is accepted'],
      [{ W0: { file: 'W0.f64' } }, 'W0'],
    ]
    const problems = [
      { ...small, steps: [7] },
      { ...small, ...filed, steps: [7] },
    ].concat(bad.map(([wrong]) => ({ ...small, ...filed, ...wrong, steps: [7] })))
    const input = problems.map((problem) => `${JSON.stringify(problem)}\n`).join('')
    const got = ndjson(lazyrich(['solve', 'two-layer-relu'], input, { cwd: directory }).stdout)
    rmSync(directory, { recursive: true })
    expect(got[1]).toEqual(got[0])
    bad.forEach(([, message], i) => {
      expect(got[i + 2]!.error).toContain(message)
    })
  })

  test('progress of a long descent goes to standard error, and only the solution to standard output', () => {
    const random = (length: number, scale = 1) => Array.from({ length }, (_, i) => scale * Math.sin(1 + i * i))
    const table = (rows: number, columns: number) =>
      Array.from({ length: rows }, (_, i) => random(columns, 1 / (1 + i)))
    const long = { X: table(300, 40), y: random(300), W0: table(40, 40), a0: random(40), learningRate: 1e-4 }
    const { stdout, stderr } = lazyrich(
      ['solve', 'two-layer-relu'],
      `${JSON.stringify({ ...long, steps: [60_000] })}\n`,
    )
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(/^line 1: step [\d,]+, \d+ %, \d+\.\d s$/m)
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^line 1: step 60,000, 100 %/)
  })

  test('at full size, from files, a flow says where it is not descent: at τ = 0.1, δ = 1, and not at τ = 1, δ = 0', () => {
    const directory = mkdtempSync(join(tmpdir(), 'lazyrich-'))
    const problems = [
      { tau: 0.1, delta: 1 },
      { tau: 1, delta: 0 },
    ].map(({ tau, delta }, i) => {
      const { W, a } = initializeRelu(cellStart(), { tau, delta })
      writeFileSync(join(directory, `W${i}.f64`), W)
      writeFileSync(join(directory, `a${i}.f64`), a)
      return {
        X: { file: join(CELL, 'X.f64'), shape: [1000, 100] },
        y: { file: join(CELL, 'y.f64'), shape: [1000] },
        W0: { file: `W${i}.f64`, shape: [50, 100] },
        a0: { file: `a${i}.f64`, shape: [50] },
        method: 'flow',
        learningRate: 5e-3 / tau ** 2,
        steps: [10, 1000],
      }
    })
    const input = problems.map((problem) => `${JSON.stringify(problem)}\n`).join('')
    const { stdout } = lazyrich(['solve', 'two-layer-relu'], input, { cwd: directory })
    rmSync(directory, { recursive: true })
    const [rich, lazy] = (ndjson(stdout) as unknown as Answer[]).map(({ checkpoints }) =>
      checkpoints.map(({ difference }) => difference!),
    )
    expect(rich![0]!.kernelDistance).toBeGreaterThan(0.1)
    for (const { hammingDistance = 1, parameterDistance = 1 } of rich!)
      expect(Math.max(hammingDistance, parameterDistance)).toBeLessThan(0.05)
    for (const difference of lazy!.slice(1))
      for (const value of Object.values(difference)) expect(value).toBeLessThan(0.03)
  })
})
