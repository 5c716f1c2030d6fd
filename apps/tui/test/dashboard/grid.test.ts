import type { Client, RunListener } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import { cellOf, gridOf, neighbourOf } from '../../src/dashboard/views/grid-of.ts'
import { viewOf } from '../../src/dashboard/views/index.ts'
import type { Pane } from '../../src/dashboard/views/view.ts'
import { type Grid, toText } from '../../src/draw/grid.ts'
import { heatInk } from '../../src/draw/palette.ts'
import { groundOf } from '../../src/draw/style.ts'
import { type Plan, planRuns } from '../../src/plan.ts'
import { registry } from '../../src/registry.ts'
import type { Pool } from '../../src/worker/pool.ts'
import { modelOf, until } from '../support/model.ts'
import { screenText } from '../support/render.ts'

const tiny = ['samples=50', 'inputs=5', 'neurons=10', 'testSamples=50', 'steps=1000']

/** A plan without some of its runs. */
const without = (plan: Plan, ...left: readonly number[]): Plan => ({
  ...plan,
  runs: plan.runs.filter(({ index }) => !left.includes(index)).map((run, index) => ({ ...run, index })),
})

describe('a comparison is a grid', () => {
  test('where two numbers set its runs apart and every combination occurs', () => {
    const found = Object.values(registry).flatMap(({ id, presets }) =>
      Object.keys(presets).flatMap((preset) => {
        const grid = gridOf(planRuns(id, { preset }))
        return grid
          ? [
              `${id} ${preset} ${grid.columns.symbol}×${grid.rows.symbol} ${grid.columns.values.length}×${grid.rows.values.length}`,
            ]
          : []
      }),
    )
    expect(found).toEqual([
      'phase-diagram small τ×δ 3×3',
      'phase-diagram grid τ×δ 9×9',
      'phase-diagram paper τ×δ 17×17',
      'hierarchy paper P×α 20×6',
    ])
  })

  test('of values in ascending order, with the unbalance upwards, and says how they are spaced', () => {
    const { rows, columns, runs, holes } = gridOf(planRuns('phase-diagram', { preset: 'grid' }))!
    expect(rows.values).toEqual([-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1])
    expect(rows.labels[0]).toBe('−1')
    expect([rows.spacing, columns.spacing, holes]).toEqual(['linear', 'log', 0])
    expect(runs[8]![0]).toBe(8) // τ = 0.1, δ = 1
    const hierarchy = gridOf(planRuns('hierarchy', { preset: 'paper' }))!
    expect([hierarchy.rows.spacing, hierarchy.columns.spacing]).toEqual(['log', 'log'])
    expect(hierarchy.columns.labels.at(-1)).toBe('104,106')
  })

  test('with holes as long as they are few', () => {
    const plan = planRuns('phase-diagram', { preset: 'grid' })
    expect(gridOf(without(plan, 0, 40))!.holes).toBe(2)
    expect(gridOf(without(plan, ...Array.from({ length: 30 }, (_, i) => 2 * i)))).toBeUndefined()
  })

  test('not where a setting leaves one value of a parameter, and not with two', () => {
    expect(gridOf(planRuns('phase-diagram', { set: ['delta=0'] }))).toBeUndefined()
    const plan = planRuns('phase-diagram', {})
    expect(gridOf(without(plan, 0, 1, 2))).toBeUndefined()
  })
})

describe('arrows go from cell to cell', () => {
  const plan = planRuns('phase-diagram', { preset: 'grid' })
  const grid = gridOf(plan)!

  test('left and right over τ, up and down over δ, and stop at the border', () => {
    const { parameters } = plan.runs[40]!
    for (const [direction, name, isMore] of [
      ['left', 'tau', false],
      ['right', 'tau', true],
      ['up', 'delta', true],
      ['down', 'delta', false],
    ] as const) {
      const next = plan.runs[neighbourOf(grid, 40, direction)!]!.parameters
      expect((next[name] as number) > (parameters[name] as number)).toBe(isMore)
      const other = name === 'tau' ? 'delta' : 'tau'
      expect(next[other]).toBe(parameters[other])
      let run: number | undefined = 40
      let steps = 0
      for (; run !== undefined; run = neighbourOf(grid, run, direction)) steps++
      expect(steps).toBe(5)
    }
  })

  test('over a hole to the cell beyond it', () => {
    const holed = without(plan, 49) // the cell to the right of the middle
    const holedGrid = gridOf(holed)!
    const right = neighbourOf(holedGrid, 40, 'right')!
    expect(cellOf(holedGrid, right)).toEqual({ row: 4, column: 6 })
  })
})

