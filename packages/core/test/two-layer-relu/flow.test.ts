import { describe, expect, test } from 'vitest'
import {
  cloneNetwork,
  flowRelu,
  reluDeltas,
  reluDescent,
  reluPreconditioners,
  reluVelocities,
} from '../../src/two-layer-relu/index.ts'
import { golden } from '../support/golden.ts'
import { type ReluCase, reluCase } from '../support/relu-case.ts'

const rates = { a: 0.7, w: 1.9 }

/** The problem, its network with those rates. */
const withRates = (problem: ReluCase): ReluCase => ({
  ...problem,
  network: { ...problem.network, learningRate: rates },
})

function after({ network, data }: ReluCase, t: number) {
  const flow = flowRelu(network, data, [t])
  expect(flow.reason).toBe('complete')
  return flow.at(0)
}

const farthest = (x: Float64Array, y: Float64Array): number =>
  x.reduce((most, entry, i) => Math.max(most, Math.abs(entry - y[i])), 0)

describe.each([0, 0.1, 1, -0.3])('leak %d', (leak) => {
  test('descent goes to the flow as its step goes to 0: the distance halves with the step', () => {
    for (const seed of [1, 2, 3]) {
      const problem = withRates(reluCase(seed, 12, 3, 5, leak))
      const flow = after(problem, 0.5)
      const distance = (eta: number): number => {
        const network = cloneNetwork(problem.network)
        reluDescent(network, problem.data, eta).advance(Math.round(0.5 / eta))
        return Math.max(farthest(network.W, flow.W), farthest(network.a, flow.a))
      }
      const [coarse, fine] = [distance(2e-4), distance(2.5e-5)]
      expect(fine).toBeLessThan(coarse / 3)
      expect(fine).toBeLessThan(1e-3)
    }
  })

  test('every δ_k = η_w a² − η_a‖w‖² is conserved to 1e-9', () => {
    for (const seed of [4, 5, 6]) {
      const problem = withRates(reluCase(seed, 12, 3, 5, leak))
      const before = reluDeltas(problem.network)
      expect(farthest(reluDeltas(after(problem, 0.5)), before)).toBeLessThan(1e-9)
    }
  })

  test('the loss falls all along', () => {
    const { network, data } = reluCase(7, 12, 3, 5, leak)
    const times = Array.from({ length: 50 }, (_, i) => i / 20)
    const flow = flowRelu(network, data, times)
    let last = Number.POSITIVE_INFINITY
    times.forEach((_, i) => {
      const loss = reluDescent(flow.at(i), data, 1).loss()
      expect(loss).toBeLessThanOrEqual(last * (1 + 1e-9))
      last = loss
    })
  })
})

test('on the reference descents’ problems the flow slides along borders where it must, and lies where small steps go', () => {
  interface Case {
    leak: number
    X: number[][]
    y: number[]
    W0: number[][]
    a0: number[]
  }
  const { cases } = golden<{ cases: Case[] }>('relu-descent.json')
  for (const item of cases.filter((_, i) => i !== 3)) {
    const network = { W: item.W0.flat(), a: item.a0, leak: item.leak }
    const data = { X: item.X.flat(), y: item.y }
    const { W, reason } = flowRelu(network, data, [5])
    expect(reason).toBe('complete')
    const trained = cloneNetwork(network)
    reluDescent(trained, data, 1e-3).advance(5000)
    expect(farthest(trained.W, W)).toBeLessThan(1e-4)
  }
})

test('where w reaches 0 the flow ends, and says so, with what came before', () => {
  const { cases } = golden<{
    cases: { leak: number; X: number[][]; y: number[]; W0: number[][]; a0: number[] }[]
  }>('relu-descent.json')
  const { X, y, W0, a0, leak } = cases[3]
  const flow = flowRelu({ W: W0.flat(), a: a0, leak }, { X: X.flat(), y }, [2, 5])
  expect([flow.reason, flow.reached]).toEqual(['singular', 1])
  expect(flow.a[0]).toBeGreaterThan(0)
  expect(flow.a.at(-1)).toBeNaN()
})

test('a neuron pushed to a border from both sides stays on it: x₁ᵀw = 0 to rounding while w shrinks along it', () => {
  // x₁ is wanted below what w gives on either side; x₂ pulls w across
  const network = { W: [1, 0.2], a: [1], leak: 0 }
  const data = { X: [0, 1, 1, -0.5], y: [-2, 3] }
  const flow = flowRelu(network, data, [0, 0.5, 1, 2])
  expect(flow.reason).toBe('complete')
  const z = Array.from({ length: 4 }, (_, i) => flow.W[2 * i + 1])
  expect(z[0]).toBe(0.2)
  for (const value of z.slice(1)) expect(value).toBeLessThanOrEqual(1e-14)
})

