import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const files = globSync('{packages,apps}/*/{src,test,assembly,picture}/**/*.{ts,tsx,js,mjs,astro,mdx}', {
  cwd: root,
}).concat(globSync('bench/src/**/*.ts', { cwd: root }))

/** The workspace that a path lies in. */
const workspaceOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('bench/') ? 1 : 2)
    .join('/')

/** The paths into another workspace's tests that stand in quotes in a file, from the root. */
function reachesOf(file: string, text: string): string[] {
  return [...text.matchAll(/['"`](\.{1,2}\/[^'"`\n]*)['"`]/g)]
    .map(([, path]) => posix.join(dirname(file), path!))
    .concat([...text.matchAll(/['"`]((?:packages|apps)\/[^'"`\n]*)['"`]/g)].map(([, path]) => path!))
    .filter((path) => /^(packages|apps)\/[\w-]+\/test\//.test(path) && workspaceOf(path) !== workspaceOf(file))
}

test('what reaches into tests of others is seen', () => {
  const from = 'packages/tf/test/x.test.ts'
  expect(reachesOf(from, "import { a } from '../../core/test/support/a.ts'")).toEqual([
    'packages/core/test/support/a.ts',
  ])
  expect(reachesOf(from, "new URL('../../../packages/core/test/golden/b.json', import.meta.url)")).toEqual([
    'packages/core/test/golden/b.json',
  ])
  expect(reachesOf(from, "import './support/c.ts'\nimport '../src/d.ts'\nimport '../../core/src/e.ts'")).toEqual([])
})

test('no workspace reaches into another’s tests: what they share lies in packages/testing', () => {
  expect(files.length).toBeGreaterThan(300)
  const reaches = files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file !== 'packages/testing/test/boundaries.test.ts')
    .flatMap((file) => reachesOf(file, readFileSync(join(root, file), 'utf8')).map((path) => `${file}: ${path}`))
  expect(reaches).toEqual([])
})
