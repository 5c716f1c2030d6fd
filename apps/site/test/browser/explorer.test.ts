import { exactNeuron, neuronFromBeta, neuronKernelDistance } from '@lazyrich/core/single-neuron'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { base } from '../site.ts'
import { axeInBothThemes } from './axe.ts'
import { visitor } from './visitor.ts'

/** Two cores may be busy with other things; a test of the browser waits for what it expects, not for a time. */
const PATIENCE = 90_000
const eventually = <T>(read: () => T, what?: string) =>
  expect.poll(read, { timeout: PATIENCE, ...(what !== undefined && { message: what }) })

const { open } = visitor()

const PAGE = 'one-neuron/'
const explorer = (page: Page): Locator => page.locator('neuron-explorer')
const start = (page: Page): Locator => page.getByRole('button', { name: 'start β₀' })
const target = (page: Page): Locator => page.getByRole('button', { name: 'target β*' })
const notice = (page: Page): Locator => explorer(page).locator('.kit-notice')

/** A number of the readout in full. */
async function shown(page: Page, name: string): Promise<number[]> {
  const value = await page.locator(`data[data-number="${name}"]`).getAttribute('value')
  return value === '' || value === null ? [] : value.split(',').map(Number)
}

/** Waits until the readout shows something that fits. */
const waitFor = (page: Page, name: string, test: (numbers: number[]) => boolean): Promise<void> =>
  eventually(async () => test(await shown(page, name))).toBe(true)

/** What core says about a neuron at a time. */
function core(beta0: readonly number[], goal: readonly number[], delta: number, time: number, sign: 1 | -1 = 1) {
  const neuron = neuronFromBeta(beta0, delta, { sign })
  const { a, w } = exactNeuron({ ...neuron, target: goal }).at([time])
  const beta = Array.from(w, (entry) => entry * a[0]!)
  return {
    a: a[0]!,
    size: Math.hypot(...w),
    beta,
    loss: ((beta[0]! - goal[0]!) ** 2 + (beta[1]! - goal[1]!) ** 2) / 2,
    kernelDistance: neuronKernelDistance(neuron)({ a: a[0]!, w }),
  }
}

/**
 * The readout becomes core's, to a rounding of the browser's own functions. Each number is waited for: a start and its
 * mirror image have all in common but β.
 */
async function expectCore(page: Page, expected: ReturnType<typeof core>): Promise<void> {
  for (const [name, value] of Object.entries(expected))
    await eventually(() => shown(page, name), name).toEqual([value].flat().map((each) => expect.closeTo(each, 10)))
}

/** The address of the home page, from any page of the site. */
const homeOf = (page: Page): URL => new URL(base, page.url())

async function drag(page: Page, handle: Locator, by: readonly [number, number]): Promise<void> {
  await handle.scrollIntoViewIfNeeded()
  const box = (await handle.boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by[0] / 2, y + by[1] / 2)
  await page.mouse.move(x + by[0], y + by[1])
  await page.mouse.up()
}

