import { neuronRace } from '@lazyrich/core/experiments'
import { randomStream } from '@lazyrich/core/random'
import { drawRules, hierarchy, hierarchyData } from '@lazyrich/tf'
import { expect, it } from 'vitest'
import run from '../../src/figures/hierarchy-run.json'
import { SIZES, treeOf } from '../../src/figures/hierarchy-tree.ts'
import { recorded } from '../../src/islands/hierarchy/recorded.ts'
import { properties as hierarchyProperties } from '../../src/islands/hierarchy/state.ts'
import { BATCH } from '../../src/islands/hierarchy/training.ts'
import { readAddress } from '../../src/islands/kit/address.ts'
import { SAMPLES, STEPS } from '../../src/islands/neuron-race/networks.ts'

it('what the pages count on is what the experiments take by themselves, in the terminal for one', () => {
  expect(neuronRace.parameters.steps!.default).toBe(STEPS)
  expect(neuronRace.parameters.samples!.default).toBe(SAMPLES)
  expect(hierarchy.parameters.batchSize!.default).toBe(BATCH)
  const { extent, parameters } = hierarchy
  const given = Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]))
  expect(extent({ ...given, samples: run.samples, epochs: run.epochs })).toBe(recorded[0]!.steps)
})

it('a tree ends in the datum that the experiment makes of the same number', () => {
  const rules = drawRules(SIZES, randomStream(0, 'teacher'))
  for (const number of [0, 1, 45_678, 131_071]) {
    const { symbols, labels } = hierarchyData(SIZES, rules, [number])
    const { levels } = treeOf(number)
    expect(levels.map(({ length }) => length)).toEqual([1, 2, 4, 8])
    expect(levels.at(-1)).toEqual(Array.from(symbols))
    expect(levels[0]).toEqual(Array.from(labels))
  }
  expect(() => treeOf(131_072)).toThrow('number is 131072')
})

it.each(['', ',', '2', '1,1', '0.03,0.1,0.3,1', '1;3'])('a link’s α “%s” are ignored, and that is said', (text) => {
  const { values, ignored } = readAddress(hierarchyProperties, `?alpha=${text}`)
  expect(values.alphas).toEqual([0.03, 1, 10])
  expect(ignored).toEqual([expect.stringContaining('accepted is one to 3 of 0.03, 0.1, 0.3, 1, 3, 10')])
})
