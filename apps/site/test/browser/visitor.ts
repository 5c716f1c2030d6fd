import { findChromium, startChromium } from '@lazyrich/testing/chromium'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import { base } from '../site.ts'
import { serveSite } from './server.ts'

/** How a page is looked at: by default on a light screen of 1280 × 800 pixels, with JavaScript and with motion. */
export interface Look {
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  readonly reducedMotion?: boolean
  readonly javaScript?: boolean
  /** A telephone: a finger, and no mouse. */
  readonly touch?: boolean
  /** A clock that the test puts forward, `page.clock.runFor(ms)`: left alone it goes as any other, or stands still. */
  readonly clock?: 'goes' | 'stands'
  /** Stays open for the tests that follow in the file. */
  readonly lasts?: boolean
  /** Nobody's before and nobody's after: for a test that gives the page scripts of its own. */
  readonly fresh?: boolean
}

/** How long an action or a wait may take, in ms: two slow cores may have a browser each, and something else to do. */
const PATIENCE = 90_000

/** Opens pages of the built site in Chromium. */
export interface Visitor {
  /**
   * A page as a first visitor finds it, loaded. `path` is relative to the site: '' is the home page,
   * 'one-neuron/?delta=1' a page with a query.
   */
  open(path: string, look?: Look): Promise<Page>
}

/** A page, and what it was made for. */
interface Opened {
  readonly key: string
  readonly page: Page
  /** Whether another test may have it once its storage is empty: a new profile is most of what a visit costs. */
  readonly isShared: boolean
}

/**
 * A visitor for the tests of a file: one server and one Chromium, started by the first page and ended after the last
 * test. What a page complains of (an error on the console or thrown, something that the policy blocked, a file that did
 * not come, a request to another host) fails the test that opened it.
 */
export function visitor(): Visitor {
  let started: Promise<{ site: Awaited<ReturnType<typeof serveSite>>; browser: Browser }> | undefined
  let inUse: Opened[] = []
  const idle: Opened[] = []
  const complaints: string[] = []

  // As tests in a real terminal are where there is no tmux; CI, which installs both, fails on a skipped test.
  beforeEach(({ skip }) => {
    try {
      findChromium(process.env.PATH ?? '')
    } catch (error) {
      skip((error as Error).message)
    }
  })

  afterEach(async () => {
    const done = inUse
    inUse = []
    for (const opened of done)
      if (opened.isShared) {
        await leave(opened.page)
        idle.push(opened)
      } else await opened.page.context().close()
    expect(complaints.splice(0), 'what the pages complained of').toEqual([])
  })

  afterAll(async () => {
    const { site, browser } = (await started?.catch(() => undefined)) ?? {}
    await browser?.close()
    await site?.close()
  })

  return {
    async open(path, look = {}) {
      started ??= startChromium().then(async (browser) => ({ browser, site: await serveSite() }))
      const { site, browser } = await started
      const key = JSON.stringify(look)
      const at = idle.findIndex((opened) => opened.key === key)
      const opened =
        at >= 0
          ? idle.splice(at, 1)[0]!
          : {
              key,
              page: await newPage(browser, look, (context) => collect(context, site.origin, complaints)),
              isShared: !(look.clock || look.lasts || look.fresh),
            }
      if (!look.lasts) inUse.push(opened)
      const { width, height, theme } = { ...plain, ...look }
      await opened.page.setViewportSize({ width, height })
      await opened.page.emulateMedia({ colorScheme: theme })
      await opened.page.goto(site.origin + base + path)
      return opened.page
    },
  }
}

const plain = {
  width: 1280,
  height: 800,
  theme: 'light',
  reducedMotion: false,
  javaScript: true,
  touch: false,
} as const

/** A page in a profile of its own; `prepare` has the profile before the page is there. */
async function newPage(
  browser: Browser,
  look: Look,
  prepare: (context: BrowserContext) => Promise<void>,
): Promise<Page> {
  const { width, height, theme, reducedMotion, javaScript, touch } = { ...plain, ...look }
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    javaScriptEnabled: javaScript,
    hasTouch: touch,
    isMobile: touch,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(PATIENCE)
  if (look.clock) await context.clock.install({ time: 0 })
  if (look.clock === 'stands') await context.clock.pauseAt(1000)
  await prepare(context)
  return context.newPage()
}

/** Leaves nothing behind of what a page remembers, does and hears. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
  await page.mouse.move(0, 0)
  await page.goto('about:blank')
}

async function collect(context: BrowserContext, origin: string, complaints: string[]): Promise<void> {
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`the policy's ${violatedDirective} blocked ${blockedURI}`),
    )
  })
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console ${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`thrown: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol.startsWith('http') && asked !== origin) complaints.push(`asked another host: ${request.url()}`)
  })
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText
    if (why !== 'net::ERR_ABORTED') complaints.push(`did not come: ${request.url()} (${why})`) // left while loading
  })
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`did not come: ${response.url()} (${response.status()})`)
  })
}