describe('the numbers of the explorer', () => {
  it('are those of core at the start', async () => {
    const page = await open(PAGE)
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    expect((await shown(page, 'largestGap'))[0]).toBeLessThan(1e-6)
  })

  it('are those of core for a link, and no part of it is ignored', async () => {
    const page = await open(`${PAGE}?beta0=.5,-1.25&target=1,.3&delta=0.5&time=2.5&sign=negative`)
    await expectCore(page, core([0.5, -1.25], [1, 0.3], 0.5, 2.5, -1))
    expect(await notice(page).textContent()).toBe('')
  })

  it('are never “NaN” on the screen', async () => {
    const page = await open('')
    for (const query of [
      'delta=0&beta0=0,0',
      'delta=0&beta0=0,-1&time=100',
      'delta=-4&beta0=0,-1&time=1000',
      'delta=0&target=0,0&time=1000',
      'delta=-3&target=0,0',
      'delta=2&beta0=0,0&target=0,0',
      'beta0=0,1',
      'beta0=0,0',
      'delta=-10&beta0=0.001,0',
    ]) {
      await page.goto(new URL(`${PAGE}?${query}&compare=yes`, homeOf(page)).href)
      await eventually(() => explorer(page).locator('[data-part="regime"]').textContent()).not.toBe('')
      await eventually(() => page.locator('[data-part="beta"] canvas').getAttribute('aria-label')).not.toBeNull()
      const text = await explorer(page).textContent()
      const labels = await explorer(page)
        .locator('[aria-label]')
        .evaluateAll((all) => all.map((each) => each.ariaLabel))
      expect.soft(`${text} ${labels.join(' ')}`, query).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
})

it('a gap between the two curves that only rounding has made is said to be one', async () => {
  const page = await open(`${PAGE}?beta0=0,-1&delta=0`)
  const gap = page.locator('data[data-number="largestGap"]')
  await eventually(() => gap.textContent()).toMatch(/, decided by rounding$/)
  await start(page).press('ArrowRight')
  await eventually(() => gap.textContent()).not.toMatch(/rounding/)
})

describe('the pointer', () => {
  it('drags β₀; all views, the readout and after a moment the address follow', async () => {
    const page = await open(`${PAGE}?utm_source=a+b#move-it-yourself`)
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    const pictures = await canvases(page)
    await drag(page, start(page), [40, -60])
    // The address may be written more than once: until it says what is shown.
    const chosen = (): number[] => (new URL(page.url()).searchParams.get('beta0') ?? '-1,0').split(',').map(Number)
    await eventually(async () => {
      const [a] = await shown(page, 'a')
      return chosen()[1]! > 0.2 && Math.abs(a! - core(chosen(), [0, 1], -4, 1).a) < 1e-9
    }).toBe(true)
    const url = new URL(page.url())
    const beta0 = chosen()
    expect(beta0[0]).toBeGreaterThan(-1)
    await expectCore(page, core(beta0, [0, 1], -4, 1))
    for (const [i, picture] of (await canvases(page)).entries()) expect(picture, `canvas ${i}`).not.toBe(pictures[i])
    expect(url.search).toMatch(/^\?utm_source=a\+b&beta0=/)
    expect(url.hash).toBe('#move-it-yourself')

    const again = await open(`${PAGE}${url.search}`)
    await expectCore(again, core(beta0, [0, 1], -4, 1))
  })

  it('drags β*, which never leaves its reach', async () => {
    const page = await open(PAGE)
    await drag(page, target(page), [2000, -2000])
    await eventually(() => new URL(page.url()).searchParams.get('target')).toBe('1.5,1.5')
    await expectCore(page, core([-1, 0], [1.5, 1.5], -4, 1))
  })

  it('chooses a time on a chart', async () => {
    const page = await open(PAGE)
    const chart = page.locator('[data-part="loss"] canvas')
    await chart.scrollIntoViewIfNeeded()
    await chart.click({ position: { x: (await chart.boundingBox())!.width - 16, y: 60 } })
    await waitFor(page, 'time', ([time]) => time! > 500)
    const [time] = await shown(page, 'time')
    await expectCore(page, core([-1, 0], [0, 1], -4, time!))
  })
})

/** What the four canvases show. */
const canvases = (page: Page): Promise<string[]> =>
  explorer(page)
    .locator('canvas')
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()))

describe('the keyboard', () => {
  it('moves a point by 0.02, with Shift by 0.1, and home', async () => {
    const page = await open(PAGE)
    await start(page).focus()
    await page.keyboard.press('ArrowRight')
    await expectCore(page, core([-0.98, 0], [0, 1], -4, 1))
    await page.keyboard.press('Shift+ArrowDown')
    await expectCore(page, core([-0.98, -0.1], [0, 1], -4, 1))
    expect(await start(page).getAttribute('aria-label')).toBe('start β₀, (−0.98, −0.10)')
    await page.keyboard.press('Home')
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
  })

  it('reaches everything, in the order in which it is read', async () => {
    const page = await open(PAGE)
    await start(page).focus()
    const names: string[] = []
    for (let i = 0; i < 8; i++) {
      names.push(
        await page.evaluate(() => {
          const { ariaLabel, textContent, labels, dataset } = document.activeElement as HTMLInputElement
          return ariaLabel ?? (labels?.[0]?.textContent || textContent || dataset.part || '').trim()
        }),
      )
      await page.keyboard.press('Tab')
    }
    expect(names.map((name) => name.split(',')[0])).toEqual([
      'start β₀',
      'target β*',
      'unbalance δ = a² − ‖w‖²',
      'time (1/learning rate)',
      'above 0',
      'other δ',
      'Play',
      'Reset',
    ])
  })

  it('slides δ and time, and Home brings each back', async () => {
    const page = await open(`${PAGE}?delta=1&time=10`)
    const delta = page.getByRole('slider', { name: /δ/ })
    await delta.press('End')
    await expectCore(page, core([-1, 0], [0, 1], 10, 10))
    expect(await delta.getAttribute('aria-valuetext')).toBe('10.00')
    await delta.press('Home')
    await expectCore(page, core([-1, 0], [0, 1], -4, 10))
    const time = page.getByRole('slider', { name: /time/ })
    await time.press('ArrowRight')
    await waitFor(page, 'time', ([value]) => value! > 10)
    await time.press('Home')
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
  })

  it('chooses the sign of a, and resets everything', async () => {
    const page = await open(`${PAGE}?beta0=1,1&other=1`)
    await page.getByRole('radio', { name: 'above 0' }).press('ArrowRight')
    await expectCore(page, core([1, 1], [0, 1], -4, 1, -1))
    await page.getByRole('button', { name: 'Reset' }).press('Enter')
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    await eventually(() => new URL(page.url()).search).toBe('?other=1')
  })

  it('is told what changed, once it rests', async () => {
    const page = await open(PAGE)
    await start(page).press('ArrowUp')
    await eventually(() => explorer(page).locator('output').textContent()).toMatch(/^Downstream.*β \(.*loss/)
  })
})

describe('a finger', () => {
  const phone = { width: 360, height: 740, touch: true }

  /** Drags with one finger, as the browser's own input does. */
  async function swipe(page: Page, from: readonly [number, number], by: readonly [number, number]): Promise<void> {
    const devtools = await page.context().newCDPSession(page)
    const point = (share: number) => [{ x: from[0] + by[0] * share, y: from[1] + by[1] * share }]
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(0) })
    for (let i = 1; i <= 10; i++)
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point(i / 10) })
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }

  it('drags a point without scrolling the page, which it scrolls elsewhere', async () => {
    const page = await open(PAGE, phone)
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    await start(page).evaluate((handle) => handle.scrollIntoView({ block: 'center' }))
    const before = await page.evaluate(() => scrollY)
    const box = (await start(page).boundingBox())!
    await swipe(page, [box.x + 14, box.y + 14], [30, -80])
    await eventually(() => new URL(page.url()).searchParams.get('beta0')).toBeTruthy()
    expect(await page.evaluate(() => scrollY)).toBe(before)
    const plane = (await page.locator('[data-part="beta"]').boundingBox())!
    await swipe(page, [plane.x + plane.width - 40, plane.y + plane.height - 40], [0, -150])
    await eventually(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50)
  })

  const sliders = (page: Page): Locator[] => [
    page.getByRole('slider', { name: /δ/ }),
    page.getByRole('slider', { name: /time/ }),
  ]
  const charts = (page: Page): Locator[] =>
    ['loss', 'kernel-distance'].map((name) => page.locator(`[data-part="${name}"] canvas`))
  /** A place on the left of it, far from where it stands. */
  async function placeOn(each: Locator): Promise<[number, number]> {
    await each.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const box = (await each.boundingBox())!
    return [box.x + 0.3 * box.width, box.y + box.height / 2]
  }

  it('scrolls the page from a slider and from a chart, and changes nothing by that', async () => {
    const page = await open(PAGE, phone)
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    const states = (): Promise<string[]> =>
      page.getByRole('slider').evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))
    const before = await states()
    await explorer(page).evaluate((host) => {
      const numbers = Array.from(host.querySelectorAll('data'))
      const observer = new MutationObserver(() => host.setAttribute('data-changed', 'yes'))
      for (const each of numbers) observer.observe(each, { attributes: true, attributeFilter: ['value'] })
    })
    for (const each of [...sliders(page), ...charts(page)]) {
      const from = await placeOn(each)
      const top = await page.evaluate(() => scrollY)
      await swipe(page, from, [3, -200])
      await eventually(() => page.evaluate(() => scrollY)).toBeGreaterThan(top + 50)
    }
    expect(await states()).toEqual(before)
    expect(await explorer(page).getAttribute('data-changed')).toBeNull()
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    expect(new URL(page.url()).search).toBe('')
  })

  it('slides a slider and scrubs a chart, sideways or with a tap', async () => {
    const page = await open(PAGE, phone)
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    for (const slider of sliders(page)) {
      const number = async (): Promise<number> => Number((await slider.getAttribute('data-value'))!)
      const [x, y] = await placeOn(slider)
      const before = await number()
      await page.touchscreen.tap(x, y)
      await eventually(number).not.toBe(before)
      const tapped = await number()
      await swipe(page, [x, y], [60, 0])
      await eventually(number).toBeGreaterThan(tapped)
    }
    for (const chart of charts(page)) {
      const time = async (): Promise<number> => (await shown(page, 'time'))[0]!
      const [x, y] = await placeOn(chart)
      const before = await time()
      await page.touchscreen.tap(x - 30, y)
      await eventually(time).toBeLessThan(before)
      const tapped = await time()
      await swipe(page, [x, y], [80, 0])
      await eventually(time).toBeGreaterThan(3 * tapped)
    }
  })
})

