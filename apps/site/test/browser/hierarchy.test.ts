import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Frame } from '@lazyrich/core/port'
import { hierarchy } from '@lazyrich/tf'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import recorded from '../../src/figures/hierarchy-run.json'
import { base, dist } from '../site.ts'
import { axeInBothThemes } from './axe.ts'
import { visitor } from './visitor.ts'
import { holdWorkers, loseWorkers } from './workers.ts'

const { open } = visitor()
const METRICS = ['testError', 'trainError', 'loss', 'kernelDistance', 'hammingDistance'] as const
/** Over in a second or two. */
const SHORT = 'samples=200&epochs=3&seed=4'
/** Longer than a test waits, so that it is still going when it is paused or stopped. */
const LONG = 'samples=2e4&epochs=250'

const island = (page: Page): Locator => page.locator('hierarchy-training')
const button = (page: Page, name: string): Locator => island(page).getByRole('button', { name, exact: true })
const notice = (page: Page): Locator => island(page).locator('.kit-notice')
const phase = (page: Page, value: string): Promise<void> =>
  page.locator(`hierarchy-training[data-phase="${value}"]`).waitFor()
const number = (page: Page, name: string, alpha: number): Promise<number> =>
  island(page)
    .locator(`[data-alpha="${alpha}"] data[data-number="${name}"]`)
    .evaluate((element) => Number((element as HTMLDataElement).value))
const steps = (page: Page, least: number): Promise<unknown> =>
  page.waitForFunction(
    (least) =>
      document.querySelector<HTMLElement>('hierarchy-training')!.dataset.phase === 'running' &&
      Number(document.querySelector<HTMLDataElement>('[data-alpha="1"] data[data-number="step"]')!.value) >= least,
    least,
  )

async function openHierarchy(query: string, look: Parameters<typeof open>[1] = {}): Promise<Page> {
  const page = await open(`hierarchy/?${query}`, look)
  // It draws once it is seen, and has its settings from then on.
  await island(page).scrollIntoViewIfNeeded()
  await page.locator('hierarchy-training[data-phase]').waitFor()
  return page
}

async function lastFrame(parameters: { readonly [name: string]: unknown }, seed: number): Promise<Frame> {
  let last: Frame | undefined
  for await (const event of hierarchy.start(parameters, { seed })) if (event.kind === 'frame') last = event
  return last!
}

describe('a training that is over', () => {
  interface Trained {
    readonly page: Page
    /** Workers before Start, and what was asked of the server after it. */
    readonly early: number
    readonly asked: readonly string[]
  }
  let started: Promise<Trained> | undefined
  /** Trained once for what is asked of it. */
  const trained = (): Promise<Trained> => (started ??= train())

  async function train(): Promise<Trained> {
    const page = await openHierarchy(`${SHORT}&alpha=1,3`, { lasts: true })
    await page.waitForLoadState('networkidle')
    const early = page.workers().length
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await button(page, 'Start').click()
    await phase(page, 'over')
    return { page, early, asked }
  }

  it('ends where the same runs end in Node, on the same WebAssembly', async () => {
    const { page } = await trained()
    expect(await page.locator('[data-part="computing"]').textContent()).toMatch(
      /^Computed by WebAssembly of our own \((relaxed|simd)\)\./,
    )
    for (const alpha of [1, 3]) {
      const { metrics, step } = await lastFrame({ alpha, samples: 200, epochs: 3, backend: 'wasm' }, 4)
      expect(await number(page, 'step', alpha)).toBe(step)
      for (const metric of METRICS) {
        const shown = await number(page, metric, alpha)
        expect(Math.abs(shown - metrics[metric]!), `${metric}, α = ${alpha}`).toBeLessThanOrEqual(
          1e-5 * metrics[metric]!,
        )
      }
    }
  })

  it('started no worker before it was asked to, and then loaded what trains on WebAssembly and no TensorFlow.js', async () => {
    const { early, asked } = await trained()
    expect(early).toBe(0)
    const scripts = asked.map((url) => readFileSync(join(dist, new URL(url).pathname.slice(base.length))))
    expect(scripts.length).toBeGreaterThan(2)
    // TensorFlow.js alone would be 400 kB.
    expect(scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0)).toBeLessThan(60_000)
  })

  it('is no longer called a run on record, as what is shown before it is', async () => {
    const page = await openHierarchy('alpha=1,3')
    const words = island(page).locator('[data-part="computing"]')
    expect(await words.textContent()).toMatch(/^On record: α = 0.03, 1 and 10, P = 4,403, 60 epochs, seed 0\./)
    const [, balanced] = recorded.runs
    for (const metric of METRICS) expect(await number(page, metric, 1)).toBe(balanced![metric].at(-1))
    expect(await number(page, 'testError', 3), 'of a network that is not on record').toBe(0)
    for (const [i, metric] of METRICS.entries())
      expect(await island(page).locator('.kit-chart canvas').nth(i).getAttribute('aria-label')).toMatch(
        new RegExp(`^A run on record.*The ${hierarchy.metrics[metric]!.label} over steps.* for α = 10`),
      )
    const charts = island((await trained()).page).getByRole('img')
    expect(await charts.count()).toBe(METRICS.length)
    for (const chart of await charts.all()) expect(await chart.getAttribute('aria-label')).not.toMatch(/record|α = 10/)
  })

  it('has nothing that axe finds fault with, light and dark', async () => {
    expect(await axeInBothThemes((await trained()).page)).toEqual([])
  })
})

