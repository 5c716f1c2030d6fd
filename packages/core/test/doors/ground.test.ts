import { describe, expect, test } from 'vitest'
import * as balance from '../../src/balance/index.ts'
import * as data from '../../src/data/index.ts'
import * as measures from '../../src/measures/index.ts'
import * as random from '../../src/random/index.ts'
import { linearSpaced, logSpaced } from '../../src/spacing.ts'
import { balanceCalls, dataCalls, measuresCalls, randomCalls, spacingCalls } from './ground.ts'
import { faultsOf } from './hostile.ts'

describe.each([
  { name: 'balance', family: balance, calls: balanceCalls },
  { name: 'data', family: data, calls: dataCalls },
  { name: 'measures', family: measures, calls: measuresCalls },
  { name: 'random', family: random, calls: randomCalls },
  { name: 'spacing', family: { linearSpaced, logSpaced }, calls: spacingCalls },
])('$name', ({ family, calls }) => {
  test.each(calls)('$name gives a right answer or says what it accepts, whatever comes', (call) =>
    expect(faultsOf(call)).toEqual([]),
  )

  test('is tried whole', () => {
    const functions = Object.entries(family).filter(
      ([name, value]) => typeof value === 'function' && name !== 'LazyrichError',
    )
    expect(calls.map(({ name }) => name)).toEqual(expect.arrayContaining(functions.map(([name]) => name)))
  })
})
