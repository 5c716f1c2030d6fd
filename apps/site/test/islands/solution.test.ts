import { exactNeuron, flowNeuron, neuronFromBeta, neuronKernelDistance } from '@lazyrich/core/single-neuron'
import { describe, expect, it } from 'vitest'
import { START, TARGET } from '../../src/figures/one-neuron.ts'
import { readAddress } from '../../src/islands/kit/address.ts'
import { regimeOf, turningShare } from '../../src/islands/neuron-explorer/regime.ts'
import {
  FLOW_TIMES,
  pathOfBeta,
  type Solution,
  solve,
  type Trajectory,
} from '../../src/islands/neuron-explorer/solution.ts'
import { defaults, type ExplorerState, nearestPoint, properties } from '../../src/islands/neuron-explorer/state.ts'

/** Ordinary states and the awkward ones. */
const states: readonly ExplorerState[] = [
  {},
  { delta: 4 },
  { delta: 0 },
  { delta: -10, sign: 'negative' },
  { delta: 0.37, beta0: [0.2, -1.3], target: [1.1, 0.4], sign: 'negative' },
  { delta: 2, beta0: [0, 0] },
  { delta: 0, beta0: [0, 0] },
  { delta: 0, target: [0, 0] },
  { delta: -1, target: [0, 0] },
  { delta: 3, target: [0, 0], beta0: [0, 0] },
  { delta: -2, beta0: [0, 1] },
  { delta: -4, beta0: [0, -1] },
  { delta: 4, beta0: [0, -1] },
  { delta: 0, beta0: [0, -1] },
  { delta: -10, beta0: [0.001, 0], target: [-1.5, 1.5] },
].map((each) => ({ ...defaults, ...(each as Partial<ExplorerState>) }))

const columns = ['a', 'size', 'betaX', 'betaY', 'loss'] as const satisfies (keyof Trajectory)[]

