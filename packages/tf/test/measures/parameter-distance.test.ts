import { describe, expect, it } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { parameterDistances } from '../../src/measures/parameter-distance.ts'
import { network } from '../../src/networks/network.ts'

const two = network({ axes: [2] }, [dense(1, { name: 'in' }), relu(), dense(2, { name: 'out', bias: false })])

describe('parameter distances', () => {
  it('are Euclidean, of all parameters and of each layer with its bias', () => {
    const before = [0, 0, 0, 1, 1]
    const after = [1, 2, 2, 1, 5]
    expect(parameterDistances(two, before, after)).toEqual({ whole: 5, layers: { in: 3, out: 4 } })
  })

  it('are refused for lists of another network', () => {
    expect(() => parameterDistances(two, [1], [1])).toThrow('before has length 1: 5 is accepted')
    expect(() => parameterDistances(two, [1, 2, 3, 4, 5], undefined as never)).toThrow(
      'after is missing: a list of numbers is accepted',
    )
    expect(() => parameterDistances(two, [1, 2, 3, 4, 5], [1])).toThrow('after has length 1')
  })
})
