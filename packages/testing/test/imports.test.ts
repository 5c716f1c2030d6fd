import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Which packages a package may import. Arrows point down only: apps, adapters, core. */
const HOUSE: { readonly [folder: string]: readonly string[] } = {
  'packages/core': [],
  'packages/testing': ['core'],
  'packages/tf': ['core'],
  'packages/runs': ['core'],
  'apps/tui': ['core', 'tf', 'runs'],
  'apps/site': ['core', 'tf'],
  bench: ['core', 'tf', 'testing'],
}

/**
 * The rooms of a folder, from the ground up; a room imports itself and what lies below it. packages/runs is one room, and
 * a bench runs what it measures.
 */
const FLOORS: { readonly [folder: string]: readonly (readonly string[])[] } = {
  'packages/core/src': [
    ['errors.ts'],
    ['door'],
    ['vector.ts', 'learning-rate.ts', 'spacing.ts'],
    ['power-of-two.ts'],
    ['linear-algebra'],
    ['random', 'measures', 'data', 'integrate', 'ledger'],
    ['single-neuron', 'deep-linear', 'two-layer-relu', 'balance'],
    ['two-layer-linear'],
    ['port'],
    ['experiments', 'contract'],
    ['index.ts'],
  ],
  'packages/tf/src': [
    ['errors.ts'],
    ['door.ts'],
    ['wasm'],
    ['backends', 'kernels.ts', 'shape.ts'],
    ['planning'],
    ['layers'],
    ['networks', 'hierarchy'],
    ['training', 'models'],
    ['trainers', 'ntk'],
    ['measures'],
    ['experiments'],
    ['index.ts', 'networks.ts'],
  ],
  'apps/tui/src': [['registry.ts', 'draw'], ['plan.ts', 'worker', 'screen'], ['dashboard'], ['cli'], ['main.ts']],
  'apps/site/src': [
    ['formulas.ts', 'figures', 'policy', 'reference', 'search', 'snippets'],
    ['islands'],
    ['components', 'content.config.ts'],
  ],
  'apps/site/src/islands': [
    ['kit'],
    ['training'],
    ['stage'],
    ['hierarchy', 'moving-neurons', 'neuron-explorer', 'neuron-race', 'phase-diagram'],
  ],
}

/** What a source imports: every path in quotes behind `from`, `import` or `import(`. */
function importsOf(text: string): string[] {
  const code = text.replace(/^\s*(?:\*|\/\/).*$/gm, '')
  return [...code.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g)].map(([, path]) => path!)
}

/** Every source of a package, and what it imports: files of the package by their path, others as they are named. */
function graphOf(folder: string): Map<string, string[]> {
  const files = globSync(`${folder}/src/**/*.{ts,tsx,js,astro}`, { cwd: root }).map((file) =>
    file.replaceAll('\\', '/'),
  )
  return new Map(
    files
      .filter((file) => !file.endsWith('.d.ts'))
      .map((file) => {
        const imports = importsOf(readFileSync(join(root, file), 'utf8'))
        return [file, imports.map((path) => (path.startsWith('.') ? join(dirname(file), path.split('?')[0]!) : path))]
      }),
  )
}

/** The files of a circle of imports, types included; undefined where there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  const path: string[] = []
  function visit(file: string): string[] | undefined {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    done.add(file)
    path.push(file)
    for (const next of graph.get(file) ?? []) {
      const circle = graph.has(next) ? visit(next) : undefined
      if (circle) return circle
    }
    path.pop()
    return undefined
  }
  for (const file of graph.keys()) {
    const circle = visit(file)
    if (circle) return circle
  }
  return undefined
}

/** Imports of a room that lies no lower, as `file → file`; a room without a floor is one too. */
function climbsIn(
  graph: ReadonlyMap<string, readonly string[]>,
  house: string,
  floors: readonly (readonly string[])[],
) {
  const isInside = (file: string): boolean => file.startsWith(`${house}/`)
  const roomOf = (file: string): string => file.slice(house.length + 1).split('/')[0]!
  const floorOf = (room: string): number => floors.findIndex((rooms) => rooms.includes(room))
  const climbs: string[] = []
  for (const [file, imports] of graph) {
    if (!isInside(file)) continue
    const room = roomOf(file)
    if (floorOf(room) < 0) climbs.push(`${file} has no floor`)
    for (const path of imports)
      if (isInside(path) && roomOf(path) !== room && floorOf(roomOf(path)) >= floorOf(room))
        climbs.push(`${file} → ${path}`)
  }
  return climbs
}

test('the walk finds imports, circles and climbs where there are some', () => {
  expect(
    importsOf("import a from 'x'\nexport * from \"./y.ts\"\nimport './z.css'\nawait import('./w.ts')\n * from 'no'"),
  ).toEqual(['x', './y.ts', './z.css', './w.ts'])
  const circle = new Map([
    ['p/src/a.ts', ['p/src/low/b.ts']],
    ['p/src/low/b.ts', ['p/src/low/c.ts', 'node:fs']],
    ['p/src/low/c.ts', ['p/src/low/b.ts', 'p/src/a.ts']],
  ])
  expect(circleIn(circle)).toEqual(['p/src/low/b.ts', 'p/src/low/c.ts', 'p/src/low/b.ts'])
  expect(climbsIn(circle, 'p/src', [['low'], ['a.ts']])).toEqual(['p/src/low/c.ts → p/src/a.ts'])
  expect(climbsIn(circle, 'p/src', [['low']])).toContain('p/src/a.ts has no floor')
  expect(climbsIn(circle, 'p/src/low', [['b.ts', 'c.ts']])).toHaveLength(2)
})

describe.each(Object.keys(HOUSE))('%s', (folder) => {
  const graph = graphOf(folder)

  test('is seen by the walk', () => expect(graph.size).toBeGreaterThan(10))

  test('has no circle of imports, types included', () => expect(circleIn(graph)).toBeUndefined())

  test('imports only packages that lie below it, and no file of another package', () => {
    for (const [file, imports] of graph)
      for (const path of imports) {
        const [, name] = /^@lazyrich\/([^/]+)/.exec(path) ?? []
        if (name !== undefined) expect(HOUSE[folder], `${file} → ${path}`).toContain(name)
        if (
          path.startsWith('packages/') ||
          path.startsWith('apps/') ||
          path.startsWith('bench/') ||
          path.startsWith('..')
        )
          expect(path.startsWith(`${folder}/`), `${file} → ${path}`).toBe(true)
      }
  })

  const houses = Object.keys(FLOORS).filter((house) => house.startsWith(`${folder}/`))
  if (houses.length > 0)
    test.each(houses)('in %s rooms import only what lies below them', (house) =>
      expect(climbsIn(graph, house, FLOORS[house]!)).toEqual([]),
    )
})