test('the inputs are not changed, and may be frozen lists', () => {
  const network = Object.freeze({ W: Object.freeze([1, 0.5]), a: Object.freeze([1]), leak: 0 })
  const data = Object.freeze({ X: Object.freeze([1, 2]), y: Object.freeze([1]) })
  expect(flowRelu(network, data, [1]).reason).toBe('complete')
  expect(reluVelocities(network, data).radial).toHaveLength(1)
})

test('bad times, rates and shapes are refused', () => {
  const { network, data } = reluCase(1, 3, 2, 2, 0)
  expect(() => flowRelu(network, data, [-1])).toThrow('times[0] is -1')
  expect(() => flowRelu({ ...network, learningRate: { a: 1, w: 0 } }, data, [1])).toThrow('learningRate.w is 0')
  expect(() => flowRelu({ ...network, W: network.W.subarray(1) }, data, [1])).toThrow(
    'network.W has length 3: a multiple of 2 (a row for each of network.a) is accepted',
  )
})

describe('velocities', () => {
  /** β_k of every neuron, its size and direction. */
  function polar({ W, a }: { W: Float64Array; a: Float64Array }) {
    const d = W.length / a.length
    const beta = W.map((entry, p) => a[Math.floor(p / d)] * entry)
    const size = a.map((_, k) => Math.hypot(...beta.subarray(k * d, (k + 1) * d)))
    return { beta, size, direction: beta.map((entry, p) => entry / size[Math.floor(p / d)]) }
  }

  test.each([0, 0.2])('are the differences of the flow, growth and turning of every neuron, leak %d', (leak) => {
    for (const seed of [1, 2, 3, 4]) {
      const problem = withRates(reluCase(seed, 6, 3, 4, leak))
      const h = 1e-5
      const middle = after(problem, h)
      const end = after(problem, 2 * h)
      const { radial, directional } = reluVelocities(middle, problem.data)
      const [first, last] = [polar(problem.network), polar(end)]
      radial.forEach((rate, k) => {
        expect(rate).toBeCloseTo((last.size[k] - first.size[k]) / (2 * h), 5)
      })
      directional.forEach((rate, p) => {
        expect(rate).toBeCloseTo((last.direction[p] - first.direction[p]) / (2 * h), 5)
      })
    }
  })

  test('β̇_k is −M_k g_k, and its two parts are the velocities', () => {
    const { network, data } = withRates(reluCase(9, 6, 3, 4, 0))
    const M = reluPreconditioners(network)
    const { gradient, radial, directional } = reluVelocities(network, data)
    const { size, direction } = polar(network)
    for (let k = 0; k < 4; k++)
      for (let i = 0; i < 3; i++) {
        let rate = 0
        for (let j = 0; j < 3; j++) rate -= M[(k * 3 + i) * 3 + j] * gradient[k * 3 + j]
        expect(radial[k] * direction[k * 3 + i] + size[k] * directional[k * 3 + i]).toBeCloseTo(rate, 12)
      }
  })

  test('at a = 0 a neuron grows as fast as |β̇| and does not turn; at w = 0 it has no direction', () => {
    const { network, data } = reluCase(2, 6, 3, 3, 0)
    network.a[0] = 0
    const h = 1e-7
    const rate = polar(after({ network, data }, h)).size[0] / h
    const moved = reluVelocities(network, data).radial[0]
    network.W.fill(0, 3, 6)
    const { radial, directional, turningShare } = reluVelocities(network, data)
    expect(radial[0]).toBeGreaterThanOrEqual(0)
    expect(moved).toBeCloseTo(rate, 4)
    for (const turn of directional.subarray(0, 3)) expect(Math.abs(turn)).toBe(0)
    expect(radial[1]).toBeGreaterThan(0)
    expect([...directional.subarray(3, 6)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect([turningShare[0], turningShare[1]]).toEqual([0, 1])
  })

  test('a dead neuron stands still', () => {
    const network = { W: Float64Array.of(-1, -1, 1, 1), a: Float64Array.of(2, 1), leak: 0 }
    const { gradient, radial, directional } = reluVelocities(network, { X: [1, 0, 0, 1], y: [5, 3] })
    for (const value of [...gradient.subarray(0, 2), radial[0], ...directional.subarray(0, 2)])
      expect(Math.abs(value)).toBe(0)
    expect(radial[1]).not.toBe(0)
  })

  test('turning over relative growth is near 1 upstream, ½ when balanced, near 0 downstream, for equal g', () => {
    const share = (a: number, w: number): number =>
      reluVelocities({ W: [w, 0], a: [a], leak: 0 }, { X: [1, 1], y: [1] }).turningShare[0]
    expect(share(100, 0.01)).toBeCloseTo(1, 7)
    expect(share(1, 1)).toBe(0.5)
    expect(share(0.01, 100)).toBeCloseTo(0, 7)
  })
})
