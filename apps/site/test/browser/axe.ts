import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}

/** What {@link axe} finds on a light and on a dark page, each finding with its theme. */
export async function axeInBothThemes(page: Page): Promise<string[]> {
  const findings: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    // The system's theme, which the page follows.
    await page.emulateMedia({ colorScheme: theme })
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, theme)
    findings.push(...(await axe(page)).map((finding) => `${theme}: ${finding}`))
  }
  return findings
}

/** What axe finds on a page against WCAG 2.2 AA and its best practice, a line each: rule, element, what is wrong. */
async function axe(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const { violations, passes } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    options,
  )
  if (passes.length === 0) throw new Error('axe examined nothing')
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  )
}
