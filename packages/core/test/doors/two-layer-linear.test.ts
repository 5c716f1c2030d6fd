import { describe, expect, test } from 'vitest'
import * as family from '../../src/two-layer-linear/index.ts'
import { faultsOf } from './hostile.ts'
import { twoLayerLinear } from './two-layer-linear.ts'

describe('two-layer-linear', () => {
  test.each(twoLayerLinear)('$name gives a right answer or says what it accepts, whatever comes', (call) =>
    expect(faultsOf(call)).toEqual([]),
  )

  test('is tried whole', () => {
    const functions = Object.entries(family).filter(
      ([name, value]) => typeof value === 'function' && name !== 'LazyrichError',
    )
    expect(twoLayerLinear.map(({ name }) => name)).toEqual(expect.arrayContaining(functions.map(([name]) => name)))
  })
})
