import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
const sources = files.map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }))

/** What Node, a browser or the clock would have to supply, and the one source of randomness that has no seed. */
const FOREIGN = [
  'process',
  'Buffer',
  'global',
  'globalThis',
  'window',
  'self',
  'document',
  'navigator',
  'location',
  'fetch',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'performance',
  'crypto',
  'Date',
  'Worker',
  'MessageChannel',
  'localStorage',
  'require',
  '__dirname',
  '__filename',
  'Math.random',
  'import.meta',
  'structuredClone',
  'TextEncoder',
]

/** The code without comments and without what stands in quotes; what stands in `${}` is kept. */
function bare(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/(^|\s)\/\/.*$/gm, ' ')
    .replace(/'(?:\\.|[^'\\\n])*'/g, "''")
    .replace(/"(?:\\.|[^"\\\n])*"/g, '""')
    .replace(/`(?:\\.|[^`\\])*`/g, (template) => (template.match(/\$\{[^}]*\}/g) ?? []).join(' '))
}

function foreignIn(text: string): string[] {
  const code = bare(text)
  return FOREIGN.filter((name) => new RegExp(`(?<![\\w$.])${name.replace('.', '\\.')}(?![\\w$]|:)`).test(code))
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].map(([, from]) => from)
}

test('the walk sees all of src', () => expect(files.length).toBeGreaterThan(25))

test('the walk finds what it looks for', () => {
  expect(foreignIn('const t = performance.now() + Math.random() // fine')).toEqual(['performance', 'Math.random'])
  expect(foreignIn("a.process = 'console' /* Date */; const s = `Date $" + '{Buffer}`')).toEqual(['Buffer'])
  expect(importsOf("import { x } from 'node:fs'\nexport * from './a.ts'\nawait import('./b.ts')")).toEqual([
    'node:fs',
    './a.ts',
    './b.ts',
  ])
})

describe.each(sources)('src/$name', ({ text }) => {
  test('imports its neighbours, ml-matrix or pure-rand, and nothing else', () => {
    for (const from of importsOf(text)) expect(from).toMatch(/^(\.{1,2}\/.*\.ts|ml-matrix|pure-rand\/.*)$/)
  })

  test('names nothing that only Node or a browser has, no clock and no unseeded randomness', () => {
    expect(foreignIn(text)).toEqual([])
  })
})

test('core depends on ml-matrix and pure-rand only', () => {
  const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  expect(Object.keys(dependencies).sort()).toEqual(['ml-matrix', 'pure-rand'])
  expect([peerDependencies, optionalDependencies]).toEqual([undefined, undefined])
})

test('src is type-checked with the library of ES2024 alone, by `npm run types`: no DOM, no Node types', () => {
  const config = JSON.parse(readFileSync(join(root, '../../tsconfig.base.json'), 'utf8')).compilerOptions
  expect([config.lib, config.types]).toEqual([['es2024'], []])
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const shown = execFileSync(process.execPath, [tsc, '-p', 'src', '--showConfig'], { cwd: root, encoding: 'utf8' })
  const shownOptions = JSON.parse(shown).compilerOptions
  expect([shownOptions.lib, shownOptions.types]).toEqual([['es2024'], []])
  expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.types).toContain('tsc -p src')
})
