import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { pages, writtenPages } from '../site.ts'
import { axe } from './axe.ts'
import { visitor } from './visitor.ts'

const { open } = visitor()
const pathOf = (page: string): string => page.replace(/(^|\/)index\.html$/, '$1')

/** The generated pages are made alike, so some of them stand for all. */
const sample = ['command-line', 'experiments', 'api', 'api/single-neuron'].map((page) => `reference/${page}/index.html`)
const examined = [...writtenPages, ...sample]
const themes = ['light', 'dark'] as const

const screenshots = join(import.meta.dirname, '../../reports/screenshots')
mkdirSync(screenshots, { recursive: true })

describe.each(examined)('%s', (page) => {
  it('has nothing that axe finds fault with, light and dark', async () => {
    const opened = await open(pathOf(page), { reducedMotion: true })
    for (const theme of themes) {
      await changeTo(opened, theme)
      expect(await axe(opened), theme).toEqual([])
    }
  })

  it('is photographed for people to look at, small and large, light and dark', async () => {
    const opened = await open(pathOf(page), { reducedMotion: true })
    for (const width of [360, 1280])
      for (const theme of themes) {
        await opened.setViewportSize({ width, height: 800 })
        await changeTo(opened, theme)
        const name =
          pathOf(page)
            .replace(/\/$|\.html$/, '')
            .replaceAll('/', '-') || 'home'
        const image = await opened.screenshot({
          fullPage: true,
          path: join(screenshots, `${name}-${width}-${theme}.png`),
        })
        expect(image.length).toBeGreaterThan(10_000)
      }
  })
})

it.each(pages)('%s does not scroll sideways, however narrow the screen', async (page) => {
  const opened = await open(pathOf(page))
  for (const width of [1280, 768, 360, 320]) {
    await opened.setViewportSize({ width, height: 800 })
    const wide = await opened.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, `on ${width} pixels`).toBeLessThanOrEqual(width)
  }
})

/** A table that has to be wide may lie in a region that scrolls, is reached by the keyboard and has a name. */
it.each(writtenPages)('%s cuts off no table on a telephone', async (page) => {
  const opened = await open(pathOf(page), { width: 360 })
  const cut = await opened.locator('main table').evaluateAll((tables) =>
    tables
      .filter(({ parentElement }) => !parentElement!.matches('[role="region"][aria-label][tabindex="0"]'))
      .filter(
        ({ scrollWidth, clientWidth, parentElement }) =>
          scrollWidth > clientWidth || clientWidth > parentElement!.clientWidth,
      )
      .map(({ textContent, scrollWidth, clientWidth }) => `${scrollWidth} > ${clientWidth}: ${textContent}`),
  )
  expect(cut).toEqual([])
})

/** Changes the theme of the system, which the page follows. */
async function changeTo(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, theme)
}
