import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { base, dist, read } from '../site.ts'

/**
 * The most script that a page may load by itself, inline scripts included, in bytes after gzip. Pages that are not
 * listed have the first. What waits for the visitor (the search, a worker's script and what the worker loads) is not in it.
 */
const PLAIN = 10_000
export const budgets: { readonly [page: string]: number } = {
  // Its moving picture is computed by the closed form itself, 5 kB of it with its doors.
  'index.html': 12_400,
  'hierarchy/index.html': 40_000,
  'neuron-race/index.html': 40_000,
  'one-neuron/index.html': 60_000,
  // The numbers of 162 runs, 9 kB of it.
  'phase-diagram/index.html': 24_000,
}

export const budgetOf = (page: string): number => budgets[page] ?? PLAIN

/** The bytes of script of a page that has been opened, each file and each inline script gzipped by itself. */
export async function scriptOf(opened: Page, page: string): Promise<number> {
  await opened.evaluate(() => scrollTo(0, document.body.scrollHeight)) // wakes what waits to be seen
  await opened.waitForLoadState('networkidle')
  const files = await scripts(opened)
  const inline = Array.from(
    read(page).matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g),
    ([, text]) => text!,
  )
  if (files.length === 0 || inline.length === 0) throw new Error(`${page} seems to have no script: was it loaded?`)
  const sizes = [...files.map((file) => readFileSync(join(dist, file))), ...inline].map(gzipped)
  return sizes.reduce((sum, size) => sum + size)
}

/** The scripts that the page's own thread has fetched, as paths of the built site. */
async function scripts(page: Page): Promise<string[]> {
  const workers = page.workers().map((worker) => worker.url())
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  return fetched
    .filter((url) => !workers.includes(url))
    .map((url) => new URL(url).pathname.slice(base.length))
    .filter((path) => /\.m?js$/.test(path))
}

const gzipped = (text: string | Uint8Array): number => gzipSync(text, { level: 9 }).length
