import { describe, expect, test } from 'vitest'
import * as family from '../../src/deep-linear/index.ts'
import { deepLinear } from './deep-linear.ts'
import { faultsOf } from './hostile.ts'

describe('deep-linear', () => {
  test.each(deepLinear)('$name gives a right answer or says what it accepts, whatever comes', (call) =>
    expect(faultsOf(call)).toEqual([]),
  )

  test('is tried whole', () => {
    const functions = Object.entries(family).filter(
      ([name, value]) => typeof value === 'function' && name !== 'LazyrichError',
    )
    expect(deepLinear.map(({ name }) => name)).toEqual(expect.arrayContaining(functions.map(([name]) => name)))
  })
})
