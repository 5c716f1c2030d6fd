import { blocks, type Docstring, docstrings, sources, topLevel } from '@lazyrich/testing/docstrings'
import { describe, expect, test } from 'vitest'
import * as contract from '../src/contract/index.ts'
import * as core from '../src/index.ts'
import { agrees, expectedOf, runExample } from './support/example.ts'

/** The families whose every function is explained. */
const FAMILIES = [
  'single-neuron',
  'two-layer-linear',
  'deep-linear',
  'two-layer-relu',
  'balance',
  'integrate',
  'measures',
  'random',
]

const examples = docstrings.flatMap((docstring) =>
  blocks(docstring.text, 'example').map((code) => ({ where: `${docstring.file}: ${docstring.name}`, code })),
)

describe('an example’s comment', () => {
  test.each([
    ['0.75', 0.75, true],
    ['0.75', 0.75 + 1e-12, true],
    ['0.75', 0.75 + 1e-8, false],
    ['0, at rest', 1e-10, true],
    ['0', 1e-8, false],
    ['−1', -1, true],
    ['0.4406…, ½ asinh(1)', 0.44068, true],
    ['0.4406…', 0.4408, false],
    ['2.5…e-7', 2.55e-7, true],
    ['[2, 0]: the target', Float64Array.of(2, 0), true],
    ['[2, 0]', [2], false],
    ['Float64Array [2]', [2], false],
    ['[[1, 2], [3]]', [[1, 2], [3]], true],
    ["'lazy'", 'lazy', true],
    ["'lazy'", 'rich', false],
    ['true', true, true],
    ['false', undefined, false],
    ['{ a: 2, w: [1, 0] }', { a: 2, w: [1, 0], more: 3 }, true],
    ['{ a: 2, w: [1, 0] }', { a: 2, w: [1, 1] }, false],
    ['NaN', Number.NaN, true],
  ])('%s for %j: %s', (comment, value, holds) => expect(agrees(value, expectedOf(comment)!)).toBe(holds))

  test('without a value at its start is only a comment', () => {
    for (const comment of ['', 'the target', 'μ is 1', '½', 'a0: 2']) expect(expectedOf(comment)).toBeUndefined()
  })

  test('with a value at its start has a comma or a colon after it', () => {
    for (const comment of ['4 quadrants', '[1, 2] rounded', "'lazy' at first"])
      expect(() => expectedOf(comment)).toThrow('is accepted after it')
  })

  test('is held against what its statement gives', () => {
    const scope = { twice: (x: number) => 2 * x }
    const code = [
      "import { twice } from '@lazyrich/core'",
      'const { four } = { // a comment',
      '  four: twice(2),',
      '} // { four: 4 }',
      'const y: number = twice(1) // 2',
      'twice(y)! // 4',
    ]
    expect(runExample(code.join('\n'), scope)).toEqual([])
    expect(runExample('const y = twice(1) // 3', scope)).toEqual(['const y = twice(1) is 2, not 3'])
    expect(runExample('twice(1) // 1.9…, nearly', scope)).toEqual(['twice(1) is 2, not 1.9…, nearly'])
    expect(runExample("import { thrice } from '@lazyrich/core'", scope)).toEqual(['@lazyrich/core exports no thrice'])
    expect(() => runExample('thrice(1)', scope)).toThrow('thrice is not defined')
  })
})

test('the walk finds the examples', () => expect(examples.length).toBeGreaterThan(60))

test.each(examples)('the example of $where runs, and gives what its comments say', ({ code }) => {
  expect(runExample(code, { ...core, ...contract })).toEqual([])
})

/** What a family exports at run time: its names, by their docstrings. */
function valuesOf(family: string): Docstring[] {
  const index = sources.get(`${family}/index.ts`)!
  return [...index.matchAll(/export \{([^}]*)\} from '\.\/([\w/-]+\.ts)'/g)].flatMap(([, names, file]) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map(
        (name) =>
          docstrings.find((docstring) => docstring.file === `${family}/${file}` && docstring.name === name) ?? {
            ...{ file: `${family}/${file}`, line: 0, text: '', name },
            ...{ kind: 'other' as const, declaration: '' },
          },
      ),
  )
}

/** Names of the functions of src that can throw: they throw themselves, or call one that does. */
const throwing = ((): Set<string> => {
  const bodies = [...sources.values()].flatMap((text) =>
    [...text.matchAll(/^(?:export )?function (\w+)/gm)].map((match) => ({
      name: match[1],
      body: topLevel(text.slice(match.index)).slice(match[0].length),
    })),
  )
  const found = new Set(bodies.filter(({ body }) => /\bthrow\b/.test(body)).map(({ name }) => name))
  for (let before = -1; before !== found.size; ) {
    before = found.size
    const calls = new RegExp(`(?<![\\w.])(?:${[...found].join('|')})(?:<[^()]*>)?\\(`)
    for (const { name, body } of bodies) if (calls.test(body)) found.add(name)
  }
  return found
})()

/** Calls what can throw, with what it accepts. */
const SAFE = ['randomStream']

/** The parameters of a function that are lists of numbers. */
function listsOf({ declaration }: Docstring): string[] {
  const head = /^export function \w+(?:<[^(]*>)?\(([\s\S]*?)\n?\): /.exec(declaration)?.[1] ?? ''
  return [
    ...head.matchAll(/(?:^|,\s)\s*(\w+)\??: (?:ArrayLike<number>|Float64Array|readonly ArrayLike<number>\[\])/g),
  ].map(([, name]) => name)
}

describe.each(FAMILIES)('every value of %s', (family) => {
  const values = valuesOf(family)
  const missing = (lacks: (docstring: Docstring) => boolean): string[] => values.filter(lacks).map(({ name }) => name)

  test('has a docstring', async () => {
    const { LazyrichError, ...own } = await import(`@lazyrich/core/${family}`)
    expect(LazyrichError).toBeDefined() // the one class of errors comes with every subpath
    expect(values.map(({ name }) => name).sort()).toEqual(Object.keys(own).sort())
    expect(missing(({ text }) => text.trim() === '')).toEqual([])
  })

  test('has an example that uses it', () => {
    expect(
      missing(({ text, name }) => !blocks(text, 'example').some((code) => new RegExp(`\\b${name}\\b`).test(code))),
    ).toEqual([])
  })

  test('says what its lists of numbers hold', () => {
    const unsaid = values.flatMap((docstring) => {
      const said = blocks(docstring.text, 'param')
      return listsOf(docstring)
        .filter((name) => !said.some((param) => param.startsWith(`${name} `)))
        .map((name) => `${docstring.name}: ${name}`)
    })
    expect(unsaid).toEqual([])
  })

  test('says what it throws, where it can', () => {
    expect(
      missing(({ name, text }) => throwing.has(name) && !SAFE.includes(name) && blocks(text, 'throws').length === 0),
    ).toEqual([])
  })

  test('names the source of its equation, or the function that does', () => {
    const prose = (text: string): string => text.split(/^@/m)[0]
    expect(
      missing(({ text }) => /[=²√Σ∇]/.test(prose(text)) && !/Source:|\{@link|\bsection \d|arXiv/.test(text)),
    ).toEqual([])
  })
})