describe('training a hierarchy in the browser', () => {
  it('stands still while it is paused, goes on, and stops', async () => {
    const page = await openHierarchy(`${LONG}&alpha=1`)
    await button(page, 'Start').click()
    await steps(page, 2)
    await button(page, 'Pause').click()
    await phase(page, 'paused')
    const before = await number(page, 'step', 1)
    await button(page, 'Go on').click()
    await steps(page, before + 1)
    await button(page, 'Stop').click()
    await phase(page, 'over')
    expect(await button(page, 'Start').isVisible()).toBe(true)
    expect(await notice(page).textContent()).toBe('')
  })

  it('says which backends there are where the one that was chosen is not', async () => {
    const page = await openHierarchy(`${SHORT}&alpha=1&backend=webgpu`)
    await button(page, 'Start').click()
    await phase(page, 'over')
    const [, why, others] = /^backend webgpu (.*); available here: (.*)$/.exec((await notice(page).textContent())!)!
    expect(why).toMatch(/is not available here|does not start/)
    expect(others!.split(', ')).toEqual(expect.arrayContaining(['wasm', 'cpu']))
    expect(others).not.toContain('webgpu')
  })

  it('on webgl either computes, and claims no GPU, or says which backends there are, without webgl', async () => {
    const page = await openHierarchy(`${SHORT}&alpha=1&backend=webgl`)
    await button(page, 'Start').click()
    await phase(page, 'over')
    const refusal = (await notice(page).textContent())!
    if (refusal === '') expect(await page.locator('[data-part="computing"]').textContent()).toMatch(/on webgl\.( |$)/)
    else expect(refusal).toMatch(/^backend webgl .*; available here: (?!.*webgl)wasm, cpu/)
  })

  it('says so where its worker dies, and starts again with a new one', async () => {
    const page = await open('', { fresh: true })
    await holdWorkers(page)
    await page.goto(new URL(`hierarchy/?${SHORT}&alpha=1`, page.url()).href)
    await island(page).scrollIntoViewIfNeeded()
    await button(page, 'Start').click()
    await loseWorkers(page, 'out of memory')
    await phase(page, 'over')
    expect(await notice(page).textContent()).toBe(
      'The training worker stopped: out of memory. Start again to get a new one.',
    )
    await button(page, 'Start').click()
    await page.waitForFunction(() => document.querySelector('hierarchy-training .kit-notice')!.textContent === '')
    await phase(page, 'over')
    expect(await number(page, 'step', 1)).toBe(6)
  })
})

