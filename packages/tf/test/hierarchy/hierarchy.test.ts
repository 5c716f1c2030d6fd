import { LazyrichError, randomStream } from '@lazyrich/core/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hierarchyData } from '../../src/hierarchy/data.ts'
import { dataCount, datumLength, drawRules, type HierarchySizes, requireHierarchy } from '../../src/hierarchy/rules.ts'
import { drawSets, mostSamples } from '../../src/hierarchy/sets.ts'

const published: HierarchySizes = { classes: 8, symbols: 8, synonyms: 4, tupleSize: 2, levels: 3 }

const sizes: fc.Arbitrary<HierarchySizes> = fc
  .record({
    classes: fc.integer({ min: 2, max: 6 }),
    symbols: fc.integer({ min: 2, max: 6 }),
    synonyms: fc.integer({ min: 1, max: 4 }),
    tupleSize: fc.integer({ min: 2, max: 3 }),
    levels: fc.integer({ min: 1, max: 3 }),
  })
  .filter((it) => {
    const tuples = it.symbols ** it.tupleSize
    return (
      it.symbols * it.synonyms <= tuples &&
      it.classes * it.synonyms <= tuples &&
      dataCount(it) >= 5 &&
      dataCount(it) <= 20_000
    )
  })

const stream = (seed = 0) => randomStream(seed, 'teacher')
const rowsOf = (symbols: Uint8Array, length: number): string[] =>
  Array.from({ length: symbols.length / length }, (_, i) => symbols.subarray(i * length, (i + 1) * length).join(' '))

/** The class of a datum, by reading the rules backwards: the one way to write a tuple that nobody shares. */
function parse(it: HierarchySizes, rules: readonly Uint8Array[], datum: readonly number[]): number {
  let word = [...datum]
  for (const level of [...rules].reverse()) {
    const parents: number[] = []
    for (let at = 0; at < word.length; at += it.tupleSize) {
      const tuple = word.slice(at, at + it.tupleSize)
      const found: number[] = []
      for (let k = 0; k * it.tupleSize < level.length; k++)
        if (tuple.every((symbol, part) => level[k * it.tupleSize + part] === symbol))
          found.push(Math.floor(k / it.synonyms))
      expect(found).toHaveLength(1)
      parents.push(found[0])
    }
    word = parents
  }
  expect(word).toHaveLength(1)
  return word[0]
}

describe('the rules', () => {
  it('give m different tuples to each symbol of every level, and no tuple to two', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (it, seed) => {
        const rules = drawRules(it, stream(seed))
        expect(rules).toHaveLength(it.levels)
        for (const [level, rule] of rules.entries()) {
          const tuples = rowsOf(rule, it.tupleSize)
          expect(tuples).toHaveLength((level === 0 ? it.classes : it.symbols) * it.synonyms)
          expect(new Set(tuples).size).toBe(tuples.length)
          expect(Math.max(...rule)).toBeLessThan(it.symbols)
        }
      }),
    )
  })

  it('use all v^s tuples where m = v^(s − 1)', () => {
    const rules = drawRules({ ...published, synonyms: 8, levels: 2 }, stream())
    for (const rule of rules) expect(new Set(rowsOf(rule, 2)).size).toBe(64)
  })

  it('differ from seed to seed, and not within one', () => {
    expect(drawRules(published, stream(1))).toEqual(drawRules(published, stream(1)))
    expect(drawRules(published, stream(1))).not.toEqual(drawRules(published, stream(2)))
  })
})

describe('the data', () => {
  it('are n_c m^((s^L − 1)/(s − 1)) of s^L symbols: 131,072 of 8 for the published sizes', () => {
    expect(dataCount(published)).toBe(131_072)
    expect(datumLength(published)).toBe(8)
    expect(dataCount({ ...published, synonyms: 3 })).toBe(8 * 3 ** 7)
    expect(dataCount({ ...published, tupleSize: 3, levels: 2 })).toBe(8 * 4 ** 4)
  })

  it('are all different, with equally many of each class', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (it, seed) => {
        const count = dataCount(it)
        const { symbols, labels } = hierarchyData(
          it,
          drawRules(it, stream(seed)),
          Array.from({ length: count }, (_, i) => i),
        )
        expect(new Set(rowsOf(symbols, datumLength(it))).size).toBe(count)
        const perClass = new Array<number>(it.classes).fill(0)
        for (const label of labels) perClass[label]++
        expect(perClass).toEqual(new Array(it.classes).fill(count / it.classes))
      }),
      { numRuns: 30 },
    )
  })

  it('follow the rules: read backwards, every datum has its class and no other', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (it, seed, share) => {
        const rules = drawRules(it, stream(seed))
        const { symbols, labels } = hierarchyData(it, rules, [Math.floor(share * dataCount(it))])
        expect(parse(it, rules, Array.from(symbols))).toBe(labels[0])
      }),
    )
  })

  it('of the published sizes: 131,072 different ones, 16,384 of each class', () => {
    const all = hierarchyData(
      published,
      drawRules(published, stream(5)),
      Uint32Array.from({ length: 131_072 }, (_, i) => i),
    )
    expect(new Set(rowsOf(all.symbols, 8)).size).toBe(131_072)
    const perClass = new Array<number>(8).fill(0)
    for (const label of all.labels) perClass[label]++
    expect(perClass).toEqual(new Array(8).fill(16_384))
  })
})

