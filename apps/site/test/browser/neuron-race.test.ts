import { neuronRace } from '@lazyrich/core/experiments'
import type { Frame } from '@lazyrich/core/port'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { NETWORKS, parametersOf } from '../../src/islands/neuron-race/networks.ts'
import { axeInBothThemes } from './axe.ts'
import { visitor } from './visitor.ts'
import { holdWorkers, loseWorkers, takeCommands } from './workers.ts'

const { open } = visitor()
const METRICS = ['loss', 'kernelDistance', 'hammingDistance', 'turning'] as const

const island = (page: Page): Locator => page.locator('neuron-race')
const button = (page: Page, name: string): Locator => island(page).getByRole('button', { name, exact: true })
const number = (page: Page, name: string, network?: string): Promise<number> =>
  island(page)
    .locator(`${network ? `[data-network="${network}"] ` : ''}data[data-number="${name}"]`)
    .evaluate((element) => Number((element as HTMLDataElement).value))
const frames = (page: Page): Promise<number> =>
  island(page).evaluate((element) => Number((element as HTMLElement).dataset.frames))
const phase = (page: Page, value: string): Promise<void> => page.locator(`neuron-race[data-phase="${value}"]`).waitFor()
const notice = (page: Page): Locator => island(page).locator('.kit-notice')

/** The race within sight: it starts by itself then, unless less motion is asked for. */
async function openRace(query = '', look: Parameters<typeof open>[1] = {}): Promise<Page> {
  const page = await open(`neuron-race/${query}`, look)
  await button(page, 'Again').waitFor()
  await page.locator('[data-part="upstream"]').scrollIntoViewIfNeeded()
  return page
}

/** The same, with hold of its worker. */
async function openHeld(query: string): Promise<Page> {
  const page = await open('', { fresh: true })
  await holdWorkers(page)
  await page.goto(new URL(`neuron-race/${query}`, page.url()).href)
  await page.locator('[data-part="upstream"]').scrollIntoViewIfNeeded()
  return page
}

async function lastFrame(parameters: { readonly [name: string]: unknown }, seed: number): Promise<Frame> {
  let last: Frame | undefined
  for await (const event of neuronRace.start(parameters, { seed })) if (event.kind === 'frame') last = event
  return last!
}

describe('a race that has started by itself and is over', () => {
  let raced: Promise<Page> | undefined
  /** Trained once for what is asked of it. */
  const overRace = (): Promise<Page> =>
    (raced ??= openRace('?speed=full&seed=7&delta=0.6&tau=0.2', { lasts: true }).then(async (page) => {
      await phase(page, 'over')
      return page
    }))

  it('ends where the same runs end in Node', async () => {
    const page = await overRace()
    expect(await number(page, 'step')).toBe(10_000)
    for (const { name, sign } of NETWORKS) {
      const { metrics } = await lastFrame(parametersOf({ delta: 0.6, tau: 0.2 }, sign), 7)
      for (const metric of METRICS) {
        const shown = await number(page, metric, name)
        expect(Math.abs(shown - metrics[metric]!), `${metric} ${name}`).toBeLessThanOrEqual(1e-9 * metrics[metric]!)
      }
    }
  })

  it('has charts with the names, units and scales of the experiment', async () => {
    const page = await overRace()
    const charts = island(page).locator('.kit-chart')
    expect(await charts.evaluateAll((all) => all.map((each) => ({ ...(each as HTMLElement).dataset })))).toEqual(
      METRICS.map((metric) => {
        const { label, unit, scale } = neuronRace.metrics[metric]!
        return { metric, label: unit === '' ? label : `${label} (${unit})`, scale }
      }),
    )
    for (const [i, metric] of METRICS.entries())
      expect(await charts.nth(i).locator('canvas').getAttribute('aria-label')).toMatch(
        `The ${neuronRace.metrics[metric]!.label}`,
      )
  })

  it('has nothing that axe finds fault with, light and dark', async () => {
    expect(await axeInBothThemes(await overRace())).toEqual([])
  })
})

