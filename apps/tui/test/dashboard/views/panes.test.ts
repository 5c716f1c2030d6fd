import { describe, expect, test } from 'vitest'
import { createLook, type Look } from '../../../src/dashboard/look.ts'
import { type Scene, sceneOf } from '../../../src/dashboard/scene.ts'
import { viewOf } from '../../../src/dashboard/views/index.ts'
import type { Pane } from '../../../src/dashboard/views/view.ts'
import { toText } from '../../../src/draw/grid.ts'
import type { Pool } from '../../../src/worker/pool.ts'
import { modelOf, until } from '../../support/model.ts'

const sizes = [
  { width: 39, height: 9 },
  { width: 60, height: 18 },
  { width: 100, height: 30 },
]

/** Every experiment, those that take long made small. */
const experiments: readonly (readonly [id: string, ...set: string[]])[] = [
  ['neuron-race', 'steps=300'],
  ['single-neuron'],
  ['implicit-bias'],
  ['basins'],
  ['exact-check'],
  ['deep-linear', 'record=lin:60'],
  ['wide-linear'],
  ['activation-regions', 'steps=300'],
  ['phase-diagram', 'neurons=6', 'inputs=3', 'samples=8', 'testSamples=8', 'steps=20'],
  [
    'hierarchy',
    ...['symbols=6', 'classes=6', 'synonyms=3', 'levels=2', 'hiddenLayers=1', 'width=8'],
    ...['samples=20', 'epochs=2'],
  ],
]

const load = () => ({ cores: 1, coresThere: 2, memory: 2 ** 27 })

/** A pool whose runs never start. */
const idle = (): Pool => ({
  clients: [
    {
      start: () => ({
        pause() {},
        resume() {},
        step() {},
        pace() {},
        abort() {},
        snapshot: async () => undefined,
      }),
      lost() {},
    },
  ],
  workers: [],
  close: async () => {},
})

function lookAt(change: (look: Look) => void = () => {}): Look {
  const look = createLook()
  change(look)
  return look
}

/** The cursor at the first frame. */
const atStart = (look: Look): void => {
  look.cursor = 0
}

/** What a line has room for at 80 columns, after its sign. */
const ROOM = 76

