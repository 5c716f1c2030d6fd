import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Consumer, installPacked } from './support/consumer.ts'
import { exportsOf, subpaths } from './support/subpaths.ts'

let consumer: Consumer
let exported: string[]

beforeAll(() => {
  consumer = installPacked()
  const { exports } = JSON.parse(readFileSync(join(consumer.installed, 'package.json'), 'utf8'))
  exported = Object.keys(exports).map((path) => path.replace('.', '@lazyrich/core'))
})
afterAll(() => consumer.remove())

test('the tarball holds dist and what npm always adds, and no source', () => {
  const files = readdirSync(consumer.installed)
  expect(files).toContain('dist')
  for (const name of files) expect(['dist', 'package.json', 'LICENSE', 'README.md', 'CHANGELOG.md']).toContain(name)
})

test('the installed package computes in Node', () => {
  const printed = consumer.run(
    'compute.js',
    `import { coreExperiments, exactNeuron } from '@lazyrich/core'
    const { a, w } = exactNeuron({ a0: 0.5, w0: [0.1, -0.2], target: [1, 0.5] }).at([0, 100])
    console.log(JSON.stringify([a[1] * w[2], a[1] * w[3]].map((x) => x.toFixed(12))))
    let frames = 0
    for await (const event of coreExperiments['neuron-race'].start({ steps: 100, record: 'lin:4' }, { seed: 1 })) if (event.kind === 'frame') frames++
    console.log(frames)`,
  )
  expect(printed).toBe('["1.000000000000","0.500000000000"]\n5\n')
})

test('every subpath can be imported, and no two give different things by one name', () => {
  expect(exported).toContain('@lazyrich/core/single-neuron')
  const modules = exported.filter((path) => !path.endsWith('.json'))
  const printed = consumer.run(
    'subpaths.js',
    `const known = new Map()
    for (const path of ${JSON.stringify(modules)}) {
      const names = Object.entries(await import(path))
      if (names.length === 0) throw new Error(path + ' is empty')
      for (const [name, value] of names) {
        if (known.has(name) && known.get(name) !== value) throw new Error(path + ' has its own ' + name)
        known.set(name, value)
      }
      console.log(path)
    }`,
  )
  expect(printed.trim().split('\n')).toEqual(modules)
})

test('the root is a list that a newcomer reads: at most 130 names, at most 75 of them values, all of a subpath too', async () => {
  const declared = readFileSync(join(consumer.installed, 'dist/index.d.ts'), 'utf8')
  const names = /export \{([^}]*)\}/.exec(declared)![1]!.split(',')
  expect(names.length).toBeLessThanOrEqual(130)
  expect(names.filter((name) => !name.trim().startsWith('type ')).length).toBeLessThanOrEqual(75)
  const elsewhere = new Set<string>()
  for (const path of subpaths.slice(1)) for (const name of Object.keys(await exportsOf(path))) elsewhere.add(name)
  expect(Object.keys(await exportsOf(subpaths[0]!)).filter((name) => !elsewhere.has(name))).toEqual([])
})

test('a stranger’s experiment is held to the contract without a test runner', () => {
  const printed = consumer.run(
    'contract.js',
    `import { checkExperiment } from '@lazyrich/core/contract'
    import { basins } from '@lazyrich/core/experiments'
    const settings = { short: { delta: -10, endTime: 20, record: 'lin:4' }, others: { a0: -3, offset: -1e-3 } }
    await checkExperiment(basins, settings)
    await checkExperiment({ ...basins, revision: 0 }, settings).catch(({ name, message }) => console.log(name, message))`,
  )
  expect(printed).toMatch(/^LazyrichError experiment basins breaks 2 of its \d+ promises:\n- .*: revision is 0/)
})

test('a consumer’s file type-checks against every subpath with no DOM and no Node types', () => {
  const modules = exported.filter((path) => !path.endsWith('.json'))
  const said = consumer.check(
    'consumer.ts',
    `${modules.map((path, i) => `import * as m${i} from '${path}'\nexport const k${i}: object = m${i}`).join('\n')}
    import { coreExperiments, exactNeuron, type Frame, type Experiment } from '@lazyrich/core'
    export const a: Float64Array = exactNeuron({ a0: 1, w0: [1], target: [2] }).at([1]).a
    export const experiment: Experiment = coreExperiments['single-neuron']
    export const timeOf = (frame: Frame): number => frame.time
    export const memoryOf = (frame: Frame): ArrayBuffer[] => Object.values(frame.fields ?? {}).map(({ data }) => data.buffer)\n`,
  )
  expect(said).toBe('')
})

test('types are checked, not ignored: a wrong call is an error there', () => {
  const said = consumer.check('wrong.ts', "import { exactNeuron } from '@lazyrich/core'\nexactNeuron({ a0: 'one' })\n")
  expect(said).toContain('error TS')
})

/** The first js block after `<!-- core-snippet -->` and the text block after it. */
function snippet(text: string): { code: string; output: string } | undefined {
  const match = /<!-- core-snippet -->[\s\S]*?```js\n([\s\S]*?)```[\s\S]*?```text\n([\s\S]*?)```/.exec(text)
  return match ? { code: match[1], output: match[2] } : undefined
}

test('the README’s snippet of core runs as it stands in an empty project, and prints what the README says', () => {
  const readme = fileURLToPath(new URL('../../../README.md', import.meta.url))
  const found = snippet(existsSync(readme) ? readFileSync(readme, 'utf8') : '')
  expect(found, 'README.md has no js block followed by a text block after <!-- core-snippet -->').toBeDefined()
  expect(consumer.run('snippet.js', found!.code).trimEnd()).toBe(found!.output.trimEnd())
})