describe('a race in the browser', () => {
  it('stands still while it is paused, and a step is one frame', async () => {
    const page = await openRace('?speed=slow')
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('neuron-race')!.dataset.frames) > 2)
    await button(page, 'Pause').click()
    await phase(page, 'paused')
    const before = await frames(page)
    for (const more of [1, 2]) {
      await button(page, 'Step').click()
      await page.waitForFunction(
        (least) => Number(document.querySelector<HTMLElement>('neuron-race')!.dataset.frames) >= least,
        before + more,
      )
      await phase(page, 'paused')
      expect(await frames(page)).toBe(before + more)
    }
    await button(page, 'Go on').click()
    await phase(page, 'running')
  })

  it('waits for the reader where less motion is asked for, and shows the start', async () => {
    const page = await openRace('', { reducedMotion: true })
    await phase(page, 'paused')
    await page.waitForFunction(() => document.querySelector<HTMLElement>('neuron-race')!.dataset.frames === '1')
    expect(await number(page, 'step')).toBe(0)
    expect(await number(page, 'hammingDistance', 'upstream')).toBe(0)
    expect(await button(page, 'Start').isVisible()).toBe(true)
  })

  it('rests while the tab is hidden, and goes on when it is seen again', async () => {
    const page = await openHeld('?speed=slow')
    await phase(page, 'running')
    const hide = (hidden: boolean): Promise<void> =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    await takeCommands(page)
    await hide(true)
    expect(await takeCommands(page)).toMatchObject({ pause: 3 })
    const before = await frames(page)
    await hide(false)
    expect(await takeCommands(page)).toMatchObject({ resume: 3 })
    await page.waitForFunction(
      (before) => Number(document.querySelector<HTMLElement>('neuron-race')!.dataset.frames) > before,
      before,
    )
  })

  it('that the reader has paused stays paused when the tab is seen again', async () => {
    const page = await openHeld('?speed=slow')
    await button(page, 'Pause').click()
    await phase(page, 'paused')
    await takeCommands(page)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    expect(await takeCommands(page)).not.toHaveProperty('resume')
  })

  it('says so where its worker dies, and starts again with a new one', async () => {
    const page = await openHeld('?speed=slow')
    await phase(page, 'running')
    await loseWorkers(page, 'out of memory')
    await phase(page, 'over')
    expect(await notice(page).textContent()).toBe(
      'The training worker stopped: out of memory. Start again to get a new one.',
    )
    await button(page, 'Again').click()
    await phase(page, 'running')
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('neuron-race')!.dataset.frames) > 1)
    expect(await notice(page).textContent()).toBe('')
  })
})

describe('the controls of a race', () => {
  it('are all worked by keyboard, and what they set stands in the address', async () => {
    const page = await openRace('', { reducedMotion: true })
    await button(page, 'Start').focus()
    await page.keyboard.press('Enter')
    await phase(page, 'running')
    await page.keyboard.press('Enter')
    await phase(page, 'paused')
    const slider = (name: RegExp): Locator => island(page).getByRole('slider', { name })
    await slider(/unbalance/).focus()
    await page.keyboard.press('ArrowRight')
    await slider(/scale/).focus()
    await page.keyboard.press('End')
    const field = island(page).getByRole('spinbutton', { name: 'seed' })
    await field.fill('12')
    await page.keyboard.press('Enter')
    await island(page).getByRole('combobox', { name: 'speed' }).selectOption('full')
    await page.waitForURL((url) => url.search === '?seed=12&delta=1.01&tau=2&speed=full')
    await page.waitForFunction(() => document.querySelector<HTMLElement>('neuron-race')!.dataset.phase === 'paused')
    await button(page, 'Again').focus()
    await page.keyboard.press('Enter')
    await phase(page, 'over')
    expect(await number(page, 'delta', 'downstream')).toBe(-1.01)
  })

  it('are all worked by pointer', async () => {
    const page = await openRace('', { reducedMotion: true })
    const slider = island(page).getByRole('slider', { name: /unbalance/ })
    const box = (await slider.boundingBox())!
    await slider.click({ position: { x: box.width - 2, y: box.height / 2 } })
    await page.waitForURL(/[?&]delta=2(&|$)/)
    await button(page, 'Another').click()
    await page.waitForURL(/[?&]seed=\d+/)
    await button(page, 'Start').click()
    await phase(page, 'running')
    await button(page, 'Pause').click()
    await phase(page, 'paused')
    await button(page, 'Again').click()
    await phase(page, 'running')
  })

  describe('with a seed that is not a whole number', () => {
    let opened: Promise<Page> | undefined
    const seedField = async (): Promise<{ page: Page; field: Locator; held: string }> => {
      opened ??= openRace('?seed=5', { reducedMotion: true, lasts: true })
      const page = await opened
      const field = island(page).getByRole('spinbutton', { name: 'seed' })
      await page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('input[data-part="seed"]')!.value !== '',
      )
      return { page, field, held: await field.inputValue() }
    }
    const noticeEmpties = (page: Page): Promise<unknown> =>
      page.waitForFunction(() => document.querySelector('neuron-race .kit-notice')!.textContent === '')

    it('do not take it, and say what is accepted', async () => {
      const { page, field } = await seedField()
      await field.fill('1.5')
      await page.keyboard.press('Enter')
      await notice(page).getByText('“seed” is “1.5”: a whole number from 0 to 4294967295 is accepted.').waitFor()
      await field.fill('3')
      await page.keyboard.press('Enter')
      await page.waitForURL(/[?&]seed=3(&|$)/)
      await noticeEmpties(page)
    })

    it('show the seed that holds, and no refusal, once the field is left', async () => {
      const { page, field, held } = await seedField()
      await field.fill('-3')
      await page.keyboard.press('Enter')
      await notice(page).getByText('“seed” is “-3”:').waitFor()
      await page.keyboard.press('Tab')
      await noticeEmpties(page)
      expect(await field.inputValue()).toBe(held)
      expect(await field.getAttribute('aria-invalid')).toBeNull()
    })

    it('say what was refused where it was the leaving that made them refuse, until the next race', async () => {
      const { page, field, held } = await seedField()
      await field.fill('-3')
      await page.keyboard.press('Tab')
      await notice(page).getByText('“seed” is “-3”:').waitFor()
      await page.waitForFunction(
        (held) => document.querySelector<HTMLInputElement>('input[data-part="seed"]')!.value === held,
        held,
      )
      await button(page, 'Again').click()
      await noticeEmpties(page)
    })
  })
})

