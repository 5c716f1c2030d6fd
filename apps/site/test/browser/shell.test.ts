import { findChromium } from '@lazyrich/testing/chromium'
import { describe, expect, it } from 'vitest'
import { axeInBothThemes } from './axe.ts'
import { visitor } from './visitor.ts'

const { open } = visitor()

describe('the search', () => {
  it('finds a word, and its results are walked and opened by keyboard', async () => {
    const page = await open('')
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox', { name: 'Words to search for' }).fill('delta')
    const first = page.locator('site-search .results a').first()
    await first.waitFor()
    expect(await page.getByRole('status').textContent()).toMatch(/^\d+ pages? found for “delta”/)
    expect((await first.textContent())?.toLowerCase()).toContain('delta')
    await page.keyboard.press('ArrowDown')
    const href = await first.evaluate((link) => (link as HTMLAnchorElement).href)
    await page.keyboard.press('Enter')
    await page.waitForURL(href)
    expect(await page.locator('h1').count()).toBe(1)
  })

  it('opens its first result on Enter in the field', async () => {
    const page = await open('one-neuron/')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.keyboard.type('command line')
    const first = page.locator('site-search .results a').first()
    await first.waitFor()
    const href = await first.evaluate((link) => (link as HTMLAnchorElement).href)
    await page.keyboard.press('Enter')
    await page.waitForURL(href)
  })

  it('finds prose, and not the readouts of what moves', async () => {
    const page = await open('')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill('kernel distance')
    await page.locator('site-search .results a', { hasText: 'Neurons race' }).first().waitFor()
    const excerpts = await page.locator('site-search .results a').allTextContents()
    expect(excerpts.join('\n')).toMatch(
      /share of \(input, neuron\) pairs whose activity has flipped. The kernel distance/,
    )
    for (const excerpt of excerpts) expect(excerpt).not.toMatch(/– |JavaScript, which is off|Hamming distance turning/)
  })

  it('says so where nothing is found', async () => {
    const page = await open('')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill('木琴')
    await page.getByText('Nothing found for “木琴”.').waitFor()
  })

  it('goes away on Escape, and gives the focus back', async () => {
    const page = await open('')
    const button = page.getByRole('button', { name: 'Search' })
    await button.click()
    await page.keyboard.press('Escape')
    await page.locator('site-search dialog').waitFor({ state: 'hidden' })
    expect(await button.evaluate((each) => each === document.activeElement)).toBe(true)
  })

  it('is fetched only when it is first opened', async () => {
    const page = await open('')
    await page.waitForLoadState('networkidle')
    const fetched = (): Promise<string[]> =>
      page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect((await fetched()).filter((name) => name.includes('pagefind'))).toEqual([])
    // Waited for from before the click: it may be there at once.
    const arrives = page.waitForResponse(/pagefind[^/]*\.js$/)
    await page.getByRole('button', { name: 'Search' }).click()
    await arrives
    await page.waitForLoadState('networkidle')
    expect((await fetched()).filter((name) => name.includes('pagefind')).length).toBeGreaterThan(0)
  })

  it('has nothing that axe finds fault with while it shows results, light and dark', async () => {
    const page = await open('')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.keyboard.type('kernel')
    await page.locator('site-search .results a').first().waitFor()
    expect(await axeInBothThemes(page)).toEqual([])
  })
})

describe('the theme', () => {
  it('is that of the system until the visitor chooses, and then stays chosen', async () => {
    const page = await open('', { theme: 'dark' })
    const theme = (): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset.theme)
    expect(await theme()).toBe('dark')
    await page.getByRole('combobox', { name: 'Select theme' }).first().selectOption('light')
    expect(await theme()).toBe('light')
    await page.reload()
    expect(await theme()).toBe('light')
  })
})

describe('a piece of code', () => {
  it('is copied by its button', async () => {
    const page = await open('')
    await page.getByRole('button', { name: 'Copy to clipboard' }).first().click()
    await page.getByText('Copied!').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('npm start')
  })
})

describe('without JavaScript', () => {
  it('the home page has its text, its formulas and its picture', async () => {
    const page = await open('', { javaScript: false })
    expect(await page.getByText('lazyrich is a laboratory').isVisible()).toBe(true)
    expect(await page.locator('.katex-html').first().isVisible()).toBe(true)
    expect(await page.locator('math annotation').first().textContent()).toContain('\\delta')
    expect(await page.getByRole('img', { name: 'Seven paths' }).isVisible()).toBe(true)
  })

  it('the story has its text and its picture', async () => {
    const page = await open('one-neuron/', { javaScript: false })
    expect(await page.getByText('The smallest network with two layers').isVisible()).toBe(true)
    expect(await page.getByRole('img').first().isVisible()).toBe(true)
  })
})

describe('a formula', () => {
  it('is set in its own typeface, which the site serves itself', async () => {
    const page = await open('')
    await page.evaluate(() => document.fonts.ready)
    expect(
      await page.evaluate(() =>
        [...document.fonts].some((font) => font.family === 'KaTeX_Main' && font.status === 'loaded'),
      ),
    ).toBe(true)
  })
})

describe('a machine without Chromium', () => {
  it('is told what to install', () => {
    expect(() => findChromium('/nowhere', '/nowhere/chromium')).toThrow('apt-get install chromium')
  })
})
