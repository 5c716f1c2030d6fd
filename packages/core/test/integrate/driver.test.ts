import { describe, expect, test } from 'vitest'
import { type IntegrateOptions, integrate, type RightHandSide } from '../../src/integrate/index.ts'
import { knownProblems, largestDifference, lotkaVolterra } from '../support/problems.ts'
import { preciseSolvers } from '../support/solvers.ts'

const [, oscillator] = knownProblems
const energy = ([x, v]: Float64Array): number[] => [x ** 2 + v ** 2]
const tight = { rtol: 1e-10, atol: 1e-10 }

describe.each(preciseSolvers)('$name', (solver) => {
  const options = { ...tight, solver }

  test('sign changes are located: the zeros of cos t, in either direction or one', () => {
    const run = (direction?: 1 | -1): IntegrateOptions => ({
      ...options,
      events: [{ value: (_t, y) => y[0], ...(direction ? { direction } : {}) }],
    })
    const zeros = (events: IntegrateOptions): number[] =>
      integrate(oscillator.f, [1, 0], [10], events).events.map(({ t }) => t / Math.PI)
    expect(largestDifference(zeros(run()), [0.5, 1.5, 2.5])).toBeLessThan(1e-7)
    expect(largestDifference(zeros(run(-1)), [0.5, 2.5])).toBeLessThan(1e-7)
    expect(largestDifference(zeros(run(1)), [1.5])).toBeLessThan(1e-7)
  })

  test('an event carries the state at its time, where its function is 0', () => {
    const { events } = integrate(oscillator.f, [1, 0], [10], { ...options, events: [{ value: (_t, y) => y[1] + 0.6 }] })
    expect(events.length).toBe(4)
    for (const { y, t } of events) {
      expect(Math.abs(y[1] + 0.6)).toBeLessThan(1e-12)
      expect(Math.abs(y[0] - Math.cos(t))).toBeLessThan(1e-7)
    }
  })

  test('an event that stops ends the integration there: rows before it are filled, later ones are not', () => {
    const stop = { value: (_t: number, y: Float64Array): number => y[0], stop: true }
    for (const output of ['land', 'interpolate'] as const) {
      const result = integrate(oscillator.f, [1, 0], [0.5, 1, 1.5, 2, 3], { ...options, events: [stop], output })
      expect([result.reason, result.reached, result.events.length]).toEqual(['event', 3, 1])
      expect(result.last.t).toBe(result.events[0].t)
      expect(Math.abs(result.last.t - Math.PI / 2)).toBeLessThan(1e-7)
      expect([...result.states.subarray(6)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
      expect(Math.abs(result.states[4] - Math.cos(1.5))).toBeLessThan(1e-7)
    }
  })

  test('several events come in the order of time, and none after the one that stops', () => {
    const events = [
      { value: (t: number) => t - 0.7 },
      { value: (t: number) => 0.3 - t },
      { value: (t: number) => t - 0.5, stop: true },
    ]
    const result = integrate((_t, _y, into) => into.fill(0), [1], [100], { ...options, events })
    expect(result.events.map(({ index }) => index)).toEqual([1, 2])
    expect(
      largestDifference(
        result.events.map(({ t }) => t),
        [0.3, 0.5],
      ),
    ).toBeLessThan(1e-12)
  })

  test('a function that is 0 at the start, or not a number, has no event there', () => {
    const events = [{ value: (_t: number, y: Float64Array) => y[1] }, { value: () => Number.NaN }]
    const result = integrate(oscillator.f, [1, 0], [2], { ...options, events })
    expect(result.events).toEqual([])
  })

  test('states at the times by the dense output agree with those landed on, in fewer evaluations', () => {
    const times = Array.from({ length: 1000 }, (_, k) => k / 100)
    const [landed, between] = (['land', 'interpolate'] as const).map((output) =>
      integrate(oscillator.f, oscillator.start, times, { ...options, output }),
    )
    expect(largestDifference(landed.states, between.states)).toBeLessThan(1e-6)
    expect(between.counts.evaluations).toBeLessThan(landed.counts.evaluations / 2)
    expect(between.counts.accepted).toBeLessThan(1000)
    expect(landed.counts.accepted).toBeGreaterThanOrEqual(999)
  })

  test('the drift of what is conserved is reported, smaller at tighter tolerances', () => {
    const drifts = [1e-5, 1e-10].map((tolerance) => {
      const { drift } = integrate(oscillator.f, [2, 0], [20], {
        rtol: tolerance,
        atol: tolerance,
        solver,
        conserved: energy,
      })
      expect(drift!.relative).toBeCloseTo(drift!.absolute / 4, 15)
      return drift!.absolute
    })
    expect(drifts[0]).toBeGreaterThan(0)
    expect(drifts[1]).toBeLessThan(1e-8)
    expect(drifts[1]).toBeLessThan(drifts[0] / 10)
  })

  test('an aborted signal ends before the next step, with the last good state', () => {
    const signal = { aborted: false }
    let steps = 0
    const conserved = (): number[] => {
      if (steps++ === 3) signal.aborted = true
      return [0]
    }
    const result = integrate(oscillator.f, [1, 0], [0, 1e3], { ...options, signal, conserved })
    expect([result.reason, result.reached, result.counts.accepted]).toEqual(['aborted', 1, 3])
    expect(Math.abs(result.last.y[0] - Math.cos(result.last.t))).toBeLessThan(1e-8)
    const none = integrate(oscillator.f, [1, 0], [1], { ...options, signal: AbortSignal.abort() })
    expect([none.reason, none.last.t, none.counts.accepted]).toEqual(['aborted', 0, 0])
  })

  test('a right-hand side that stops being finite ends as non-finite, with the last good state before it', () => {
    const wall: RightHandSide = (t, _y, into) => into.fill(t < 1 ? 1 : Number.NaN)
    const result = integrate(wall, [0], [0.5, 2], options)
    expect([result.reason, result.reached]).toEqual(['non-finite', 1])
    expect(result.last.t).toBeGreaterThan(0.99)
    expect(result.last.t).toBeLessThanOrEqual(1)
    expect(result.last.y[0]).toBeCloseTo(result.last.t, 12)
  })

  test('a blow-up ends with a finite last state just before it', () => {
    const squared: RightHandSide = (_t, y, into) => {
      into[0] = y[0] * y[0]
    }
    const { reason, last } = integrate(squared, [1], [2], options)
    expect(['singular', 'non-finite']).toContain(reason)
    expect(last.t).toBeCloseTo(1, 6)
    expect(Number.isFinite(last.y[0])).toBe(true)
  })

  test('the step budget ends an integration, and the last state is that of the last step', () => {
    const { reason, counts, last } = integrate(oscillator.f, [1, 0], [100], { ...options, maxSteps: 7 })
    expect([reason, counts.accepted]).toEqual(['budget', 7])
    expect(Math.abs(last.y[0] - Math.cos(last.t))).toBeLessThan(1e-8)
  })

  test('tolerances of its own for each component are met for each', () => {
    const f: RightHandSide = (_t, y, into) => {
      into[0] = y[1]
      into[1] = -y[0]
      into[2] = 1e-9 * y[0] // y₂ = 1e-9 sin t
    }
    const error = (atol: number[]): number => {
      const { states } = integrate(f, [1, 0, 0], [20], { rtol: 1e-13, atol, solver })
      return Math.abs(states[2] - 1e-9 * Math.sin(20))
    }
    expect(error([1e-4, 1e-4, 1e-4])).toBeGreaterThan(1e-18)
    expect(error([1e-4, 1e-4, 1e-16])).toBeLessThan(1e-14)
  })

  test('counts of evaluations are the calls of the right-hand side', () => {
    let calls = 0
    const counted: RightHandSide = (t, y, into) => {
      calls++
      lotkaVolterra(t, y, into)
    }
    const times = [0.1, 0.15, 3, 8]
    for (const output of ['land', 'interpolate'] as const) {
      calls = 0
      const { counts } = integrate(counted, [2, 1], times, { rtol: 1e-6, atol: 1e-6, solver, output })
      expect(counts.evaluations).toBe(calls)
    }
  })

  test('the start is left as it was, and may be frozen', () => {
    const start = Object.freeze([1, 0.5])
    integrate(oscillator.f, start, Object.freeze([1, 2]), options)
    expect(start).toEqual([1, 0.5])
  })
})

test('a drift from 0 is infinite relative to its start', () => {
  const { drift } = integrate((_t, _y, into) => into.fill(1), [0], [0.5], { conserved: (y) => [y[0]] })
  expect(drift!.absolute).toBeCloseTo(0.5, 14)
  expect(drift!.relative).toBe(Number.POSITIVE_INFINITY)
})

test('without conserved quantities there is no drift to report', () => {
  expect(integrate(oscillator.f, [1, 0], [1]).drift).toBeUndefined()
})

describe('times in any order', () => {
  const asked = [2, 0, 0.5, 2, 1]
  const options = { ...tight, events: [{ value: (_t: number, y: Float64Array) => y[0] }] }

  test.each(['land', 'interpolate'] as const)('give their states in the order asked for, by %s', (output) => {
    const path = integrate(oscillator.f, [1, 0], asked, { ...options, output })
    const sorted = [...asked].sort((one, other) => one - other)
    const ascending = integrate(oscillator.f, [1, 0], sorted, { ...options, output })
    expect(path.reached).toBe(5)
    expect(path.events).toEqual(ascending.events)
    asked.forEach((time, i) => {
      expect(path.at(i)).toEqual(ascending.at(sorted.indexOf(time)))
    })
    expect(() => path.at(5)).toThrow('i is 5: a whole number from 0 to 4 is accepted')
  })

  test('count the earliest as reached where an event stops', () => {
    const stop = { value: (t: number) => t - 0.7, stop: true }
    const path = integrate(oscillator.f, [1, 0], asked, { ...tight, events: [stop] })
    expect([path.reached, path.reason]).toEqual([2, 'event'])
    expect(path.at(1)[0]).toBe(1)
    expect(path.at(2)[0]).toBeCloseTo(Math.cos(0.5), 8)
    expect([path.at(0)[0], path.at(4)[0]]).toEqual([Number.NaN, Number.NaN])
  })
})