describe('a link with nonsense in it', () => {
  it('opens with the defaults for that part and says in place what was ignored, until something is moved', async () => {
    const page = await open(`${PAGE}?delta=lots&time=10&beta0=9,9&utm=1`)
    await expectCore(page, core([-1, 0], [0, 1], -4, 10))
    await eventually(() => notice(page).textContent()).toMatch(/“delta” is “lots”.*a number from −10 to 10/)
    expect(await notice(page).textContent()).toMatch(/“beta0” is “9,9”/)
    await start(page).press('ArrowRight')
    await eventually(() => notice(page).textContent()).toBe('')
    await eventually(() => new URL(page.url()).search).toBe('?utm=1&beta0=-0.98,0&time=10')
  })

  it('is shown as text, not as markup', async () => {
    const page = await open(`${PAGE}?delta=${encodeURIComponent('<img src=x onerror=alert(1)>')}`)
    await eventually(() => notice(page).textContent()).toContain('<img src=x')
    expect(await notice(page).locator('img').count()).toBe(0)
  })
})

describe('a start that is not there', () => {
  it('is said in place, with the last picture kept, and forgotten when it is mended', async () => {
    const page = await open(`${PAGE}?beta0=0.02,0`)
    await expectCore(page, core([0.02, 0], [0, 1], -4, 1))
    await start(page).press('ArrowLeft')
    await eventually(() => notice(page).textContent()).toMatch(/β₀ is 0 and δ is below 0/)
    await expectCore(page, core([0.02, 0], [0, 1], -4, 1))
    await start(page).press('ArrowLeft')
    await expectCore(page, core([-0.02, 0], [0, 1], -4, 1))
    expect(await notice(page).textContent()).toBe('')
  })

  it('has no curve to keep when a link asks for it', async () => {
    const page = await open(`${PAGE}?beta0=0,0`)
    await eventually(() => notice(page).textContent()).toMatch(/no such start/)
    expect(await shown(page, 'a')).toEqual([])
    await page.getByRole('slider', { name: /δ/ }).press('End')
    await expectCore(page, core([0, 0], [0, 1], 10, 1))
  })
})

