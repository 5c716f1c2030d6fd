import { LazyrichError, permutation, type RandomStream } from '@lazyrich/core/random'

/** The sizes of a random hierarchy. */
export interface HierarchySizes {
  /** n_c: classes, the symbols of the top level. */
  readonly classes: number
  /** v: symbols of every other level. */
  readonly symbols: number
  /** m: tuples that each symbol can be written as; no tuple belongs to two symbols. */
  readonly synonyms: number
  /** s: symbols in a tuple. */
  readonly tupleSize: number
  /** L: levels of rules; a datum has s^L symbols. */
  readonly levels: number
}

/**
 * The rules of one Random Hierarchy Model: rules[l][(symbol·m + synonym)·s + place] is a symbol of level l + 1, for a
 * symbol of level l (a class at l = 0).
 */
export type HierarchyRules = readonly Uint8Array[]

/** A permutation of all data is kept in memory. */
const MOST_DATA = 5e6
/** A fifth of the data is held out for testing. */
const LEAST_DATA = 5
/** Symbols in all data together. */
const MOST_SYMBOLS = 2e8

/** s^L: symbols of a datum. */
export function datumLength({ tupleSize, levels }: HierarchySizes): number {
  return tupleSize ** levels
}

/** P_max = n_c m^((s^L − 1)/(s − 1)): the number of data, one for each class and choice of synonyms, all different. */
export function dataCount(sizes: HierarchySizes): number {
  return sizes.classes * sizes.synonyms ** choiceCount(sizes)
}

/** The number of places where a synonym is chosen: 1 + s + … + s^(L−1). */
export function choiceCount({ tupleSize, levels }: HierarchySizes): number {
  let count = 0
  for (let level = 0; level < levels; level++) count += tupleSize ** level
  return count
}

/** @throws LazyrichError for sizes that allow no such rules, too many data or too few. */
export function requireHierarchy(sizes: HierarchySizes): void {
  const { classes, symbols, synonyms, tupleSize, levels } = sizes
  for (const [name, size] of Object.entries({ classes, symbols, synonyms, tupleSize, levels }))
    if (!(Number.isSafeInteger(size) && size >= 1))
      throw new LazyrichError(`${name} is ${size}: a whole number ≥ 1 is accepted`)
  const tuples = symbols ** tupleSize
  if (levels > 1 && symbols * synonyms > tuples)
    throw new LazyrichError(
      `synonyms is ${synonyms}: at most ${symbols ** (tupleSize - 1)} (symbols^(tupleSize − 1)) are accepted, since ${symbols} symbols share the ${tuples} tuples of ${tupleSize}`,
    )
  if (classes * synonyms > tuples)
    throw new LazyrichError(
      `classes is ${classes}: at most ${Math.floor(tuples / synonyms)} (symbols^tupleSize / synonyms) are accepted, since they share the ${tuples} tuples of ${tupleSize}`,
    )
  if (tuples > MOST_DATA)
    throw new LazyrichError(
      `tupleSize is ${tupleSize}: ${symbols} symbols make ${tuples.toPrecision(3)} tuples; at most ${MOST_DATA} are accepted`,
    )
  const count = dataCount(sizes)
  const help = 'fewer levels or synonyms, or a smaller tupleSize, help'
  if (count > MOST_DATA)
    throw new LazyrichError(
      `the hierarchy has ${count.toPrecision(3)} samples: at most ${MOST_DATA} are accepted; ${help}`,
    )
  if (count < LEAST_DATA)
    throw new LazyrichError(
      `the hierarchy has ${count} samples: at least ${LEAST_DATA} are accepted, since a fifth is held out for testing; more synonyms, classes or levels help`,
    )
  if (count * datumLength(sizes) > MOST_SYMBOLS)
    throw new LazyrichError(
      `each sample has ${datumLength(sizes)} symbols: at most ${Math.floor(MOST_SYMBOLS / count)} are accepted for ${count} samples; ${help}`,
    )
}

/**
 * Draws the rules: at every level, s-tuples of the symbols below, all different, m for each symbol.
 *
 * Source: Cagnetta et al. 2023, "How deep neural networks learn compositional data: the Random Hierarchy Model".
 *
 * @throws LazyrichError as {@link requireHierarchy} does.
 */
export function drawRules(sizes: HierarchySizes, random: RandomStream): HierarchyRules {
  requireHierarchy(sizes)
  const { symbols, synonyms, tupleSize, levels } = sizes
  return Array.from({ length: levels }, (_, level) => {
    const above = symbolsAbove(sizes, level)
    const drawn = permutation(random, symbols ** tupleSize)
    const rules = new Uint8Array(above * synonyms * tupleSize)
    for (let k = 0; k < above * synonyms; k++) {
      let tuple = drawn[k]!
      for (let place = tupleSize - 1; place >= 0; place--) {
        rules[k * tupleSize + place] = tuple % symbols
        tuple = Math.floor(tuple / symbols)
      }
    }
    return rules
  })
}

/** @throws LazyrichError for rules that are not of these sizes. */
export function requireRules(sizes: HierarchySizes, rules: HierarchyRules): void {
  const { symbols, synonyms, tupleSize, levels } = sizes
  if (!Array.isArray(rules) || rules.length !== levels)
    throw new LazyrichError(
      `rules has ${Array.isArray(rules) ? rules.length : 'no'} levels, levels is ${levels}: equal numbers are accepted`,
    )
  for (let level = 0; level < levels; level++) {
    const rule: unknown = rules[level]
    const length = symbolsAbove(sizes, level) * synonyms * tupleSize
    if (!(rule instanceof Uint8Array && rule.length === length))
      throw new LazyrichError(
        `rules[${level}] is ${rule instanceof Uint8Array ? `of length ${rule.length}` : `no Uint8Array`}: a Uint8Array of length ${length} is accepted, as drawRules makes it for these sizes`,
      )
    const odd = rule.findIndex((symbol) => symbol >= symbols)
    if (odd >= 0)
      throw new LazyrichError(`rules[${level}][${odd}] is ${rule[odd]}: symbols from 0 to ${symbols - 1} are accepted`)
  }
}

/** How many symbols the level has that these rules rewrite. */
function symbolsAbove({ classes, symbols }: HierarchySizes, level: number): number {
  return level === 0 ? classes : symbols
}
