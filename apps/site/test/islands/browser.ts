import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import sirv from 'sirv'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The built site, served and opened in Chromium. */
export interface Site {
  /** A page of a context of its own; what the console complains about is collected in `complaints`. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  /** Errors and warnings of all consoles, and exceptions. */
  readonly complaints: string[]
  /** Closes all pages that are open. */
  closePages(): Promise<void>
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const server: Server = createServer(sirv(join(import.meta.dirname, '../../dist'), { dev: true }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGUMENTS })
  const complaints: string[] = []
  return {
    complaints,
    async open(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      const page = await context.newPage()
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(`${path}: ${message.text()}`)
      })
      page.on('pageerror', (error) => complaints.push(`${path}: ${error.stack}`))
      await page.goto(`http://127.0.0.1:${port}/${path}`)
      return page
    },
    async closePages() {
      for (const context of browser.contexts()) await context.close()
    },
    async close() {
      await browser.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
