import type { Field, Frame, RunListener, Started } from '@lazyrich/core/port'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHistory } from '../../src/dashboard/history.ts'
import { createLook, type Look } from '../../src/dashboard/look.ts'
import { sceneOf } from '../../src/dashboard/scene.ts'
import { viewOf } from '../../src/dashboard/views/index.ts'
import { toText } from '../../src/draw/grid.ts'
import { type Plan, planRuns } from '../../src/plan.ts'
import { registry } from '../../src/registry.ts'
import type { Pool } from '../../src/worker/pool.ts'
import { modelOf } from '../support/model.ts'
import { screenText } from '../support/render.ts'

const odd = fc.oneof(
  fc.double(),
  fc.double({ min: -3, max: 3 }),
  fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308, 1e-308, 5e-324, 0, -0, 1),
)

/** A pool that trains nothing and keeps who listens. */
function heard(listeners: RunListener[]): Pool {
  const nothing = (): void => {}
  return {
    clients: [
      {
        start(_, listener) {
          listeners.push(listener)
          return {
            pause: nothing,
            resume: nothing,
            step: nothing,
            pace: nothing,
            abort: nothing,
            snapshot: async () => undefined,
          }
        },
        lost: nothing,
      },
    ],
    workers: [],
    close: async () => {},
  }
}

/** How one frame departs from what an experiment would send. */
interface Departure {
  /** By how much of the axis it follows the one before: often not at all, as flows may share a step. */
  readonly after: number
  /** Values, taken in turn by metrics and fields. */
  readonly values: readonly number[]
  /** Every so many metrics are left out; 0 for none. */
  readonly leftOut: number
  readonly hasFields: boolean
}

const departure: fc.Arbitrary<Departure> = fc.record({
  after: fc.constantFrom(0, 0, 0.01, 0.1, 0.3),
  values: fc.array(odd, { minLength: 1, maxLength: 7 }),
  leftOut: fc.constantFrom(0, 0, 1, 2, 3),
  hasFields: fc.boolean(),
})

/** Sizes by the names in the shapes of fields. */
const sizeOf = (name: string, { parameters }: Plan['runs'][number]): number =>
  typeof parameters[name] === 'number' ? Math.min(8, parameters[name]) : 2

function fieldsOf(plan: Plan, run: Plan['runs'][number], values: readonly number[]): { [name: string]: Field } {
  let next = 0
  return Object.fromEntries(
    Object.entries(plan.experiment.fields).map(([name, { shape }]) => {
      const sizes = shape.map((size) => sizeOf(size, run))
      const data = Float64Array.from(
        { length: sizes.reduce((a, b) => a * b, 1) },
        () => values[next++ % values.length]!,
      )
      return [name, { data, shape: sizes }]
    }),
  )
}

function framesOf(plan: Plan, run: Plan['runs'][number], departures: readonly Departure[]): Frame[] {
  const { experiment } = plan
  const end = experiment.extent(run.parameters)
  let share = 0
  return departures.map(({ after, values, leftOut, hasFields }): Frame => {
    share = Math.min(1, share + after)
    const metrics: { [name: string]: number } = {}
    for (const [i, name] of Object.keys(experiment.metrics).entries())
      if (leftOut === 0 || i % leftOut !== 0) metrics[name] = values[i % values.length]!
    return {
      kind: 'frame',
      step: Math.round(experiment.axis === 'step' ? share * end : share * 100),
      time: experiment.axis === 'time' ? share * end : share,
      metrics,
      ...(hasFields ? { fields: fieldsOf(plan, run, values) } : {}),
    }
  })
}

const load = () => ({ cores: 1, coresThere: 2, memory: 2 ** 27 })

const sizes = [
  { width: 39, height: 9 },
  { width: 100, height: 30 },
  { width: 3, height: 2 },
]

const looks = fc.record({
  cursor: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  xScale: fc.constantFrom('linear' as const, 'log' as const, undefined),
  yScale: fc.constantFrom('linear' as const, 'log' as const, undefined),
  smoothing: fc.nat({ max: 2 }),
})

