import { randomStream } from '@lazyrich/core/random'
import { drawRules, type HierarchySizes } from '@lazyrich/tf'

/** The sizes of the paper, which are the experiment's own. */
export const SIZES: HierarchySizes = { classes: 8, symbols: 8, synonyms: 4, tupleSize: 2, levels: 3 }
/** The rules are those of the page's default seed. */
const SEED = 0

/** One datum with all that lies above it. */
export interface Tree {
  /** The datum's number, of 0 to P_max − 1. */
  readonly number: number
  /** Symbols level by level: the class, 2, 4, and the 8 that a network sees. */
  readonly levels: readonly (readonly number[])[]
}

/** Writes the class of a datum down level by level, with the rules that the experiment draws. */
export function treeOf(number: number): Tree {
  const { classes, synonyms, tupleSize, levels: depth } = SIZES
  const rules = drawRules(SIZES, randomStream(SEED, 'teacher'))
  // The number's digits: the class, then a synonym for every place from the top.
  const places = Array.from({ length: depth }, (_, level) => tupleSize ** level).reduce((sum, each) => sum + each)
  const choices: number[] = []
  let rest = number
  for (let k = 0; k < places; k++) {
    choices.unshift(rest % synonyms)
    rest = Math.floor(rest / synonyms)
  }
  if (!(rest < classes)) throw new RangeError(`number is ${number}: there are fewer data`)
  const levels: number[][] = [[rest]]
  let next = 0
  for (const rule of rules)
    levels.push(
      levels.at(-1)!.flatMap((symbol) => {
        const row = (symbol * synonyms + choices[next++]!) * tupleSize
        return Array.from(rule.subarray(row, row + tupleSize))
      }),
    )
  return { number, levels }
}