describe('time', () => {
  it('stands still until it is played, then runs to the end, and can be paused', async () => {
    const page = await open(PAGE, { clock: 'goes' })
    const play = explorer(page).locator('[data-part="play"]')
    await play.scrollIntoViewIfNeeded()
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    await play.click()
    await page.clock.runFor(2000)
    await waitFor(page, 'time', ([time]) => time! > 2)
    await play.click()
    expect(await play.textContent()).toBe('Play')
    const written = (): number => Number(new URL(page.url()).searchParams.get('time'))
    await eventually(async () => (await shown(page, 'time'))[0] === written()).toBe(true)
    await expectCore(page, core([-1, 0], [0, 1], -4, written()))
    await play.click()
    await page.clock.runFor(8000)
    await waitFor(page, 'time', ([time]) => time === 1000)
    await eventually(() => play.textContent()).toBe('Play')
  })

  it('goes by a few stops where less motion is asked for', async () => {
    const page = await open(PAGE, { reducedMotion: true, clock: 'goes' })
    await explorer(page).evaluate((host) => {
      const times = new Set<string>()
      const element = host.querySelector<HTMLDataElement>('data[data-number="time"]')!
      new MutationObserver(() => {
        times.add(element.value)
        host.setAttribute('data-times', [...times].join(' '))
      }).observe(element, { attributes: true, attributeFilter: ['value'] })
    })
    await explorer(page).locator('[data-part="play"]').click()
    await page.clock.runFor(9000)
    await waitFor(page, 'time', ([time]) => time === 1000)
    const times = (await explorer(page).getAttribute('data-times'))!.split(' ')
    expect(times.length).toBeGreaterThan(3)
    expect(times.length).toBeLessThanOrEqual(11)
  })

  it('asks for no frame while nothing changes', async () => {
    const page = await open('', { fresh: true })
    await page.addInitScript(() => {
      const original = window.requestAnimationFrame.bind(window)
      window.requestAnimationFrame = (callback) => {
        document.documentElement.dataset.frames = String(Number(document.documentElement.dataset.frames ?? 0) + 1)
        return original(callback)
      }
    })
    await page.goto(new URL(PAGE, page.url()).href)
    await start(page).press('ArrowUp')
    // Spoken last: from then on everything rests.
    await eventually(() => explorer(page).locator('output').textContent()).not.toBe('')
    const frames = (): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset.frames)
    const before = Number(await frames())
    expect(before).toBeGreaterThan(0)
    await start(page).focus()
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)))
    expect(Number(await frames())).toBe(before)
    await start(page).press('ArrowUp')
    await eventually(async () => Number(await frames())).toBeGreaterThan(before)
  })
})

