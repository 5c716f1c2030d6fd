import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { blocks, docstrings } from '@lazyrich/testing/docstrings'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Consumer, installPacked, RESOLUTIONS, VERSIONS } from './support/consumer.ts'
import { allExports } from './support/subpaths.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const known = await allExports()

/** Types that examples name, as users would import them. */
const TYPES: { readonly [name: string]: string } = {
  RightHandSide: '@lazyrich/core/integrate',
  Command: '@lazyrich/core/port',
  Report: '@lazyrich/core/port',
}

/** An example as a module of its own: what it uses of core, and has not imported or declared itself, is imported for it. */
function moduleOf(code: string): string {
  const bare = code.replace(/'[^']*'|\/\/.*$/gm, '')
  const declared = (name: string): boolean =>
    new RegExp(`(?:import|const|let|function) [^=\\n]*\\b${name}\\b|\\([^()]*\\b${name}\\b[^()]*\\) =>`).test(bare)
  const imports = [...known].filter(([name]) => new RegExp(`(?<![\\w.])${name}\\b(?!:)`).test(bare) && !declared(name))
  const types = Object.keys(TYPES).filter((name) => new RegExp(`\\b${name}\\b`).test(bare))
  const lines = types.map((name) => `import type { ${name} } from '${TYPES[name]}'`)
  const values = imports.map(([name, { from }]) => `import { ${name} } from '${from}'`)
  return `${[...lines, ...values, code].join('\n')}\nexport {}\n`
}

const examples = docstrings.flatMap(({ file, name, text }) =>
  blocks(text, 'example').map((code, i) => ({ name: `${file}-${name}-${i}`.replace(/[^\w-]/g, '_'), code })),
)

/** The code blocks of the pages and READMEs that use core alone. */
const pages = [
  'README.md',
  'packages/core/README.md',
  ...readdirSync(join(root, 'apps/site/src/content'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.mdx?$/.test(name) && !name.includes('reference'))
    .map((name) => `apps/site/src/content/${name}`),
].flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/```(?:js|ts)\n([\s\S]*?)```/g)]
    .map(([, code]) => code!)
    .filter((code) => code.includes("from '@lazyrich/core") && !code.includes("from '@lazyrich/tf"))
    .map((code, i) => ({ name: `${file}-${i}`.replace(/[^\w-]/g, '_'), code })),
)

let consumer: Consumer
beforeAll(() => {
  consumer = installPacked()
})
afterAll(() => consumer.remove())

test('the walk finds the examples and the pages', () => {
  expect(examples.length).toBeGreaterThan(80)
  expect(pages.length).toBeGreaterThan(2)
})

describe.each(VERSIONS)('TypeScript %s', (version) => {
  test.each(RESOLUTIONS)(
    'accepts every example of core, README and site, as %s finds the packed package',
    (resolution) => {
      const files = [...examples, ...pages].map(({ name, code }) => ({ name: `${name}.ts`, code: moduleOf(code) }))
      expect(consumer.compile(files, version, resolution)).toBe('')
    },
  )
})
