import { describe, expect, test } from 'vitest'
import { cloneNetwork, flowRelu, type ReluNetwork, reluDescent, reluMeasures } from '../../src/two-layer-relu/index.ts'
import { stabilizedFlow } from '../../src/two-layer-relu/stabilized-flow.ts'
import { reluCase } from '../support/relu-case.ts'
import { cellData, cellStart, cells, longCell } from '../support/relu-cell.ts'

const names = ['loss', 'kernelDistance', 'hammingDistance', 'parameterDistance'] as const

/** Relative differences of the stabilized flow's measures from a descent's checkpoints. */
function differences({ tau, delta, learningRate, checkpoints }: (typeof cells)[number], least: number) {
  const start = cellStart({ tau, delta })
  const measure = reluMeasures(start, cellData)
  const later = checkpoints.filter(({ step }) => step >= least)
  const times = later.map(({ step }) => step * learningRate)
  const { at, evaluations, solver } = flowRelu(start, cellData, times)
  expect(solver).toBe('stabilized')
  const rows = later.map((checkpoint, i) => {
    const now = at(i)
    const got = { ...measure(now), loss: reluDescent(now, cellData, 1).loss() }
    return {
      step: checkpoint.step,
      ...Object.fromEntries(names.map((name) => [name, Math.abs(got[name] / checkpoint[name] - 1)])),
    }
  }) as ({ step: number } & { [name in (typeof names)[number]]: number })[]
  return { rows, evaluations }
}

describe('on the reference cell, n = 1000, d = 100, m = 50', () => {
  test.each(cells.filter(({ tau }) => tau >= 0.3))(
    'at τ = $tau, δ = $delta loss and distances are within a fiftieth of descent’s at steps 1,000 and 10,000',
    (cell) => {
      const { rows, evaluations } = differences(cell, 1000)
      for (const row of rows) for (const name of names) expect(row[name], `${name} at ${row.step}`).toBeLessThan(0.02)
      expect(evaluations).toBeLessThan(1500)
    },
  )

  test('at τ = 0.1, δ = −0.25 distances are within 2 % from step 1,000 on, though the step is 0.5', () => {
    const { rows } = differences(cells.find(({ delta }) => delta === -0.25)!, 1000)
    for (const row of rows) for (const name of names.slice(1)) expect(row[name]).toBeLessThan(0.02)
  })

  test('the time of a million steps takes fewer than 1,000 gradients, distances within 2 % at 10⁵ and 10⁶', () => {
    const { rows, evaluations } = differences(longCell, 1e5)
    expect(rows.map(({ step }) => step)).toEqual([1e5, 1e6])
    for (const row of rows) for (const name of names.slice(1)) expect(row[name]).toBeLessThan(0.02)
    expect(rows[0]!.loss).toBeLessThan(0.5)
    expect(evaluations).toBeLessThan(1000)
  })
})

test('on a small problem it is the sliding flow, the nearer the tighter', () => {
  const { network, data } = reluCase(3, 8, 3, 6, 0)
  const exact = flowRelu(network, data, [3], { solver: 'sliding' })
  const errorAt = (rtol: number): number => {
    const { W } = flowRelu(network, data, [3], { solver: 'stabilized', rtol })
    return Math.max(...W.map((entry, p) => Math.abs(entry - exact.W[p]!)))
  }
  expect(errorAt(1e-3)).toBeLessThan(0.05)
  expect(errorAt(1e-6)).toBeLessThan(errorAt(1e-3) / 10)
})

test('with rates of its own for each layer it conserves η_w a² − η_a‖w‖²', () => {
  const { network: unit, data } = reluCase(5, 10, 3, 4, 0.1)
  const network = { ...unit, learningRate: { a: 0.5, w: 2 } }
  const flow = stabilizedFlow(network, data, { rtol: 1e-5 })
  const delta = ({ W, a }: ReluNetwork) => 2 * a[0]! ** 2 - 0.5 * (W[0]! ** 2 + W[1]! ** 2 + W[2]! ** 2)
  const before = delta(network)
  while (flow.step(1));
  const now = cloneNetwork(network)
  flow.write(now)
  expect(now.a[0]).not.toBeCloseTo(network.a[0]!, 3)
  expect(delta(now)).toBeCloseTo(before, 3)
})

test('it goes on bit for bit from its state, in another process’s place', () => {
  const { network, data } = reluCase(1, 40, 5, 10, 0)
  const one = stabilizedFlow(network, data)
  while (one.time < 0.3) one.step(2)
  const other = stabilizedFlow(network, data, { from: structuredClone(one.state()) })
  const [a, b] = [cloneNetwork(network), cloneNetwork(network)]
  while (one.step(2));
  while (other.step(2));
  one.write(a)
  other.write(b)
  expect(b).toEqual(a)
  expect(other.evaluations).toBe(one.evaluations)
})

test('budgets, aborts, and what is not accepted', () => {
  const { network, data } = reluCase(1, 40, 5, 10, 0)
  const options = { solver: 'stabilized' as const }
  expect(flowRelu(network, data, [1, 100], { ...options, maxSteps: 30 })).toMatchObject({ reason: 'budget' })
  expect(flowRelu(network, data, [1], { ...options, signal: { aborted: true } })).toMatchObject({
    reason: 'aborted',
    reached: 0,
  })
  expect(() => flowRelu(network, data, [1], { ...options, rtol: 0 })).toThrow('rtol is 0: a number above 0 and below 1')
  expect(() => flowRelu(network, data, [1], { ...options, rtol: [1e-3] as unknown as number })).toThrow(
    'rtol is a list of 1: a number above 0 and below 1 is accepted',
  )
  expect(() => flowRelu(network, data, [1], { solver: 'euler' as 'sliding' })).toThrow(
    'sliding or stabilized is accepted',
  )
})
