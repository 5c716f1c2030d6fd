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
}

/** How long an action or a wait may take, in ms: two slow cores may have a browser each, and something else to do. */
const PATIENCE = 90_000

/** Opens pages of the built site in Chromium. */
export interface Visitor {
  /**
   * A page in a fresh profile, loaded. `path` is relative to the site: '' is the home page, 'one-neuron/?delta=1' a
   * page with a query.
   */
  open(path: string, look?: Look): Promise<Page>
}

/**
 * A visitor for the tests of a file: one server and one Chromium, started by the first page and ended after the last
 * test. What a page complains of (an error on the console or thrown, something that the policy blocked, a file that did
 * not come, a request to another host) fails the test that opened it.
 */
export function visitor(): Visitor {
  let started: Promise<{ site: Awaited<ReturnType<typeof serveSite>>; browser: Browser }> | undefined
  const contexts: BrowserContext[] = []
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
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(complaints.splice(0), 'what the pages complained of').toEqual([])
  })

  afterAll(async () => {
    const { site, browser } = (await started?.catch(() => undefined)) ?? {}
    await browser?.close()
    await site?.close()
  })

  return {
    async open(
      path,
      {
        width = 1280,
        height = 800,
        theme = 'light',
        reducedMotion = false,
        javaScript = true,
        touch = false,
        clock,
        lasts = false,
      } = {},
    ) {
      started ??= startChromium().then(async (browser) => ({ browser, site: await serveSite() }))
      const { site, browser } = await started
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
      if (!lasts) contexts.push(context)
      if (clock) await context.clock.install({ time: 0 })
      if (clock === 'stands') await context.clock.pauseAt(1000)
      await collect(context, site.origin, complaints)
      const page = await context.newPage()
      await page.goto(site.origin + base + path)
      return page
    },
  }
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
