import { exactNeuron, neuronFromBeta } from '@lazyrich/core/single-neuron'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DELTAS, START, TARGET } from '../../src/figures/one-neuron.ts'
import { pixel } from '../../src/figures/plane.ts'
import { visitor } from './visitor.ts'

const { open } = visitor()

/** The time that is shown, and where the dots are, at one moment. */
async function moment(page: Page): Promise<{ time: number; dots: { delta: number; x: number; y: number }[] }> {
  return page.locator('moving-neurons').evaluate((island) => ({
    time: Number((island as HTMLElement).dataset.time),
    dots: Array.from(island.querySelectorAll<SVGCircleElement>('.traveller'), (dot) => ({
      delta: Number(dot.dataset.delta),
      x: Number(dot.getAttribute('cx')),
      y: Number(dot.getAttribute('cy')),
    })),
  }))
}

/** A picture whose clock the test puts forward, so that nobody waits for it to travel. */
const openMoving = async (): Promise<Page> => {
  const page = await open('', { clock: 'stands' })
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  return page
}

/** More than the ten seconds that the way takes. */
const ALL = 12_000

describe('the moving picture on the home page', () => {
  it('has every neuron where the exact solution says, while it moves', async () => {
    const page = await openMoving()
    let last = 0
    for (const more of [3000, 2000]) {
      await page.clock.runFor(more)
      const { time, dots } = await moment(page)
      expect(time).toBeGreaterThan(last)
      last = time
      expect(dots.map(({ delta }) => delta)).toEqual([...DELTAS])
      for (const { delta, x, y } of dots) {
        const { a, w } = exactNeuron({ ...neuronFromBeta(START, delta), target: TARGET }).at([time])
        const [u, v] = pixel([a[0]! * w[0]!, a[0]! * w[1]!])
        expect(Math.hypot(x - u, y - v), `δ = ${delta} at time ${time}`).toBeLessThan(0.5)
      }
    }
  })

  it('has one dot a path, and says what the dots are: those that travel, at last those of the still picture', async () => {
    const page = await openMoving()
    const seen = (): Promise<readonly number[]> =>
      page
        .locator('moving-neurons')
        .evaluate((island) =>
          ['.traveller', '.marks circle'].map(
            (dots) => Array.from(island.querySelectorAll(dots)).filter((dot) => dot.getClientRects().length > 0).length,
          ),
        )
    await page.clock.runFor(1000)
    expect(await seen()).toEqual([7, 0])
    expect(await page.getByText('Dots: where each is at the time below.').isVisible()).toBe(true)
    expect(await page.locator('moving-neurons .controls').textContent()).toMatch(/in units of 1\/learning rate/)
    await page.clock.fastForward(ALL)
    await page.getByRole('button', { name: 'Again' }).waitFor()
    expect(await seen()).toEqual([0, 7])
    expect(await page.getByText('Dots: where each is at time ½').isVisible()).toBe(true)
    expect(await page.getByText('Dots: where each is at the time below.').isVisible()).toBe(false)
  })

  it('stands still while it is paused, goes on, and ends at the target', async () => {
    const page = await openMoving()
    await page.clock.runFor(1000)
    await page.getByRole('button', { name: 'Pause' }).click()
    const before = await moment(page)
    await page.clock.runFor(1000)
    expect(await moment(page)).toEqual(before)
    await page.getByRole('button', { name: 'Play' }).press('Enter')
    await page.clock.runFor(1000)
    expect((await moment(page)).time).toBeGreaterThan(before.time)
    await page.clock.fastForward(ALL)
    await page.getByRole('button', { name: 'Again' }).waitFor()
    const [u, v] = pixel(TARGET)
    for (const { x, y } of (await moment(page)).dots) expect(Math.hypot(x - u, y - v)).toBeLessThan(0.5)
  })

  it('does not start by itself where less motion is asked for: it shows the whole paths', async () => {
    const page = await open('', { reducedMotion: true, clock: 'stands' })
    await page.getByRole('button', { name: 'Again' }).waitFor()
    await page.clock.runFor(1000)
    const before = await moment(page)
    expect(before.time).toBe(60)
    expect(await page.locator('.marks circle').first().isVisible()).toBe(true)
    await page.clock.runFor(1000)
    expect(await moment(page)).toEqual(before)
  })

  it('is a still picture without JavaScript, with no button that does nothing', async () => {
    const page = await open('', { javaScript: false })
    expect(await page.locator('svg .beta-path').count()).toBe(7)
    expect(await page.locator('.marks circle').first().isVisible()).toBe(true)
    expect(await page.getByText('Dots: where each is at time ½').isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: /Play|Pause|Again/ }).count()).toBe(0)
  })
})
