import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const networks = new URL('../src/networks.ts', import.meta.url).href
const reports = fileURLToPath(new URL('../reports/', import.meta.url))
mkdirSync(reports, { recursive: true })
const folder = mkdtempSync(join(reports, 'readme-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the network that the README trains learns to tell its stripes', async () => {
  const [, code] = /<!-- run -->\n```js\n([\s\S]*?)```/.exec(readme)!
  const file = join(folder, 'example.js')
  writeFileSync(file, code!.replace("'@lazyrich/tf/networks'", `'${networks}'`))
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  await import(/* @vite-ignore */ pathToFileURL(file).href)
  const [result] = log.mock.calls.at(-1)!
  log.mockRestore()
  expect(result).toMatchObject({ wrong: 0 })
  expect((result as { loss: number }).loss / 32).toBeLessThan(0.1)
})

test('the README names every layer, model, optimizer, schedule and measure that there is', async () => {
  const { activationPatterns, ...all } = await import('../src/networks.ts')
  const functions = Object.entries({ activationPatterns, ...all }).filter(
    ([name, value]) => typeof value === 'function' && /^[a-z]/.test(name),
  )
  const own = functions.map(([name]) => name)
  const table = readme.slice(readme.indexOf('## Networks'), readme.indexOf('## Experiments'))
  // What goes with one that is named, or is no part of a network.
  const beside =
    /^(general|centred|sketchDistance|kernelDistances|hammingDistances|classesOf|leavesOf|statisticsOf|networkModules|evaluation|trainingRun|constant|normal|uniform|shownShape|sizeOf|network$|openTrainer|freshState)/
  for (const name of own.filter((name) => !beside.test(name))) expect(table, name).toContain(`\`${name}`)
})
