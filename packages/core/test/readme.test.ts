import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { runExample } from './support/example.ts'
import { allExports } from './support/subpaths.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```(?:js|ts)\n([\s\S]*?)```/g)].map(
  ([, code]) => code!,
)
const core = Object.fromEntries([...(await allExports())].map(([name, { value }]) => [name, value]))

/** Those that run at once, from top to bottom. */
const plain = blocks.filter((code) => !/\bawait\b|\bself\b|new Worker/.test(code))

test('the walk finds one neuron, a ReLU network and a ledger', () => {
  expect(plain.map((code) => /exactNeuron|reluDescent|deltaLedger/.exec(code)?.[0])).toEqual([
    'exactNeuron',
    'reluDescent',
    'deltaLedger',
  ])
})

test.each(plain.map((code) => ({ code })))(
  'README’s example runs, and gives what its comments say (%#)',
  ({ code }) => {
    expect(runExample(code, core)).toEqual([])
  },
)

/** Within the package, so that it is found by its own name. */
mkdirSync(join(root, 'reports'), { recursive: true })
const folder = mkdtempSync(join(root, 'reports/readme-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('its worker and its page understand each other, with what Node has in place of a page’s', () => {
  const worker = blocks.find((code) => code.includes('serve(self'))!
  const page = blocks.find((code) => code.includes('new Worker'))!
  writeFileSync(join(folder, 'worker.ts'), `import { parentPort as self } from 'node:worker_threads'\n${worker}`)
  writeFileSync(join(folder, 'page.ts'), `import { Worker } from 'node:worker_threads'\n${page}`)
  const lines = execFileSync(process.execPath, [join(folder, 'page.ts')], { encoding: 'utf8', env: {} })
    .trim()
    .split('\n')
  expect(lines).toHaveLength(12)
  expect(lines[0]).toMatch(/^0 \d/)
  expect(lines.at(-1)).toBe('complete')
})
