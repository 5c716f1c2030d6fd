import { describe, expect, test } from 'vitest'
import * as family from '../../src/single-neuron/index.ts'
import { faultsOf } from './hostile.ts'
import { singleNeuron } from './single-neuron.ts'

describe('single-neuron', () => {
  test.each(singleNeuron)('$name gives a right answer or says what it accepts, whatever comes', (call) =>
    expect(faultsOf(call)).toEqual([]),
  )

  test('is tried whole', () => {
    const functions = Object.entries(family).filter(
      ([name, value]) => typeof value === 'function' && name !== 'LazyrichError',
    )
    expect(singleNeuron.map(({ name }) => name)).toEqual(expect.arrayContaining(functions.map(([name]) => name)))
  })
})