describe('the look', () => {
  it('follows the theme while the page is open', async () => {
    const page = await open(PAGE, { theme: 'dark' })
    await expectCore(page, core([-1, 0], [0, 1], -4, 1))
    // Out of sight nothing is drawn.
    await start(page).scrollIntoViewIfNeeded()
    const dark = await canvases(page)
    await page.evaluate(() => {
      document.documentElement.dataset.theme = 'light'
    })
    await eventually(async () => (await canvases(page)).every((picture, i) => picture !== dark[i])).toBe(true)
  })

  it('fits every screen, has targets of at least 24 pixels, and nothing that axe finds fault with', async () => {
    const page = await open(`${PAGE}?delta=lots&compare=yes`)
    await eventually(() => notice(page).textContent()).not.toBe('')
    await eventually(() => page.locator('[data-part="loss"] canvas').getAttribute('aria-label')).not.toBeNull()
    expect.soft(await axeInBothThemes(page)).toEqual([])
    for (const width of [1280, 360, 320]) {
      await page.setViewportSize({ width, height: 800 })
      const overflowing = await page.evaluate(() =>
        Array.from(document.querySelectorAll('neuron-explorer, neuron-explorer *'))
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !element.matches('.sr-only'))
          .map((element) => element.outerHTML.slice(0, 80)),
      )
      expect.soft(overflowing, `beyond the edge of ${width} pixels`).toEqual([])
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      const sizes = await explorer(page)
        .locator('button, input[type=range], label:has(input)')
        .evaluateAll((all) => all.map((each) => [each.clientWidth, each.clientHeight]))
      expect(sizes.length).toBeGreaterThan(8)
      for (const size of sizes) for (const side of size) expect.soft(side).toBeGreaterThanOrEqual(24)
    }
  })

  it('is a sentence and the still picture without JavaScript', async () => {
    const page = await open(PAGE, { javaScript: false })
    expect(await explorer(page).textContent()).toMatch(/needs JavaScript/)
    expect(await explorer(page).locator('.live').isVisible()).toBe(false)
    expect(await page.locator('svg[aria-labelledby="one-neuron-title one-neuron-text"]').isVisible()).toBe(true)
  })
})
