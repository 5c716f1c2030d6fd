import { LazyrichError } from '@lazyrich/core/port'
import {
  choiceCount,
  dataCount,
  datumLength,
  type HierarchyRules,
  type HierarchySizes,
  requireHierarchy,
  requireRules,
} from './rules.ts'

/** Labelled data: symbols of shape [count, s^L], row-major, and a class for each row. */
export interface HierarchyData {
  readonly symbols: Uint8Array
  readonly labels: Uint8Array
  readonly count: number
}

/**
 * The data with these numbers. A number from 0 to P_max − 1 encodes the class and, place by place from the top, the
 * choice of synonym, as its digits in the mixed radix n_c, m, m, …, so that every datum has exactly one number.
 *
 * @param numbers a list, empty or with repetitions as you like.
 * @throws LazyrichError for more symbols or classes than fit in a byte, for sizes that allow no such rules, rules of
 * other sizes, and a number that no datum has: it names the entry.
 */
export function hierarchyData(sizes: HierarchySizes, rules: HierarchyRules, numbers: ArrayLike<number>): HierarchyData {
  const { classes, symbols: alphabet, synonyms, tupleSize } = sizes
  if (Math.max(classes, alphabet) > 256)
    throw new LazyrichError(`symbols is ${alphabet}, classes ${classes}: at most 256 of each are accepted`)
  requireHierarchy(sizes)
  requireRules(sizes, rules)
  requireNumbers(sizes, numbers)
  const length = datumLength(sizes)
  const choices = new Uint32Array(choiceCount(sizes))
  const symbols = new Uint8Array(numbers.length * length)
  const labels = new Uint8Array(numbers.length)
  for (let i = 0; i < numbers.length; i++) {
    let rest = numbers[i]!
    for (let k = choices.length - 1; k >= 0; k--) {
      choices[k] = rest % synonyms
      rest = Math.floor(rest / synonyms)
    }
    labels[i] = rest
    write(symbols.subarray(i * length, (i + 1) * length), rest)
  }
  return { symbols, labels, count: numbers.length }

  /** Writes the class, then rewrites it level by level: from the back, so that nothing is overwritten unread. */
  function write(datum: Uint8Array, label: number): void {
    datum[0] = label
    let width = 1
    let choice = 0
    for (const level of rules) {
      for (let place = width - 1; place >= 0; place--) {
        const rule = (datum[place]! * synonyms + choices[choice + place]!) * tupleSize
        for (let part = 0; part < tupleSize; part++) datum[place * tupleSize + part] = level[rule + part]!
      }
      choice += width
      width *= tupleSize
    }
  }
}

function requireNumbers(sizes: HierarchySizes, numbers: ArrayLike<number>): void {
  const count = dataCount(sizes)
  const accepted = `whole numbers from 0 to ${count - 1} are accepted`
  if (!(Array.isArray(numbers) || (ArrayBuffer.isView(numbers) && 'length' in numbers)))
    throw new LazyrichError(`numbers is ${named(numbers)}: a list is accepted; ${accepted} in it`)
  for (let i = 0; i < numbers.length; i++) {
    const number: unknown = numbers[i]
    if (!(Number.isInteger(number) && (number as number) >= 0 && (number as number) < count))
      throw new LazyrichError(`numbers[${i}] is ${named(number)}: ${accepted}`)
  }
}

/** A value for a message: itself where that is one word, otherwise its type. */
function named(value: unknown): string {
  return value === null || ['number', 'undefined', 'boolean'].includes(typeof value)
    ? String(value)
    : `of type ${typeof value}`
}
