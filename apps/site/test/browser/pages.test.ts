import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { examined, pages, visitPath } from '../site.ts'
import { axeInBothThemes } from './axe.ts'
import { budgetOf, budgets, scriptOf } from './budgets.ts'
import { visitor } from './visitor.ts'

const { open } = visitor()

/** One visit a page: opening it is most of what the examination costs. Each finding is reported, not the first alone. */
it.each(pages)(
  '%s has no more script than it may, fits every screen, and has nothing that axe finds fault with',
  async (page) => {
    const opened = await open(visitPath(page), { reducedMotion: true })
    expect.soft(await scriptOf(opened, page), 'bytes of script').toBeLessThan(budgetOf(page))
    for (const width of [1280, 768, 360, 320]) {
      await opened.setViewportSize({ width, height: 800 })
      const wide = await opened.evaluate(() => document.documentElement.scrollWidth)
      expect.soft(wide, `scrolls sideways on ${width} pixels`).toBeLessThanOrEqual(width)
      if (width === 360 && !page.startsWith('reference/'))
        expect.soft(await cutTables(opened), 'cut off on a telephone').toEqual([])
    }
    if (!examined.includes(page)) return
    await opened.setViewportSize({ width: 1280, height: 800 })
    expect.soft(await axeInBothThemes(opened), 'what axe finds fault with').toEqual([])
  },
)

it('has a budget only for pages that are there', () => {
  expect(pages).toEqual(expect.arrayContaining(Object.keys(budgets)))
})

/** A table that has to be wide may lie in a region that scrolls, is reached by the keyboard and has a name. */
function cutTables(opened: Page): Promise<string[]> {
  return opened.locator('main table').evaluateAll((tables) =>
    tables
      .filter(({ parentElement }) => !parentElement!.matches('[role="region"][aria-label][tabindex="0"]'))
      .filter(
        ({ scrollWidth, clientWidth, parentElement }) =>
          scrollWidth > clientWidth || clientWidth > parentElement!.clientWidth,
      )
      .map(({ textContent, scrollWidth, clientWidth }) => `${scrollWidth} > ${clientWidth}: ${textContent}`),
  )
}