describe('what is no datum is refused by its place', () => {
  const rules = drawRules(published, stream())

  it.each<[string, unknown, string]>([
    ['a number of no datum', [0, 131_072], 'numbers[1] is 131072: whole numbers from 0 to 131071 are accepted'],
    ['a negative number', [-1], 'numbers[0] is -1: '],
    ['a fraction', [3, 1, 0.5], 'numbers[2] is 0.5: '],
    ['NaN', Float64Array.of(5, Number.NaN), 'numbers[1] is NaN: '],
    ['infinity', [Infinity], 'numbers[0] is Infinity: '],
    ['a digit', ['3'], 'numbers[0] is of type string: '],
    ['nothing', [undefined], 'numbers[0] is undefined: '],
    ['a hole', Object.assign([1], { 2: 2 }), 'numbers[1] is undefined: '],
    ['a large integer', [3n], 'numbers[0] is of type bigint: '],
    ['a list in the list', [[3]], 'numbers[0] is of type object: '],
    ['no list', 3, 'numbers is 3: a list is accepted'],
    ['a list left out', undefined, 'numbers is undefined: a list is accepted'],
    ['bytes without a length', new DataView(new ArrayBuffer(4)), 'numbers is of type object: a list is accepted'],
  ])('%s', (_, numbers, message) => {
    const error = thrown(() => hierarchyData(published, rules, numbers as number[]))
    expect(error).toBeInstanceOf(LazyrichError)
    expect((error as Error).message).toContain(message)
  })

  it.each<[string, object, unknown, string]>([
    ['too few levels of rules', {}, rules.slice(1), 'rules has 2 levels, levels is 3: equal numbers are accepted'],
    ['rules of another size', { classes: 7 }, rules, 'rules[0] is of length 64: a Uint8Array of length 56 is accepted'],
    ['rules that are a list', {}, rules.map((level) => [...level]), 'rules[0] is no Uint8Array'],
    ['rules left out', {}, undefined, 'rules has no levels, levels is 3'],
    [
      'a symbol that is none',
      {},
      [...rules.slice(0, 2), rules[2].with(5, 9)],
      'rules[2][5] is 9: symbols from 0 to 7 are accepted',
    ],
    ['half a level', { levels: 2.5 }, rules, 'levels is 2.5: a whole number ≥ 1 is accepted'],
    ['no size', { symbols: undefined }, rules, 'symbols is undefined: '],
    ['a size that is NaN', { synonyms: Number.NaN }, rules, 'synonyms is NaN: '],
  ])('%s', (_, sizes, given, message) => {
    const error = thrown(() => hierarchyData({ ...published, ...sizes }, given as typeof rules, [0]))
    expect(error).toBeInstanceOf(LazyrichError)
    expect((error as Error).message).toContain(message)
  })

  it('a training set that would reach into the test data, or is none', () => {
    for (const samples of [0, -1, 1.5, Number.NaN, 104_859])
      expect(() => drawSets(published, samples, { teacher: stream(), data: stream(1) })).toThrow(
        `samples is ${samples}: a whole number from 1 to 104858 is accepted`,
      )
  })

  it('typed arrays of any kind, no numbers and repeated ones are fine', () => {
    const plain = hierarchyData(published, rules, [7, 7, 3])
    for (const numbers of [Uint32Array.of(7, 7, 3), Float32Array.of(7, 7, 3), Uint8Array.of(7, 7, 3)])
      expect(hierarchyData(published, rules, numbers)).toEqual(plain)
    expect(hierarchyData(published, rules, []).count).toBe(0)
  })
})

/** What was thrown. */
function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

describe('training and test data', () => {
  const streams = (seed: number) => ({ teacher: randomStream(seed, 'teacher'), data: randomStream(seed, 'data') })

  it('are disjoint, and together are everything when P is as large as possible', () => {
    const most = mostSamples(published)
    expect(most).toBe(104_858)
    const { train, test } = drawSets(published, most, streams(3))
    expect([train.count, test.count]).toEqual([104_858, 26_214])
    expect(new Set([...rowsOf(train.symbols, 8), ...rowsOf(test.symbols, 8)]).size).toBe(131_072)
  })

  it('grow with P: a larger training set contains the smaller, and the test data stay the same', () => {
    const few = drawSets(published, 100, streams(3))
    const many = drawSets(published, 1000, streams(3))
    expect(many.train.symbols.subarray(0, 800)).toEqual(few.train.symbols)
    expect(many.test).toEqual(few.test)
  })
})

describe('an impossible hierarchy', () => {
  it.each<[Partial<HierarchySizes>, string]>([
    [{ synonyms: 9 }, 'synonyms is 9: at most 8 (symbols^(tupleSize − 1)) are accepted'],
    [{ classes: 17 }, 'classes is 17: at most 16 (symbols^tupleSize / synonyms) are accepted'],
    [{ levels: 4 }, 'the hierarchy has 8.59e+9 samples: at most 5000000 are accepted'],
    [{ tupleSize: 1, synonyms: 2 }, 'synonyms is 2: at most 1'],
    [{ classes: 2, symbols: 2, synonyms: 1, levels: 1 }, 'the hierarchy has 2 samples: at least 5 are accepted'],
    [{ tupleSize: 4, levels: 10, symbols: 4, synonyms: 1, classes: 200 }, 'each sample has 1048576 symbols: at most'],
    [{ tupleSize: 8, synonyms: 1, symbols: 250 }, 'tupleSize is 8: 250 symbols make 1.53e+19 tuples'],
  ])('is refused with what would be accepted: %o', (change, message) => {
    expect(() => requireHierarchy({ ...published, ...change })).toThrow(message)
  })
})
