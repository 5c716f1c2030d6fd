import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import recorded from '../../src/figures/phase-diagram-run.json'
import { axeInBothThemes } from './axe.ts'
import { visitor } from './visitor.ts'

const { open } = visitor()
const part = (page: Page, name: string): Locator => page.locator(`phase-diagram [data-part="${name}"]`)
const told = (page: Page): Promise<string | null> => part(page, 'told').textContent()
const fills = (page: Page): Promise<string[]> =>
  page.locator('[data-cell]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('fill')!))

describe('the phase diagram', () => {
  it('is dragged through the steps: colours, table and words follow', async () => {
    const page = await open('phase-diagram/')
    const late = await fills(page)
    const slider = part(page, 'step')
    await slider.focus()
    for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowLeft')
    expect(await slider.getAttribute('aria-valuetext')).toBe('step 10')
    expect(await part(page, 'step-text').textContent()).toBe('10')
    const early = await fills(page)
    expect(early.filter((fill, cell) => fill !== late[cell]).length).toBeGreaterThan(30)
    await page.locator('phase-diagram summary').click()
    const value = Number(await page.locator('[data-value="8"]').textContent())
    const [one, two] = recorded.kernelDistance[0]!.map((seed) => seed[8]!)
    expect(value).toBeCloseTo((one! + two!) / 2, 3)
  })

  it('shows other measures, and tells a cell that is pointed at or reached by the arrow keys', async () => {
    const page = await open('phase-diagram/')
    await part(page, 'measure').selectOption('hammingDistance')
    expect(await part(page, 'plot').getAttribute('aria-label')).toMatch(/^The Hamming distance at step 1,000,000/)
    await page.locator('[data-cell="8"]').hover()
    expect(await told(page)).toMatch(/^τ = 0\.1, δ = 1: Hamming distance 0\.4/)
    await part(page, 'plot').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    expect(await told(page)).toMatch(/^τ = 0\.145, δ = 0\.75: Hamming distance/)
    for (let k = 0; k < 12; k++) await page.keyboard.press('ArrowRight')
    expect(await told(page)).toMatch(/^τ = 2, δ = 0\.75/)
  })

  it('has nothing that axe objects to, light and dark, with the table open', async () => {
    const page = await open('phase-diagram/')
    await page.locator('phase-diagram summary').click()
    expect(await axeInBothThemes(page)).toEqual([])
  })

  it('stands there with its table without JavaScript', async () => {
    const page = await open('phase-diagram/', { javaScript: false })
    expect(await page.locator('[data-cell]').count()).toBe(81)
    expect(await part(page, 'controls').isVisible()).toBe(false)
    expect(await page.locator('[data-value="3"]').textContent()).toMatch(/0\.\d+/)
  })
})
