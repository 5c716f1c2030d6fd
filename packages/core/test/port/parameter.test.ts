import { describe, expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import {
  accepts,
  choice,
  completeParameters,
  number,
  parseParameter,
  record,
  requireParameter,
  vector,
} from '../../src/port/index.ts'

const schema = {
  tau: number('scale', 0.1, { min: 1e-6, max: 1e3 }),
  delta: number('unbalance', 0),
  steps: number('steps', 10, { min: 1, max: 100, integer: true, changeable: true }),
  beta0: vector('start', [-1, 0], { min: -5, max: 5 }),
  sign: choice('sign', ['positive', 'negative']),
  record: record('lin:200'),
}

describe('completing', () => {
  test('what is left out gets its default', () => {
    expect(completeParameters(schema, { delta: 3 })).toEqual({
      tau: 0.1,
      delta: 3,
      steps: 10,
      beta0: [-1, 0],
      sign: 'positive',
      record: 'lin:200',
    })
    expect(completeParameters(schema, { tau: undefined }).tau).toBe(0.1)
  })

  test('a mistyped name is refused with the nearest one', () => {
    expect(() => completeParameters(schema, { detla: 1 })).toThrow(
      new LazyrichError(
        'parameter detla is unknown (did you mean delta?); known: tau, delta, steps, beta0, sign, record',
      ),
    )
    expect(() => completeParameters(schema, { Beta: [1, 2] })).toThrow('did you mean beta0?')
    expect(() => requireParameter(schema, 'zzzzzz')).toThrow('parameter zzzzzz is unknown; known: tau')
  })

  test('names that every object has are no parameters', () => {
    for (const name of ['constructor', 'toString', '__proto__'])
      expect(() => requireParameter(schema, name)).toThrow(`parameter ${name} is unknown`)
  })

  test.each([
    ['tau', 0, 'tau is 0: a number from 0.000001 to 1000 is accepted'],
    ['tau', 1001, 'tau is 1001: a number from 0.000001 to 1000 is accepted'],
    ['tau', '0.1', 'tau is 0.1: a number from 0.000001 to 1000 is accepted'],
    ['delta', Number.NaN, 'delta is NaN: a number from -1000000000000 to 1000000000000 is accepted'],
    ['delta', Number.POSITIVE_INFINITY, 'delta is Infinity: a number'],
    ['delta', null, 'delta is null: a number'],
    ['steps', 1.5, 'steps is 1.5: a whole number from 1 to 100 is accepted'],
    ['beta0', [1], 'beta0 is a list of 1: 2 numbers from -5 to 5, separated by commas is accepted'],
    ['beta0', [1, 6], 'beta0 is [1, 6]: 2 numbers from -5 to 5'],
    ['beta0', [1, Number.NaN], 'beta0 is [1, NaN]: 2 numbers from -5 to 5'],
    ['beta0', 3, 'beta0 is 3: 2 numbers from -5 to 5'],
    ['sign', 'neither', 'sign is neither: positive, negative is accepted'],
    ['record', 'log', 'record is log: log:<frames>, lin:<frames> or every:<distance> is accepted'],
    ['record', 5, 'record is 5: log:<frames>'],
  ])('%s = %j is refused: %s', (name, value, message) => {
    expect(() => completeParameters(schema, { [name]: value })).toThrow(LazyrichError)
    expect(() => completeParameters(schema, { [name]: value })).toThrow(message)
  })

  test('bounds are inclusive', () => {
    expect(completeParameters(schema, { tau: 1e-6, steps: 100, beta0: [-5, 5] })).toMatchObject({
      tau: 1e-6,
      steps: 100,
      beta0: [-5, 5],
    })
  })

  test('the given values are copied: changing them later changes no run', () => {
    const beta0 = [1, 2]
    const completed = completeParameters(schema, { beta0 })
    beta0[0] = 5
    expect(completed.beta0).toEqual([1, 2])
    expect(completeParameters(schema).beta0).not.toBe(schema.beta0.default)
  })
})

describe('reading from text', () => {
  test.each([
    ['tau', '0.5', 0.5],
    ['tau', ' 1e-3 ', 1e-3],
    ['steps', '7', 7],
    ['beta0', '1,-2.5', [1, -2.5]],
    ['beta0', '[1, 2]', [1, 2]],
    ['sign', 'negative', 'negative'],
    ['record', 'log:60', 'log:60'],
  ])('%s from %j', (name, text, value) => {
    expect(parseParameter(name, requireParameter(schema, name), text)).toEqual(value)
  })

  test.each([
    ['tau', '', 'tau is empty: a number from 0.000001 to 1000 is accepted'],
    ['tau', 'abc', 'tau is abc: a number from 0.000001 to 1000 is accepted'],
    ['tau', '1 2', 'tau is 1 2: a number'],
    ['steps', '7.5', 'steps is 7.5: a whole number from 1 to 100 is accepted'],
    ['beta0', '1', 'beta0 is 1: 2 numbers'],
    ['beta0', '1,,2', 'beta0 is 1,,2: 2 numbers'],
    ['beta0', '1,x', 'beta0 is 1,x: 2 numbers'],
    ['sign', 'Positive', 'sign is Positive: positive, negative is accepted'],
    ['record', 'lin:', 'record is lin:: log:<frames>'],
  ])('%s from %j is refused with what was typed', (name, text, message) => {
    expect(() => parseParameter(name, requireParameter(schema, name), text)).toThrow(message)
  })
})

test('what a parameter accepts is said in words', () => {
  expect(accepts(schema.steps)).toBe('a whole number from 1 to 100')
  expect(accepts(schema.sign)).toBe('positive, negative')
})