/** A pool that trains nothing: it keeps the listeners of the runs that were started. */
function idlePool(clients: number): { pool: Pool; started: RunListener[] } {
  const started: RunListener[] = []
  const nothing = (): void => {}
  const client: Client = {
    start(_, listener) {
      started.push(listener)
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
  }
  return {
    pool: { clients: Array.from({ length: clients }, () => client), workers: [], close: async () => {} },
    started,
  }
}

const size = { width: 39, height: 10 }

describe('the maps of a grid fill in', () => {
  /** The map of the kernel distance, as it is now. */
  function mapOf(model: ReturnType<typeof modelOf>['model']): { pane: Pane; grid: Grid; text: string; about: string } {
    const comparison = model.comparison!
    const scene = model.scene()
    const pane = viewOf(comparison.plan).panes(comparison)[0]!
    const { grid } = pane.draw(scene, size)
    return { pane, grid, text: toText(grid), about: pane.about(scene) }
  }
  /** Colours of the cells, not of the scale at their right. */
  const colours = ({ grid }: { grid: Grid }): number =>
    new Set(
      Array.from(grid.styles, (style, i) => (i % size.width < 30 ? groundOf(style) : 0)).filter(
        (it) => it >= heatInk(0),
      ),
    ).size
  const frame = (step: number, kernelDistance: number) =>
    ({ kind: 'frame', step, time: step, metrics: { kernelDistance, loss: 1 } }) as const
  const started = { parameters: {}, extent: 1000, given: {} }

  test('one a thread, waiting, in training, done, and a failed one among them stops no other', async () => {
    const { pool, started: listeners } = idlePool(2)
    const { model } = modelOf('phase-diagram', { set: ['steps=1000'] }, () => pool)
    expect(listeners).toHaveLength(2)
    // From the first picture on there is a sign of life in the cell that a thread has been given.
    expect(mapOf(model).text.match(/·/g)).toHaveLength(8)
    expect(mapOf(model).about).toContain('–, starting')
    model.comparison!.select(1)
    expect(mapOf(model).about).toContain('–, waiting for its turn')
    model.comparison!.select(0)

    listeners[0]!.started?.(started)
    expect(mapOf(model).about).toContain('in training at step 0')
    const before = mapOf(model).text
    await listeners[0]!.batch([], { kind: 'progress', step: 300, time: 300 })
    expect(mapOf(model).text).not.toBe(before)
    expect(mapOf(model).about).toContain('in training at step 300')
    expect(colours(mapOf(model))).toBe(0)

    await listeners[0]!.batch([frame(1, 0.5)], { kind: 'progress', step: 301, time: 301 })
    expect(colours(mapOf(model))).toBeGreaterThan(0)
    listeners[0]!.end({ reason: 'complete', message: 'done' })
    expect(mapOf(model).about).toBe('τ = 0.1, δ = 1: 0.500 · kernel distance · 0 is lazy · τ on a log scale')

    listeners[1]!.end({ reason: 'failed', message: 'no memory' })
    expect(listeners).toHaveLength(4)
    expect(mapOf(model).text.match(/✗/g)).toHaveLength(1)
    model.comparison!.select(1)
    expect(mapOf(model).about).toContain('failed: no memory')
    for (let i = 2; i < 9; i++) {
      await listeners[i]!.batch([frame(1, i / 10)], { kind: 'progress', step: 1, time: 1 })
      listeners[i]!.end({ reason: 'complete', message: 'done' })
    }
    expect(model.comparison!.over).toBe(true)
    expect(mapOf(model).text).not.toMatch(/·/)
    expect(mapOf(model).text.match(/✗/g)).toHaveLength(1)
  })

  test('and show a moment: each cell as it was then, a diverged one too', async () => {
    const { pool, started: listeners } = idlePool(9)
    const { model } = modelOf('phase-diagram', {}, () => pool)
    for (const [i, listener] of listeners.entries()) {
      listener.started?.(started)
      await listener.batch([frame(1, 0.1), frame(100, 0.1 + i / 10)], { kind: 'progress', step: 100, time: 100 })
      listener.end(i === 4 ? { reason: 'diverged', message: 'loss not finite' } : { reason: 'complete', message: '' })
    }
    expect(mapOf(model).text).toContain('✗')
    model.look.cursor = 50
    expect(mapOf(model).text).not.toContain('✗')
    expect(mapOf(model).about).toContain('0.100 at step 1')
    expect(colours(mapOf(model))).toBe(1) // all cells alike
  })
})

describe('a phase diagram of three by three cells, trained', () => {
  test('is five maps and then the curves of the selected column', async () => {
    const { model } = modelOf('phase-diagram', { set: tiny })
    await until('every run has ended', () => model.comparison!.over)
    const comparison = model.comparison!
    const panes = viewOf(comparison.plan).panes(comparison)
    expect(panes.slice(0, 6).map(({ id }) => id)).toEqual([
      'map-kernelDistance',
      'map-hammingDistance',
      'map-parameterDistance',
      'map-loss',
      'map-testLoss',
      'loss',
    ])
    expect(new Set(panes.map(({ id }) => id)).size).toBe(panes.length)
    const text = screenText(model, 120, 40)
    expect(text).toContain('loss, τ = 0.1')
    expect(text).toContain('δ↑ τ→')
    model.actions.right()
    expect(screenText(model, 120, 40)).toContain('loss, τ = 0.45')
  })

  test('has its scale logarithmic or linear by key', async () => {
    const { model } = modelOf('phase-diagram', { set: tiny })
    await until('every run has ended', () => model.comparison!.over)
    const before = screenText(model, 80, 24)
    model.actions.yScale()
    const after = screenText(model, 80, 24)
    expect(model.look.yScales.get('map-kernelDistance')).toBe('log')
    expect(after).not.toBe(before)
    model.actions.yScale()
    expect(screenText(model, 80, 24)).toBe(before)
  })

  test('gives the mouse the run of a cell, and beside an enlarged map its curves', async () => {
    const { model } = modelOf('phase-diagram', { set: tiny })
    await until('every run has ended', () => model.comparison!.over)
    const comparison = model.comparison!
    const scene = model.scene()
    const pane = viewOf(comparison.plan).panes(comparison)[0]!
    const { grid, runAt, xAt } = pane.draw(scene, { width: 120, height: 34 })
    const found = new Set<number>()
    for (let y = 0; y < 34; y++)
      for (let x = 0; x < 60; x++) {
        const run = runAt!(x, y)
        if (run !== undefined) found.add(run)
      }
    expect([...found].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(toText(grid)).toContain('kernel distance, τ = 0.1')
    expect(xAt!(20)).toBeUndefined()
    expect(xAt!(100)).toBeGreaterThan(1)
  })
})