describe.each(states)('the solution for δ = $delta, β₀ = $beta0, β* = $target, a $sign', (state) => {
  const solution = solve(state)

  it('is that of core, at the chosen time too', () => {
    const start = neuronFromBeta(state.beta0, state.delta, { sign: state.sign === 'positive' ? 1 : -1 })
    for (const time of [0.01, 1, 47.11, 1000]) {
      const { a, w } = exactNeuron({ ...start, target: state.target }).at([time])
      const moment = solution.at(time)
      expect(moment.a).toBe(a[0])
      expect(moment.size).toBe(Math.hypot(w[0]!, w[1]!))
      expect(moment.beta).toEqual([a[0]! * w[0]!, a[0]! * w[1]!])
      expect(moment.kernelDistance).toEqual(neuronKernelDistance(start)({ a: a[0]!, w }))
    }
  })

  it('is finite everywhere but for the kernel distance from a kernel that is 0', () => {
    for (const trajectory of [solution.exact, solution.flow])
      for (const column of columns)
        for (let i = 0; i < trajectory.length; i++) expect(trajectory[column][i]).toSatisfy(Number.isFinite)
    const { kernelDistance, a, size } = solution.exact
    // From a start against β* at δ = 0 the kernel goes to 0, and is 0 once its weights are below the least double.
    for (const [i, each] of kernelDistance.entries())
      expect(Number.isNaN(each)).toBe(solution.start.a0 === 0 || (a[i] === 0 && size[i] === 0))
  })

  it('begins at β₀, with a of the chosen sign, and keeps δ', () => {
    const { exact } = solution
    expect([exact.betaX[0]!, exact.betaY[0]!]).toEqual([
      expect.closeTo(state.beta0[0], 12),
      expect.closeTo(state.beta0[1], 12),
    ])
    if (exact.a[0] !== 0) expect(exact.a[0]! > 0 ? 'positive' : 'negative').toBe(state.sign)
    for (let i = 0; i < exact.length; i++) expect(exact.a[i]! ** 2 - exact.size[i]! ** 2).toBeCloseTo(state.delta, 9)
  })

  it('has a numeric flow that reaches the end', () => {
    expect(solution.flow.length).toBe(FLOW_TIMES.length)
  })

  it('says which regime it is in, in words', () => {
    const { name, why } = regimeOf(state, solution)
    expect(name).toMatch(/^[A-Z]/)
    expect(`${name} ${why}`).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('closed form and numeric flow', () => {
  const decided = states.filter((state) => [1, -1].includes(solve(state).basin ?? 0))

  it('agree to far below what a screen shows, wherever the end is decided', () => {
    expect(decided.length).toBeGreaterThan(8)
    for (const state of decided) expect(solve(state).largestGap).toBeLessThan(1e-5)
  })

  it('agree with the same flow at core’s finest tolerance', () => {
    const { flow } = solve(defaults)
    const start = neuronFromBeta(defaults.beta0, defaults.delta)
    const fine = flowNeuron({ ...start, X: [1, 0, 0, 1], y: defaults.target }, FLOW_TIMES)
    for (let i = 0; i < FLOW_TIMES.length; i++) expect(flow.a[i]).toBeCloseTo(fine.a[i]!, 7)
  })
})

describe('starts that are not there', () => {
  it('are β₀ = 0 below δ = 0: core refuses, and no path is drawn for comparison', () => {
    expect(() => solve({ ...defaults, beta0: [0, 0] })).toThrow(/no direction/)
    expect(pathOfBeta({ ...defaults, beta0: [0, 0] }, -1)).toBeUndefined()
    expect(pathOfBeta({ ...defaults, beta0: [0, 0] }, 1)).toBeDefined()
  })
})

describe('the regime', () => {
  const name = (change: Partial<ExplorerState>): string => {
    const state = { ...defaults, ...change }
    return regimeOf(state, solve(state)).name
  }

  it('is lazy far upstream, rich in balance, delayed far downstream', () => {
    expect(name({ delta: 4 })).toBe('Upstream: lazy')
    expect(name({ delta: 0.5 })).toMatch(/^Upstream: between/)
    expect(name({ delta: 0 })).toBe('Balanced: rich')
    expect(name({ delta: -0.5 })).toMatch(/^Downstream: between/)
    expect(name({ delta: -4 })).toBe('Downstream: delayed rich')
  })

  it('is none where nothing moves or nothing is to be learned', () => {
    expect(name({ delta: 0, beta0: [0, 0] })).toBe('Nothing moves')
    expect(name({ beta0: defaults.target })).toBe('Nothing to learn')
  })

  it.each<[string, Partial<ExplorerState>, RegExp]>([
    ['straight away from the target, downstream', { beta0: [0, -1] }, /a changes sign/],
    ['the same on a diagonal', { beta0: [1.5, 1.5], target: [-1.5, -1.5], delta: -10 }, /a changes sign/],
    [
      'straight away from the target, upstream',
      { beta0: [0.3, 0.1], target: [-0.9, -0.3], delta: 1 },
      /w changes sign/,
    ],
    ['in the direction of the target', { beta0: [0.1, 0.3], target: [0.3, 0.9] }, /only its size changes/],
    ['from 0', { beta0: [0, 0], delta: 2 }, /no direction yet/],
    ['to 0', { target: [0, 0], delta: -10 }, /only shrinks/],
    ['from the saddle', { beta0: [0, -1], delta: 0 }, /to 0, where a and w are both 0.*border/],
  ])('has nothing to turn %s, and says so', (_, change, words) => {
    const state: ExplorerState = { ...defaults, ...change }
    const { name, why } = regimeOf(state, solve(state))
    expect(name).toMatch(/^(Upstream|Balanced|Downstream): nothing to turn$/)
    expect(why).toMatch(words)
    expect(why).toMatch(/kernel can still change/)
    expect(why).not.toMatch(/turns slowly/)
    const { exact } = solve(state)
    const [x, y] = Math.hypot(...state.target) > 0 ? state.target : state.beta0
    for (let i = 0; i < exact.length; i++) expect(exact.betaX[i]! * y - exact.betaY[i]! * x).toBeCloseTo(0, 9)
  })

  it('is of one that turns as soon as a coordinate says so', () => {
    expect(name({ beta0: [0.001, -1] })).toBe('Downstream: delayed rich')
  })

  it('says where rounding decides', () => {
    const state: ExplorerState = { ...defaults, delta: 0, beta0: [0, -1] }
    expect(regimeOf(state, solve(state)).why).toMatch(/border/)
  })

  it('rests on how fast β moves across its direction: 1, ½ and 0 of the speed along it', () => {
    expect(turningShare(1e6, 1)).toBeCloseTo(1, 9)
    expect(turningShare(0, 0.3)).toBe(0.5)
    expect(turningShare(-1e6, 1)).toBeCloseTo(1e-12, 20)
  })
})

describe('what the page says of its three links', () => {
  const at = (search: string, time: number): ReturnType<Solution['at']> =>
    solve(readAddress(properties, search).values).at(time)
  const angle = ([x, y]: readonly [number, number]): number => Math.atan2(Math.abs(x), y)

  it('a small balanced start turns first and grows later', () => {
    const link = '?beta0=-0.02,0&delta=0'
    expect(angle(at(link, 1).beta)).toBeLessThan(Math.PI / 4)
    expect(at(link, 0).loss).toBeCloseTo(0.5, 2)
    expect(at(link, 1).loss).toBeCloseTo(0.47, 2)
    expect(at(link, 4).loss).toBeLessThan(0.01)
  })

  it('far downstream waits at the origin at time 10, where δ = −4 is on its way', () => {
    expect(Math.hypot(...at('?delta=-10&time=10', 10).beta)).toBeLessThan(0.03)
    expect(Math.hypot(...at('', 10).beta)).toBeGreaterThan(0.4)
  })

  it('an opposite start downstream changes the sign of a, without delay and without turning', () => {
    const link = '?beta0=0,-1'
    expect(at(link, 0).a).toBeGreaterThan(0)
    expect(at(link, 1).a).toBeLessThan(0)
    expect(at(link, 1).loss).toBeLessThan(1e-3)
    expect(at(link, 1).beta[0]).toBeCloseTo(0, 12)
  })
})

describe('the state', () => {
  it('keeps points within reach and to three decimals', () => {
    expect(nearestPoint([7, -1.23456])).toEqual([1.5, -1.235])
  })

  it('opens where the still picture begins and ends', () => {
    const { beta0, target } = readAddress(properties, '').values
    expect([beta0, target]).toEqual([START, TARGET])
  })
})