/** Draws every pane at every size and reads every line. */
function check(panes: readonly Pane[], scene: Scene): void {
  for (const pane of panes) {
    for (const size of sizes) {
      const { grid } = pane.draw(scene, size)
      expect([pane.id, grid.columns, grid.rows]).toEqual([pane.id, size.width, size.height])
      expect(toText(grid), pane.id).not.toMatch(/undefined|NaN|\[object/)
      expect(toText(grid).trim(), pane.id).not.toBe('')
    }
    const line = pane.about(scene)
    expect(line.length, `${pane.id}: ${line}`).toBeGreaterThan(20)
    expect(line.length, `${pane.id}: ${line}`).toBeLessThanOrEqual(160)
    expect(line, pane.id).not.toMatch(/undefined|NaN|Infinity|\[object|…|\n/)
    if (pane.id.startsWith('map-')) continue
    const [seen] = line.split(' · ')
    expect(seen, pane.id).toMatch(/^run [a-zA-Z] /)
    expect(seen!.length, `${pane.id}: ${line}`).toBeLessThanOrEqual(ROOM)
  }
}

describe('every pane draws itself and says what is seen', () => {
  for (const [id, ...set] of experiments) {
    test(`${id}, before any run has started`, () => {
      const { model } = modelOf(id, { set }, idle)
      const scene = sceneOf(model.comparison!, lookAt(), load)
      const panes = viewOf(model.comparison!.plan).panes(model.comparison!)
      check(panes, scene)
      expect(panes.some((pane) => pane.about(scene).includes('no frame yet'))).toBe(true)
    })

    test(`${id}, at the first frame, in the middle, at the end, alone, and with others hidden`, async () => {
      const { model } = modelOf(id, { set })
      const comparison = model.comparison!
      await until('every run has ended', () => comparison.over)
      expect(comparison.runs.every(({ outcome }) => outcome?.reason === 'complete')).toBe(true)
      const panes = viewOf(comparison.plan).panes(comparison)
      const { history } = comparison.runs[0]!
      const { axis } = comparison.plan.experiment
      const looks = [
        lookAt(),
        lookAt((look) => {
          look.cursor = history.at(0)[axis]
        }),
        lookAt((look) => {
          look.cursor = history.at(history.length >> 1)[axis]
        }),
        lookAt((look) => {
          for (const i of comparison.runs.keys()) look.hiddenRuns.add(i)
        }),
      ]
      for (const look of looks) check(panes, sceneOf(comparison, look, load))
      comparison.select(comparison.runs.length - 1)
      for (const look of looks) check(panes, sceneOf(comparison, look, load))
    })

    test(`${id} has a pane for each of its metrics, and none twice`, () => {
      const { model } = modelOf(id, { set }, idle)
      const panes = viewOf(model.comparison!.plan).panes(model.comparison!)
      const ids = panes.map((pane) => pane.id)
      expect(new Set(ids).size).toBe(ids.length)
      const { metrics } = model.comparison!.plan.experiment
      const exact = new Set(Object.values(metrics).map((metric) => metric.exact))
      for (const name of Object.keys(metrics)) if (!exact.has(name)) expect(ids).toContain(name)
    })
  }

  for (const id of ['neuron-race', 'activation-regions'])
    test(`${id}, after it has diverged`, async () => {
      const { model } = modelOf(id, { set: ['stepSize=10'] })
      const comparison = model.comparison!
      await until('every run has ended', () => comparison.over)
      expect(comparison.runs.some(({ outcome }) => outcome?.reason === 'diverged')).toBe(true)
      check(viewOf(comparison.plan).panes(comparison), sceneOf(comparison, lookAt(), load))
    })
})

test.each(['0.6', '10'])('paths of a run that diverged at step size %s keep the scale of before', async (stepSize) => {
  const { model } = modelOf('neuron-race', { set: [`stepSize=${stepSize}`] })
  const comparison = model.comparison!
  await until('every run has ended', () => comparison.over)
  const scene = sceneOf(comparison, lookAt(), load)
  const panes = viewOf(comparison.plan).panes(comparison)
  for (const run of scene.all.filter(({ outcome }) => outcome?.reason === 'diverged')) {
    const pane = panes.find(({ id }) => id === `paths-${run.index}`)!
    const text = toText(pane.draw(scene, sizes[2]!).grid)
    const ticks = text.match(/[−]?\d+(\.\d+)?(?=┤)/g) ?? []
    expect(ticks.length).toBeGreaterThan(0)
    for (const tick of ticks) expect(Math.abs(Number(tick.replace('−', '-')))).toBeLessThanOrEqual(2)
    expect(text).toMatch(/[●○]/)
  }
})

test('a heading says of a run that has diverged in one way, –', async () => {
  const { model } = modelOf('neuron-race', { set: ['stepSize=0.6'] })
  const comparison = model.comparison!
  await until('every run has ended', () => comparison.over)
  const scene = sceneOf(comparison, lookAt(), load)
  const pane = viewOf(comparison.plan)
    .panes(comparison)
    .find(({ id }) => id === 'loss')!
  const [heading] = toText(pane.draw(scene, sizes[2]!).grid).split('\n')
  expect(heading).toMatch(/a – .*c –/)
  expect(heading).not.toContain('∞')
})

test.each([
  ['single-neuron', 'beta'],
  ['single-neuron', 'state'],
  ['implicit-bias', 'beta'],
  ['basins', 'state'],
  ['exact-check', 'beta'],
])('%s: every run’s letter stands beside its head in the plane %s', async (id, plane) => {
  const { model } = modelOf(id)
  await until('every run has ended', () => model.comparison!.over)
  const scene = sceneOf(model.comparison!, lookAt(), load)
  const pane = viewOf(model.comparison!.plan)
    .panes(model.comparison!)
    .find((one) => one.id === plane)!
  const text = toText(pane.draw(scene, sizes[2]!).grid)
  expect(text).toMatch(/●[a-z]|[a-z]●/)
  expect(text).toContain(scene.selected.letter)
})

describe('panes show the moment that is read', () => {
  test('a path ends there, on the plane that the whole path needs', async () => {
    const { model } = modelOf('single-neuron')
    await until('every run has ended', () => model.comparison!.over)
    const [pane] = viewOf(model.comparison!.plan).panes(model.comparison!)
    const text = (look: Look) => toText(pane!.draw(sceneOf(model.comparison!, look, load), sizes[1]!).grid)
    const [end, start] = [text(lookAt()), text(lookAt(atStart))]
    expect(start.match(/[⠁-⣿]/gu)?.length).toBeLessThan(end.match(/[⠁-⣿]/gu)!.length)
    // The target, the last thing that the scale depends on, stays where it is.
    const targetAt = (drawn: string) => drawn.split('\n').map((row) => row.indexOf('β*'))
    expect(targetAt(start)).toEqual(targetAt(end))
  })

  test('bars show the singular values of then, beside those of the target', async () => {
    const { model } = modelOf('wide-linear')
    await until('every run has ended', () => model.comparison!.over)
    const comparison = model.comparison!
    const pane = viewOf(model.comparison!.plan)
      .panes(comparison)
      .find(({ id }) => id === 'spectrum')!
    const text = (look: Look) => toText(pane.draw(sceneOf(comparison, look, load), sizes[1]!).grid)
    expect(text(lookAt())).toContain('3.00 of 3.00')
    expect(text(lookAt(atStart))).not.toContain('3.00 of 3.00')
  })

  test('an error is drawn as the largest so far: its line never falls', async () => {
    const { model } = modelOf('exact-check')
    await until('every run has ended', () => model.comparison!.over)
    const scene = sceneOf(model.comparison!, lookAt(), load)
    const pane = viewOf(model.comparison!.plan)
      .panes(model.comparison!)
      .find(({ id }) => id === 'exactError')!
    expect(toText(pane.draw(scene, sizes[2]!).grid)).toContain('largest flow − exact')
    const { y } = scene.selected.history.curve('exactError')
    const most = Math.max(...y)
    expect(y.at(-1)).toBeLessThan(most)
    expect(pane.about(scene)).toContain(`at most ${most.toExponential(0).split('e')[0]}·10`)
  })
})

describe('what several runs share', () => {
  test('is drawn with those that are shown: the escape time of δ = −10 when one of its two runs is hidden', async () => {
    const { model } = modelOf('basins')
    await until('every run has ended', () => model.comparison!.over)
    const comparison = model.comparison!
    const pane = viewOf(comparison.plan)
      .panes(comparison)
      .find(({ id }) => id === 'a')!
    const marks = (look: Look) => toText(pane.draw(sceneOf(comparison, look, load), sizes[2]!).grid).match(/▲/g)!.length
    const hidden = (...runs: number[]) =>
      lookAt((look) => {
        for (const i of runs) look.hiddenRuns.add(i)
      })
    expect(marks(hidden(2))).toBe(marks(lookAt()))
    expect(marks(hidden(2, 3))).toBe(marks(lookAt()) - 1)
  })
})

describe('where there are more than three runs', () => {
  test('the pane of the selected run comes before those of each', () => {
    const { model } = modelOf('neuron-race', { preset: 'paper' }, idle)
    const ids = viewOf(model.comparison!.plan)
      .panes(model.comparison!)
      .map(({ id }) => id)
    expect(ids.slice(3, 8)).toEqual(['paths', 'paths-0', 'paths-1', 'paths-2', 'paths-3'])
  })
})
