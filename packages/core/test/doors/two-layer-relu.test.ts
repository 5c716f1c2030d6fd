import { describe, expect, test } from 'vitest'
import * as family from '../../src/two-layer-relu/index.ts'
import { faultsOf } from './hostile.ts'
import { twoLayerRelu } from './two-layer-relu.ts'

describe('two-layer-relu', () => {
  test.each(twoLayerRelu)('$name gives a right answer or says what it accepts, whatever comes', (call) =>
    expect(faultsOf(call)).toEqual([]),
  )

  test('is tried whole', () => {
    const functions = Object.entries(family).filter(
      ([name, value]) => typeof value === 'function' && name !== 'LazyrichError',
    )
    const tried = twoLayerRelu.map(({ name }) => name.split(',')[0])
    expect(tried).toEqual(expect.arrayContaining(functions.map(([name]) => name)))
  })
})
