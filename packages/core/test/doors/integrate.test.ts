import { describe, expect, test } from 'vitest'
import * as family from '../../src/integrate/index.ts'
import { faultsOf } from './hostile.ts'
import { integration } from './integrate.ts'

describe('integrate', () => {
  test.each(integration)('$name gives a right answer or says what it accepts, whatever comes', (call) =>
    expect(faultsOf(call)).toEqual([]),
  )

  test('is tried whole', () => {
    const functions = Object.entries(family).filter(
      ([name, value]) => typeof value === 'function' && name !== 'LazyrichError',
    )
    expect(integration.map(({ name }) => name)).toEqual(expect.arrayContaining(functions.map(([name]) => name)))
  })

  test.each([family.dormandPrince, family.dop853, family.implicitExtrapolation, family.rungeKuttaChebyshev])(
    '$name: a right-hand side that returns the derivative instead of writing it is refused',
    (solver) => {
      const returns = (_t: number, y: Float64Array) => [-y[0]!]
      expect(() => family.integrate(returns, [1], [1], { solver })).toThrow(
        'f returns a list of 1: a function that writes dy/dt into its third argument is accepted',
      )
    },
  )
})