/** More of them, and others, are drawn by MONKEY_RUNS=100 MONKEY_SEED=7. */
const RUNS = Number(process.env.MONKEY_RUNS ?? 3)
const seeds = process.env.MONKEY_SEED ? { seed: Number(process.env.MONKEY_SEED) } : {}

describe('frames of any numbers are drawn', () => {
  for (const id of Object.keys(registry))
    test(id, () => {
      const { experiment, runs, seed } = planRuns(id, {})
      const started = [0, 1].map((i): Started => {
        const { parameters, extent, given } = experiment.start((runs[i] ?? runs[0]!).parameters, { seed })
        return { parameters, extent, given }
      })
      fc.assert(
        fc.property(
          fc.array(departure, { minLength: 1, maxLength: 12 }),
          fc.array(departure, { maxLength: 3 }),
          looks,
          fc.boolean(),
          fc.constantFrom('complete' as const, 'diverged' as const, undefined),
          (first, second, { cursor, xScale, yScale, smoothing }, hasGiven, reason) => {
            const listeners: RunListener[] = []
            const { model } = modelOf(id, {}, () => heard(listeners))
            const comparison = model.comparison!
            const { plan } = comparison
            for (const [i, departures] of [first, second].entries()) {
              const frames = framesOf(plan, plan.runs[i] ?? plan.runs[0]!, departures)
              const { step, time } = frames.at(-1) ?? { step: 0, time: 0 }
              if (hasGiven) listeners[i]?.started?.(started[i]!)
              if (listeners[i]) void listeners[i].batch(frames, { kind: 'progress', step, time })
            }
            if (reason) listeners[0]!.end({ reason, message: 'it is over' })
            const panes = viewOf(plan).panes(comparison)
            const look: Look = createLook()
            look.cursor = cursor === undefined ? undefined : cursor * plan.experiment.extent(plan.runs[0]!.parameters)
            look.xScale = xScale
            look.smoothing = smoothing
            if (yScale) for (const pane of panes) look.yScales.set(pane.id, yScale)
            const scene = sceneOf(comparison, look, load)
            for (const pane of panes) {
              for (const size of sizes) {
                const { grid } = pane.draw(scene, size)
                expect([grid.columns, grid.rows]).toEqual([size.width, size.height])
                expect(toText(grid), pane.id).not.toMatch(/undefined|NaN|\[object|Infinity/)
              }
              const line = pane.about(scene)
              expect(line, pane.id).not.toMatch(/undefined|NaN|Infinity|\[object|\n/)
              expect(line.length, line).toBeLessThanOrEqual(160)
            }
            expect(screenText(model, 120, 40)).not.toMatch(/undefined|NaN|\[object|Infinity/)
          },
        ),
        { numRuns: RUNS, ...seeds },
      )
    }, 600_000)
})

test('a history of any frames keeps first and latest, its order, and finds frames that share a place', () => {
  const frames = fc.array(fc.record({ after: fc.constantFrom(0, 0, 1, 5), value: fc.option(odd), n: fc.nat(3) }), {
    maxLength: 400,
  })
  fc.assert(
    fc.property(frames, fc.constantFrom(1, 200), (all, runs) => {
      const history = createHistory('step', runs)
      let step = 0
      for (const { after, value, n } of all) {
        step += after
        const metrics: { [name: string]: number } = value === null ? {} : { m: value }
        const w = { data: new Float64Array(10 ** n).fill(value ?? NaN), shape: [10 ** n] }
        history.push({ kind: 'frame', step, time: step, metrics, ...(n > 0 ? { fields: { w } } : {}) })
      }
      const values = all.flatMap(({ value }) => (value === null ? [] : [value]))
      expect(history.curve('m').y.length).toBe(values.length)
      expect(history.trace('w', 0).length).toBe(history.length)
      if (all.length === 0) return
      expect(history.at(0).step).toBe(all[0]!.after)
      expect(history.at(history.length - 1)).toBe(history.latest)
      for (let i = 0; i < history.length; i++) {
        const at = history.indexAt(history.at(i).step)
        expect(history.at(at).step).toBe(history.at(i).step)
        expect(at).toBeGreaterThanOrEqual(i)
      }
      expect(history.indexAt(-1)).toBe(0)
    }),
    { numRuns: 100 },
  )
})
