import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lazyrich, ndjson, solved } from '../support/command.ts'

interface Case {
  readonly hidden: number
  readonly delta: number
  readonly times: number[]
  readonly beta: number[][][]
  readonly A?: number[][][]
  readonly W?: number[][][]
}

const read = (name: string): Case[] =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')).cases

const flat = (value: unknown): number[] => [value].flat(5) as number[]

/** Largest difference relative to the largest entry of the expected field. */
function error(got: unknown, expected: unknown): number {
  const [g, e] = [flat(got), flat(expected)]
  expect(g.length).toBe(e.length)
  return Math.max(...e.map((value, i) => Math.abs(value - g[i]!))) / Math.max(...e.map(Math.abs))
}

async function answers(problems: readonly object[]): Promise<{ [name: string]: unknown }[]> {
  const { bad, answers } = await solved('two-layer-linear', problems)
  expect(bad).toBe(0)
  return answers
}

describe('lazyrich solve two-layer-linear', () => {
  test('gives β of the long cases to 1e-12 at every time, 300 included', () => {
    const cases = read('wide-linear-long')
    const input = cases.map((problem) => `${JSON.stringify(problem)}\n`).join('')
    const { status, stdout } = lazyrich(['solve', 'two-layer-linear'], input)
    expect(status).toBe(0)
    ndjson(stdout).forEach((answer, i) => {
      expect(error(answer.beta, cases[i]!.beta)).toBeLessThan(1e-12)
      expect(answer.delta).toBeCloseTo(cases[i]!.delta, 12)
    })
  })

  test('gives β, and A and W on request, of the integrated cases to 1e-9', async () => {
    const cases = read('wide-linear')
    const got = await answers([...cases.map((problem) => ({ ...problem, factors: true })), cases[0]!])
    expect(got.pop()).not.toHaveProperty('A')
    got.forEach((answer, i) => {
      expect(error(answer.beta, cases[i]!.beta)).toBeLessThan(1e-9)
      expect(error(answer.A, cases[i]!.A)).toBeLessThan(1e-9)
      expect(error(answer.W, cases[i]!.W)).toBeLessThan(1e-9)
    })
  })

  test('general data and an unbalanced initialization are integrated: delta is null, conserved says what is', async () => {
    const start = { A0: [[1], [0]], W0: [[0], [1]], times: [0, 50] }
    const both = await answers([
      { ...start, X: [[1], [2]], Y: [[3], [6]] },
      { ...start, target: [[3]] },
    ])
    expect(both).toHaveLength(2)
    for (const answer of both) {
      expect(answer.delta).toBeNull()
      expect(answer.conserved).toEqual([
        [1, 0],
        [0, -1],
      ])
      expect(flat(answer.beta)[1]).toBeCloseTo(3, 8)
    }
  })

  test('learning rates: η_w 4 and η_a 1 with half the readout is the same flow, four times as fast in W', async () => {
    const [plain, rated] = await answers([
      { A0: [[0.5]], W0: [[0.2, 0.1]], target: [[1], [2]], times: [0.5] },
      { A0: [[0.25]], W0: [[0.2, 0.1]], target: [[0.5], [1]], times: [0.5], learningRate: { a: 1, w: 4 } },
    ])
    expect(
      error(
        rated!.beta,
        flat(plain!.beta).map((entry) => entry / 2),
      ),
    ).toBeLessThan(1e-12)
  })

  test('sizes that the arrays have may stand beside them', async () => {
    const problem = { A0: [[1]], W0: [[0.5, 0]], target: [[1], [2]], times: [0, 1] }
    const [plain, sized] = await answers([problem, { ...problem, hidden: 1, inputs: 2, outputs: 1 }])
    expect(sized).toEqual(plain)
  })

  test('another loss is the same flow at another pace', async () => {
    const problem = { A0: [[1], [0]], W0: [[0], [1]], X: [[1], [2]], Y: [[3], [5]] }
    const flows = await answers([
      { ...problem, times: [0.1, 1] },
      { ...problem, loss: 'half-sum', times: [0.1, 1] },
      { ...problem, loss: 'mean', times: [0.1, 1] }, // 1/n = ½
      { ...problem, loss: 'half-mean', times: [0.2, 2] },
    ])
    for (const flow of flows) expect(error(flow.beta, flows[0]!.beta)).toBeLessThan(1e-9)
  })

  test('answers a bad line in its place with what is accepted', async () => {
    const good = { A0: [[1]], W0: [[0.5, 0]], target: [[1], [2]], times: [0] }
    const lines = [
      { ...good, A0: [[1], [2]] },
      { ...good, target: [[1, 2]] },
      { ...good, target: undefined },
      { ...good, X: [[1, 0]] },
      { ...good, times: [-1] },
      { ...good, A0: [1] },
      { ...good, W0: [[0.5, null]] },
      { ...good, A0: [[]] },
      { ...good, hidden: 7 },
      { ...good, inputs: [2] },
      { ...good, outputs: '1' },
      { ...good, loss: 'mean' },
      { ...good, loss: [0.5] },
      { ...good, factors: 'yes' },
      { ...good, target: undefined, X: [[1]], Y: [[1]] },
      good,
    ]
    const { bad, answers } = await solved('two-layer-linear', lines)
    expect(bad).toBe(15)
    const errors = answers.map(({ error }) => error)
    expect(errors).toEqual([
      'A0 has 2 rows, W0 has 1: one row each per hidden neuron is accepted',
      'target has shape [1,2]: [2,1] is accepted',
      'target is missing: target, or X and Y, is accepted',
      'target and X are both given: target, or X and Y, is accepted',
      'times[0] is -1: a finite number ≥ 0 is accepted',
      'A0 is [1]: a list of rows of numbers, or {"file": …, "shape": [rows, columns]}, is accepted',
      'W0[0][1] is null: a number is accepted',
      'A0 has shape [1,0]: a list of non-empty rows of numbers is accepted',
      'hidden is 7: 1, the rows of A0 and W0, is accepted',
      'inputs is [2]: 2, the columns of W0, is accepted',
      'outputs is "1": 1, the columns of A0, is accepted',
      expect.stringMatching(/^loss is "mean": half-sum \(a target has no number of samples/),
      'loss is [0.5]: half-sum, mean or half-mean is accepted',
      'factors is "yes": true or false is accepted',
      'X has shape [1,1]: [1,2] is accepted',
      undefined,
    ])
  })
})