describe('a link to a race', () => {
  it('brings its state back', async () => {
    const page = await openRace('?seed=5&delta=0.25&tau=0.5&speed=fast', { reducedMotion: true })
    await phase(page, 'paused')
    await page.waitForFunction(() => document.querySelector<HTMLElement>('neuron-race')!.dataset.frames === '1')
    expect(await number(page, 'delta', 'upstream')).toBe(0.25)
    expect(await island(page).getByRole('spinbutton', { name: 'seed' }).inputValue()).toBe('5')
    expect(await island(page).getByRole('combobox', { name: 'speed' }).inputValue()).toBe('fast')
    expect(await island(page).getByRole('slider', { name: /scale/ }).getAttribute('aria-valuetext')).toBe('0.500')
  })

  it('with nonsense in it opens with the defaults and says what was ignored', async () => {
    const page = await openRace('?seed=-1&delta=wide&tau=99&speed=warp', { reducedMotion: true })
    await notice(page).getByText('“seed” is “-1” in the link').waitFor()
    expect(await notice(page).locator('p').allTextContents()).toEqual([
      '“seed” is “-1” in the link: a whole number from 0 to 4294967295 is accepted.',
      '“delta” is “wide” in the link: a number from 0 to 2 is accepted.',
      '“tau” is “99” in the link: a number from 0.02 to 2 is accepted.',
      expect.stringContaining('“speed” is “warp” in the link: “slow” or'),
    ])
    await phase(page, 'paused')
    await page.waitForFunction(() => document.querySelector<HTMLElement>('neuron-race')!.dataset.frames === '1')
    expect(await number(page, 'delta', 'upstream')).toBe(1)
  })
})

it('without JavaScript a sentence says so, and a still picture of three networks remains', async () => {
  const page = await open('neuron-race/', { javaScript: false })
  expect(await island(page).getByText('needs JavaScript, which is off').isVisible()).toBe(true)
  expect(await island(page).locator('data').count()).toBeGreaterThan(0)
  for (const readout of await island(page).locator('data').all()) expect(await readout.isVisible()).toBe(false)
  expect(await page.getByRole('img', { name: /network after training/ }).count()).toBe(3)
  expect(await page.getByRole('img', { name: /upstream network after training/ }).isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Start', exact: true }).count()).toBe(0)
  expect(await page.getByText('They differ only in').isVisible()).toBe(true)
})
