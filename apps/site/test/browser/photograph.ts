// Takes pictures of the built site for people to look at, small and large, light and dark, into reports/screenshots:
//
//     pnpm -C apps/site build && pnpm -C apps/site photograph

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startChromium } from '@lazyrich/testing/chromium'
import { examined, pathOf, visitPath } from '../site.ts'
import { serveSite } from './server.ts'

const folder = join(import.meta.dirname, '../../reports/screenshots')
mkdirSync(folder, { recursive: true })
const wanted = process.argv.slice(2)

const [browser, site] = await Promise.all([startChromium(), serveSite()])
for (const page of examined) {
  const name =
    visitPath(page)
      .replace(/\/$|\.html$/, '')
      .replaceAll('/', '-') || 'home'
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const opened = await browser.newPage({ reducedMotion: 'reduce' })
  await opened.goto(site.origin + pathOf(page))
  for (const width of [360, 1280])
    for (const theme of ['light', 'dark'] as const) {
      await opened.setViewportSize({ width, height: 800 })
      await opened.emulateMedia({ colorScheme: theme })
      await opened.waitForFunction((theme) => document.documentElement.dataset.theme === theme, theme)
      // As tall as the page, within reason: islands draw what is seen.
      const tall = await opened.evaluate(() => document.documentElement.scrollHeight)
      await opened.setViewportSize({ width, height: Math.min(tall, 8000) })
      await opened.evaluate(async () => {
        for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame)
      })
      await opened.screenshot({ fullPage: true, path: join(folder, `${name}-${width}-${theme}.png`) })
    }
  await opened.close()
  console.log(name)
}
await browser.close()
await site.close()
