import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameTimes, nextStep, parseRecord, type RecordPlan } from '../../src/port/index.ts'

describe('the grammar', () => {
  test.each([
    ['log:60', { spacing: 'log', frames: 60 }],
    ['lin:200', { spacing: 'lin', frames: 200 }],
    ['lin:1', { spacing: 'lin', frames: 1 }],
    ['every:100', { every: 100 }],
    ['every:0.5', { every: 0.5 }],
    ['every:1e-3', { every: 1e-3 }],
  ])('%s is read', (text, plan) => expect(parseRecord(text)).toEqual(plan))

  test.each([
    '',
    'log',
    'log:',
    'log:0',
    'log:-5',
    'log:1.5',
    'lin:1e9',
    'every:0',
    'every:-1',
    'every:1e999',
    'every:x',
    'all:5',
    ' log:5',
    'log:5 ',
    'LOG:5',
  ])('%j is not a record', (text) => expect(parseRecord(text)).toBeUndefined())
})

/** All steps at which a descent of that many steps yields frames after its start. */
function stepsOf(plan: RecordPlan, steps: number): number[] {
  const list: number[] = []
  for (let step = 0; step < steps; ) {
    step = nextStep(plan, step, steps)
    list.push(step)
    if (list.length > steps) throw new Error('more frames than steps')
  }
  return list
}

const anyPlan: fc.Arbitrary<RecordPlan> = fc.oneof(
  fc.record({ spacing: fc.constantFrom('log', 'lin'), frames: fc.integer({ min: 1, max: 100 }) }),
  fc.integer({ min: 1, max: 500 }).map((every) => ({ every })),
)

describe('frames of a descent', () => {
  test('ascend, repeat no step, and end with the last step', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 1, max: 5000 }), (plan, steps) => {
        const list = stepsOf(plan, steps)
        expect(list.at(-1)).toBe(steps)
        expect(list.every((step, i) => Number.isInteger(step) && step > (list[i - 1] ?? 0))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('the next frame depends on the plan alone: asked between two frames, it is the same', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 1, max: 2000 }), fc.nat(), (plan, steps, place) => {
        const list = stepsOf(plan, steps)
        const step = place % steps
        expect(nextStep(plan, step, steps)).toBe(list.find((at) => at > step))
      }),
      { numRuns: 500 },
    )
  })

  test('log-spaced frames start at step 1, and each is further by one factor', () => {
    expect(stepsOf({ spacing: 'log', frames: 5 }, 10_000)).toEqual([1, 10, 100, 1000, 10_000])
  })

  test('log-spaced frames that fall on one step are shown once', () => {
    const list = stepsOf({ spacing: 'log', frames: 60 }, 100)
    expect(list.length).toBeLessThan(60)
    expect(list.slice(0, 4)).toEqual([1, 2, 3, 4])
  })

  test('evenly spaced frames are as many as asked for', () => {
    expect(stepsOf({ spacing: 'lin', frames: 4 }, 1000)).toEqual([250, 500, 750, 1000])
  })

  test('frames a fixed distance apart sit at its multiples, the last step besides', () => {
    expect(stepsOf({ every: 300 }, 1000)).toEqual([300, 600, 900, 1000])
  })
})

describe('frames of a flow', () => {
  test('ascend from 0 to the end', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 1, max: 10_000 }), (plan, thousandths) => {
        const end = thousandths / 10
        const times = frameTimes(plan, end)
        expect([times[0], times.at(-1)]).toEqual([0, end])
        expect(times.every((time, i) => i === 0 || time > times[i - 1])).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('evenly spaced, log-spaced over four decades, and a fixed distance apart', () => {
    expect([...frameTimes({ spacing: 'lin', frames: 4 }, 2)]).toEqual([0, 0.5, 1, 1.5, 2])
    expect([...frameTimes({ spacing: 'lin', frames: 4 }, 2 ** 1023)]).toEqual([0, 1, 2, 3, 4].map((k) => k * 2 ** 1021))
    const log = frameTimes({ spacing: 'log', frames: 5 }, 10)
    for (const [i, time] of [0, 1e-3, 1e-2, 0.1, 1, 10].entries()) expect(log[i]).toBeCloseTo(time, 12)
    expect([...frameTimes({ every: 0.75 }, 2)]).toEqual([0, 0.75, 1.5, 2])
    expect(frameTimes({ every: 0.1 }, 1)).toHaveLength(11)
    expect([...frameTimes({ every: 5 }, 2)]).toEqual([0, 2])
  })

  test('more frames than a run can hold are refused, not tried', () => {
    expect(() => frameTimes({ every: 1e-9 }, 20)).toThrow('every')
  })
})
