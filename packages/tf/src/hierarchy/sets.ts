import { LazyrichError, permutation, type RandomStream } from '@lazyrich/core/random'
import { type HierarchyData, hierarchyData } from './data.ts'
import { dataCount, drawRules, type HierarchySizes } from './rules.ts'

/** Training and test data. */
export interface HierarchySets {
  readonly train: HierarchyData
  /** The last fifth of all data in a random order: never trained on, whatever the number of samples. */
  readonly test: HierarchyData
}

/** P_max − ⌊P_max/5⌋: the size of the largest training set. */
export function mostSamples(sizes: HierarchySizes): number {
  const count = dataCount(sizes)
  return count - Math.floor(count / 5)
}

/**
 * The rules from the stream `teacher`, the order of the data from the stream `data`.
 *
 * @throws LazyrichError for sizes that allow no such rules, and for more samples than are not held out.
 */
export function drawSets(
  sizes: HierarchySizes,
  samples: number,
  { teacher, data }: { teacher: RandomStream; data: RandomStream },
): HierarchySets {
  const rules = drawRules(sizes, teacher)
  const most = mostSamples(sizes)
  if (!(Number.isInteger(samples) && samples >= 1 && samples <= most))
    throw new LazyrichError(`samples is ${samples}: a whole number from 1 to ${most} is accepted`)
  const order = permutation(data, dataCount(sizes))
  return {
    train: hierarchyData(sizes, rules, order.subarray(0, samples)),
    test: hierarchyData(sizes, rules, order.subarray(most)),
  }
}
