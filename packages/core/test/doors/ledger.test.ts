import { describe, expect, test } from 'vitest'
import * as family from '../../src/ledger/index.ts'
import { faultsOf } from './hostile.ts'
import { ledger } from './ledger.ts'

describe('ledger', () => {
  test.each(ledger)('$name gives a right answer or says what it accepts, whatever comes', (call) =>
    expect(faultsOf(call)).toEqual([]),
  )

  test('is tried whole', () => {
    const functions = Object.entries(family).filter(
      ([name, value]) => typeof value === 'function' && name !== 'LazyrichError',
    )
    expect(ledger.map(({ name }) => name)).toEqual(expect.arrayContaining(functions.map(([name]) => name)))
  })
})
