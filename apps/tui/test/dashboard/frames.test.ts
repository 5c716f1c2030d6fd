import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/dashboard/model.ts'
import { modelOf, until } from '../support/model.ts'
import { screenText } from '../support/render.ts'

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const

/** Cells that are trained in a blink. */
const CELLS = ['samples=50', 'inputs=5', 'neurons=10', 'testSamples=50', 'steps=1000']

const trained = new Map<string, Model>()

/** The dashboard on a comparison that is over: trained once, however often it is drawn. */
async function trainedOn(id: string, set: readonly string[] = []): Promise<Model> {
  const model = trained.get(id) ?? modelOf(id, { set }).model
  trained.set(id, model)
  await until('every run has ended', () => model.comparison!.over)
  return model
}

describe('the dashboard shows', () => {
  for (const id of [
    'neuron-race',
    'single-neuron',
    'implicit-bias',
    'basins',
    'exact-check',
    'deep-linear',
    'wide-linear',
    'activation-regions',
  ])
    for (const [columns, rows] of sizes)
      test(`${id}, all of its frames, at ${columns}×${rows}`, async () => {
        const model = await trainedOn(id)
        await expect(screenText(model, columns, rows)).toMatchFileSnapshot(`frames/${id}-${columns}x${rows}.txt`)
      })

  for (const [columns, rows] of sizes) {
    test(`phase-diagram, nine small cells as maps, at ${columns}×${rows}`, async () => {
      const model = await trainedOn('phase-diagram', CELLS)
      await expect(screenText(model, columns, rows)).toMatchFileSnapshot(`frames/phase-diagram-${columns}x${rows}.txt`)
    })

    test(`home at ${columns}×${rows}, with the first experiment chosen`, async () => {
      const { model } = modelOf(undefined)
      await expect(screenText(model, columns, rows)).toMatchFileSnapshot(`frames/home-${columns}x${rows}.txt`)
    })

    test(`the keys of a comparison on its help screen at ${columns}×${rows}`, async () => {
      const { model } = modelOf('neuron-race', { pace: 1 })
      model.actions.help()
      await expect(screenText(model, columns, rows)).toMatchFileSnapshot(`frames/help-${columns}x${rows}.txt`)
    })
  }

  test('home at 80×24 on its last choice: as many as fit, and how many are above', async () => {
    const { model } = modelOf(undefined)
    model.actions.up()
    await expect(screenText(model, 80, 24)).toMatchFileSnapshot('frames/home-last-80x24.txt')
  })

  test('silent alignment with the loss and the kernel’s direction first', async () => {
    const { model } = modelOf('single-neuron', { preset: 'silent-alignment' })
    await until('every run has ended', () => model.comparison!.over)
    await expect(screenText(model, 80, 24)).toMatchFileSnapshot('frames/silent-alignment-80x24.txt')
  })

  test('of 24 runs of exact-check, the eight from the β₀ of the selected one', async () => {
    const { model } = modelOf('exact-check', { preset: 'paper' })
    await until('every run has ended', () => model.comparison!.over)
    expect(screenText(model, 120, 40)).toContain('a, from β₀ = (0, −1)')
    model.comparison!.select(8)
    const text = screenText(model, 120, 40)
    expect(text).toContain('a, from β₀ = (0.5, −0.5)')
    await expect(text).toMatchFileSnapshot('frames/exact-check-paper-120x40.txt')
  })

  test('what the signs of basins mean, each whole, at 80×40', async () => {
    const { model } = modelOf('basins', { pace: 1 })
    model.actions.help()
    await expect(screenText(model, 80, 40)).toMatchFileSnapshot('frames/help-basins-80x40.txt')
  })

  test('the size that it needs, where the terminal is too small', async () => {
    const { model } = modelOf('neuron-race', { pace: 1 })
    await expect(screenText(model, 50, 12)).toMatchFileSnapshot('frames/too-small-50x12.txt')
  })

  test('a run that diverged, with its reason and what came before', async () => {
    const { model } = modelOf('neuron-race', { set: ['stepSize=10'] })
    await until('every run has ended', () => model.comparison!.over)
    const text = screenText(model, 80, 24)
    expect(text).toContain('loss not finite')
    await expect(text).toMatchFileSnapshot('frames/diverged-80x24.txt')
  })
})

describe('every size from the smallest up', () => {
  test('gives a screen of exactly that size, without a row too many', async () => {
    const model = await trainedOn('neuron-race')
    for (let columns = 60; columns <= 200; columns += 7)
      for (let rows = 16; rows <= 60; rows += 5) {
        const lines = screenText(model, columns, rows).split('\n').slice(0, -1)
        expect(lines.length).toBe(rows)
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
        expect(lines.at(-1)).toContain('help')
      }
  })
})