describe('the settings of a hierarchy', () => {
  it('are all worked by keyboard, and stand in the address', async () => {
    const page = await openHierarchy('')
    await island(page).getByRole('checkbox', { name: '0.03', exact: true }).focus()
    await page.keyboard.press('Space')
    await island(page).getByRole('slider', { name: 'training data P' }).focus()
    await page.keyboard.press('End')
    for (const [name, value] of [
      ['epochs', '2'],
      ['seed', '9'],
    ]) {
      await island(page).getByRole('spinbutton', { name }).fill(value!)
      await page.keyboard.press('Enter')
    }
    await island(page).getByRole('combobox', { name: 'computed on' }).selectOption('cpu')
    await page.waitForURL((url) => url.search === '?alpha=1,10&samples=2e4&epochs=2&seed=9&backend=cpu')
  })

  it('are worked by pointer, and a fourth network is refused', async () => {
    const page = await openHierarchy('')
    await island(page).getByRole('checkbox', { name: '3', exact: true }).click()
    await notice(page).getByText('One more network was not added: at most 3 are trained at once.').waitFor()
    await page.waitForFunction(() => document.querySelectorAll('input[name="alpha"]:checked').length === 3)
    await island(page).getByRole('checkbox', { name: '0.03', exact: true }).click()
    await island(page).getByRole('checkbox', { name: '3', exact: true }).click()
    await page.waitForURL(/alpha=1,3,10/)
    expect(await notice(page).textContent()).toBe('')
    const slider = island(page).getByRole('slider', { name: 'training data P' })
    await slider.click({ position: { x: 1, y: 10 } })
    await page.waitForURL(/samples=100(&|$)/)
  })

  it('that were refused are no longer spoken of once a training starts', async () => {
    const page = await openHierarchy(`${SHORT}&alpha=1`)
    await island(page).getByRole('checkbox', { name: '1', exact: true }).click()
    await notice(page).getByText('The last network was not taken away').waitFor()
    await button(page, 'Start').click()
    await page.waitForFunction(() => document.querySelector('hierarchy-training .kit-notice')!.textContent === '')
    await phase(page, 'over')
  })

  it('that change during a training wait for the next one, and the page says so', async () => {
    const page = await openHierarchy(`${LONG}&alpha=1`)
    await button(page, 'Start').click()
    await phase(page, 'running')
    await island(page).getByRole('spinbutton', { name: 'epochs' }).fill('1')
    await page.keyboard.press('Enter')
    await notice(page).getByText('Again starts with the new ones').waitFor()
    await island(page).getByRole('slider', { name: 'training data P' }).focus()
    for (const key of ['ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key)
    await button(page, 'Again').click()
    await page.waitForFunction(() => document.querySelector('hierarchy-training .kit-notice')!.textContent === '')
    await button(page, 'Stop').click()
    await phase(page, 'over')
  })

  it('of a link are restored; nonsense is ignored and said', async () => {
    const page = await openHierarchy('alpha=0.1,3&samples=1000&epochs=0.5&seed=x&backend=abacus')
    expect(await notice(page).locator('p').allTextContents()).toEqual([
      '“epochs” is “0.5” in the link: a whole number from 1 to 250 is accepted.',
      '“seed” is “x” in the link: a whole number from 0 to 4294967295 is accepted.',
      expect.stringContaining('“backend” is “abacus” in the link: “auto” or'),
    ])
    expect(
      await island(page)
        .locator('input[name="alpha"]:checked')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value)),
    ).toEqual(['0.1', '3'])
    expect(await island(page).getByRole('slider').getAttribute('aria-valuetext')).toBe('1,000')
    expect(await island(page).getByRole('spinbutton', { name: 'epochs' }).inputValue()).toBe('60')
  })
})

it('without JavaScript a sentence says so; the tree, the formulas and the curves of a run on record remain', async () => {
  const page = await open('hierarchy/', { javaScript: false })
  expect(await island(page).getByText('needs JavaScript, which is off').isVisible()).toBe(true)
  expect(await page.getByText('Start loads the').count()).toBe(1)
  expect(await page.getByText('Start loads the').isVisible()).toBe(false)
  expect(await island(page).locator('data').count()).toBeGreaterThan(0)
  for (const readout of await island(page).locator('data').all()) expect(await readout.isVisible()).toBe(false)
  expect(await page.getByRole('img', { name: /^A tree: the class/ }).isVisible()).toBe(true)
  expect(await page.getByRole('img', { name: /^The test error over steps/ }).isVisible()).toBe(true)
  expect(await page.locator('.katex-html').first().isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Start', exact: true }).count()).toBe(0)
})
