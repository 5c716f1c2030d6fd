import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { XAxis } from '../../src/dashboard/scene.ts'
import { panned, showing, zoomed } from '../../src/dashboard/window.ts'

const linear: XAxis = { kind: 'linear', domain: [0, 100], whole: [0, 100], label: 'flow time' }
const log: XAxis = { kind: 'log', domain: [1, 1e4], whole: [1, 1e4], label: 'step' }
const near = (domain: readonly number[] | undefined): number[] => domain!.map((end) => Number(end.toPrecision(9)))

describe('zooming', () => {
  test('keeps what it is about where it was, on a linear axis and on a log one', () => {
    expect(near(zoomed(linear, 50, 0.5))).toEqual([25, 75])
    expect(near(zoomed(linear, 0, 0.5))).toEqual([0, 50])
    expect(near(zoomed(linear, 100, 0.25))).toEqual([75, 100])
    expect(near(zoomed(log, 100, 0.5))).toEqual([10, 1000])
  })

  test('out again ends at the whole axis', () => {
    expect(zoomed({ ...linear, domain: [25, 75] }, 50, 2)).toBeUndefined()
    expect(zoomed({ ...log, domain: [10, 1000] }, 30, 4)).toBeUndefined()
  })

  test('never leaves the axis, and never shows nothing', () => {
    const axis = fc.constantFrom(linear, log)
    fc.assert(
      fc.property(
        axis,
        fc.double({ noNaN: true }),
        fc.array(fc.constantFrom(0.5, 2, 0.8, 1.25), { maxLength: 60 }),
        (whole, about, factors) => {
          let current = whole
          for (const factor of factors) {
            const domain = zoomed(current, about, factor) ?? whole.whole
            expect(domain[0]).toBeGreaterThanOrEqual(whole.whole[0])
            expect(domain[1]).toBeLessThanOrEqual(whole.whole[1])
            expect(domain[1]).toBeGreaterThan(domain[0])
            current = { ...whole, domain }
          }
        },
      ),
    )
  })
})

describe('panning', () => {
  test('moves by a part of what is shown, and stops at the ends', () => {
    const part: XAxis = { ...linear, domain: [40, 60] }
    expect(near(panned(part, 0.5))).toEqual([50, 70])
    expect(near(panned(part, -0.25))).toEqual([35, 55])
    expect(near(panned(part, 9))).toEqual([80, 100])
    expect(panned(linear, 0.5)).toBeUndefined()
  })
})

describe('showing a place', () => {
  test('keeps the window that has it, and moves another there without a change of its width, within the axis', () => {
    const part: XAxis = { ...linear, domain: [40, 60] }
    expect(showing(part, 60)).toEqual([40, 60])
    expect(near(showing(part, 70))).toEqual([60, 80])
    expect(near(showing(part, 3))).toEqual([0, 20])
    expect(near(showing(part, 400))).toEqual([80, 100])
    expect(near(showing({ ...log, domain: [10, 100] }, 1000))).toEqual([316.227766, 3162.27766])
    expect(near(showing({ ...log, domain: [10, 100] }, 0))).toEqual([1, 10])
  })

  test('keeps to the axis whatever is done one after another', () => {
    const step = fc.oneof(
      fc.record({ about: fc.double(), factor: fc.constantFrom(0.5, 2, 0.8, 1.25, 1e-9, 1e9) }),
      fc.record({ part: fc.double({ min: -3, max: 3, noNaN: true }) }),
      fc.record({ at: fc.double({ noNaN: true }) }),
    )
    const axis = fc
      .tuple(fc.constantFrom('linear' as const, 'log' as const), fc.double({ min: 0.05, max: 1e9, noNaN: true }))
      .map(([kind, end]): XAxis => {
        const whole = [kind === 'log' ? end * 1e-4 : 0, end] as const
        return { kind, whole, domain: whole, label: '' }
      })
    fc.assert(
      fc.property(axis, fc.array(step, { maxLength: 40 }), (first, steps) => {
        let current = first
        for (const step of steps) {
          const domain =
            'factor' in step
              ? zoomed(current, Number.isNaN(step.about) ? first.whole[1] : step.about, step.factor)
              : 'part' in step
                ? panned(current, step.part)
                : showing(current, step.at)
          current = { ...current, domain: domain ?? first.whole }
          expect(current.domain[0]).toBeGreaterThanOrEqual(first.whole[0])
          expect(current.domain[1]).toBeLessThanOrEqual(first.whole[1])
          expect(current.domain[1]).toBeGreaterThan(current.domain[0])
        }
      }),
    )
  })
})
