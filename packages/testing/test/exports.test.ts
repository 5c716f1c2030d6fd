import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { blocks, docstrings } from '../src/docstrings.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Who uses core: its experiments and tests, the other packages, the apps with the site, the bench. */
const USERS = [
  ...['packages/core/src/experiments', 'packages/core/test', 'packages/testing/src'],
  ...['packages/tf/src', 'packages/tf/test', 'packages/runs/src', 'packages/runs/test'],
  ...['apps/tui/src', 'apps/tui/test', 'apps/site/src', 'apps/site/test', 'bench/src'],
]

const users = USERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|js|mjs|astro|mdx)$/.test(name))
    .map((name) => ({ path: `${folder}/${name.replaceAll('\\', '/')}` }))
    .map(({ path }) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
)

/** The names that a text imports by name and uses, and those that it takes from `core` or another namespace. */
function usedNames(text: string): Set<string> {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
  const body = code.replace(/^(?:import|export) [^'"]*? from ['"][^'"]+['"]/gm, '')
  const used = new Set<string>()
  for (const [, names] of code.matchAll(/^import (?:type )?(?:\w+, )?\{([^}]*)\} from/gm))
    for (const part of names!.split(',')) {
      const [name, local = name] = part.trim().split(' as ')
      if (new RegExp(`(?<![\\w.])${local}\\b`).test(body)) used.add(name!)
    }
  for (const [, space] of code.matchAll(/^import \* as (\w+) from/gm))
    for (const [, name] of body.matchAll(new RegExp(`\\b${space}\\.(\\w+)`, 'g'))) used.add(name!)
  for (const [, names] of body.matchAll(/\{([^}]*)\} = await import\(/g))
    for (const part of names!.split(',')) used.add(part.trim().split(':')[0]!)
  return used
}

test('a name is used where it is imported and then taken', () => {
  expect([...usedNames("import { a, b as c, d } from 'x'\nimport * as s from 'y'\nc(a) // d\ns.e()")]).toEqual([
    ...['a', 'b', 'e'],
  ])
  expect([...usedNames("export { a } from 'x'\nexport * from 'y'")]).toEqual([])
  expect([...usedNames("const { f, g: h } = await import('x')")]).toEqual(['f', 'g'])
})

test('every value that core exports is used by an experiment, a test, an example, an app, the site or the bench', async () => {
  // Every function has an example of its own: one that uses it counts where it stands with another.
  const examples = docstrings.flatMap(({ name, text }) => blocks(text, 'example').map((code) => ({ name, code })))
  const shown = (name: string): boolean =>
    examples.some((example) => example.name !== name && new RegExp(`\\b${name}\\b`).test(example.code))
  const used = new Set(users.flatMap(({ text }) => [...usedNames(text)]))
  const { exports } = JSON.parse(readFileSync(join(root, 'packages/core/package.json'), 'utf8')) as { exports: object }
  const subpaths = Object.keys(exports).filter((path) => !path.endsWith('.json'))
  const names = (await Promise.all(subpaths.map((path) => import(path.replace('.', '@lazyrich/core'))))).flatMap(
    Object.keys,
  )
  expect(names.length).toBeGreaterThan(100)
  expect(names.filter((name) => !used.has(name) && !shown(name))).toEqual([])
})
