import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense, relu, scale } from '../../src/layers/index.ts'
import { activationPatterns, generalActivationPatterns } from '../../src/measures/activation-pattern.ts'
import { hammingDistances } from '../../src/measures/hamming-distance.ts'
import { network } from '../../src/networks/network.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { MEASURED, measuredState } from '../support/measured-models.ts'
import { randomBatch, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

describe.each(VARIANTS)('activation patterns, %s,', (variant) => {
  // More samples than are passed at once.
  it.each(MEASURED)('of %s are those of the general path', async (_, measured) => {
    const state = measuredState(measured)
    const count = 37
    const { inputs } = randomBatch(measured, count)
    const own = activationPatterns(await networkModules(variant), measured, { inputs, count })(state)
    const oracle = await generalActivationPatterns(tf, measured, { inputs, count })(state)
    expect(Object.keys(own)).toEqual(Object.keys(oracle))
    for (const [name, active] of Object.entries(oracle)) {
      // An input within rounding of 0 may fall on either side.
      const differ = active.reduce((sum, one, p) => sum + (one === own[name][p] ? 0 : 1), 0)
      expect(differ, name).toBeLessThanOrEqual(active.length / 1000)
      expect(own[name], name).toContain(0)
      expect(own[name], name).toContain(1)
    }
  })

  it('are 1 where an input is above 0, whatever comes before and behind', async () => {
    const small = network({ axes: [3] }, [
      relu({ name: 'first' }),
      scale(-2),
      relu({ name: 'second' }),
      relu({ name: 'third' }),
      dense(3, { bias: true }),
      scale(-1),
      relu({ name: 'last' }),
    ])
    const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1]
    const patternOf = activationPatterns(await networkModules(variant), small, {
      inputs: [1, 0, -1, -2, 3, 4],
      count: 2,
    })
    const pattern = patternOf({ parameters: Float32Array.from([...identity, 0, 1, -1]) })
    expect(pattern).toEqual({
      first: Uint8Array.of(1, 0, 0, 0, 1, 1),
      second: Uint8Array.of(0, 0, 0, 0, 0, 0),
      third: Uint8Array.of(0, 0, 0, 0, 0, 0),
      last: Uint8Array.of(0, 0, 1, 0, 0, 1),
    })
  })
})

describe('Hamming distances', () => {
  it('are the shares of entries that differ, whole and by layer', () => {
    const before = { relu1: Uint8Array.of(0, 1, 1, 0), relu2: Uint8Array.of(1, 1) }
    const after = { relu1: Uint8Array.of(0, 1, 0, 0), relu2: Uint8Array.of(0, 0) }
    expect(hammingDistances(before, after)).toEqual({ whole: 0.5, layers: { relu1: 0.25, relu2: 1 } })
    expect(hammingDistances(before, before)).toEqual({ whole: 0, layers: { relu1: 0, relu2: 0 } })
  })

  it('are NaN where there is no ReLU', () => {
    expect(hammingDistances({}, {})).toEqual({ whole: Number.NaN, layers: {} })
  })

  it('are refused between patterns of other layers or samples', () => {
    const two = { relu1: Uint8Array.of(0, 1) }
    expect(() => hammingDistances(two, { relu1: Uint8Array.of(0) })).toThrow(
      'after is a pattern of relu1 [1]: one of relu1 [2], as before is, is accepted',
    )
    expect(() => hammingDistances(two, {})).toThrow('after is a pattern of no ReLU')
  })

  it.each<[string, unknown, unknown, string]>([
    ['one alone', {}, undefined, 'after is missing: an activation pattern, as '],
    ['a promise of one', Promise.resolve({}), {}, 'before is of type Promise: an activation pattern, as '],
    ['lists of another kind', { relu1: [1, 0] }, {}, 'before is of type Object: an activation pattern, as '],
  ])('are refused of %s', (_, before, after, message) => {
    expect(() => hammingDistances(before as never, after as never)).toThrow(message)
  })
})
