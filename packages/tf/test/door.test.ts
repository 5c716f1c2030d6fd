import { describe, expect, it } from 'vitest'
import {
  requireFields,
  requireFlag,
  requireFunction,
  requireNumber,
  requireNumbers,
  requireOneOf,
  requireOptions,
  shown,
} from '../src/door.ts'
import { TfError } from '../src/index.ts'

const refusals: [() => void, string][] = [
  [
    () => requireOptions('sgd', { momentun: 1 } as object, { momentum: true } as never),
    'sgd.momentun is unknown (did you mean momentum?): momentum is accepted',
  ],
  [
    () => requireOptions('sgd', { nestorov: 1 } as object, { momentum: true, nesterov: true } as never),
    'sgd.nestorov is unknown (did you mean nesterov?): momentum, nesterov are accepted',
  ],
  [() => requireOptions('relu', { slope: 1 } as object, {} as never), 'relu.slope is unknown: nothing is accepted'],
  [
    () => requireOptions('sgd', null as never, { momentum: true } as never),
    'sgd is null: an object of momentum is accepted',
  ],
  [
    () => requireOptions('sgd', [1] as never, { momentum: true } as never),
    'sgd is [1]: an object of momentum is accepted',
  ],
  [
    () => requireFields('batch', { input: 1 } as object, { inputs: true } as never),
    'batch.input is unknown (did you mean inputs?): inputs is accepted',
  ],
  [
    () => requireFields('batch', { inputs: 1, more: 2 } as object, { inputs: true, count: true } as never),
    'batch.more is unknown: inputs, count are accepted',
  ],
  [
    () => requireFields('batch', { inputs: 1 } as object, { inputs: true, count: true } as never),
    'batch.count is missing: an object of inputs, count is accepted',
  ],
  [
    () => requireFields('batch', [1] as object, { inputs: true } as never),
    'batch is [1]: an object of inputs is accepted',
  ],
  [() => requireNumbers('x', BigInt64Array.of(1n)), 'x[0] is 1n: a number is accepted'],
  [() => requireNumber('x', '3', { whole: true, from: 1 }), 'x is "3": a whole number of at least 1 is accepted'],
  [() => requireNumber('x', 1, { from: 0, below: 1 }), 'x is 1: a number of at least 0 and below 1 is accepted'],
  [() => requireNumber('x', 0, { above: 0 }), 'x is 0: a number above 0 is accepted'],
  [() => requireNumber('x', 2, { from: 0, to: 1 }), 'x is 2: a number from 0 to 1 is accepted'],
  [() => requireNumber('x', Number.NaN), 'x is NaN: a finite number is accepted'],
  [() => requireNumber('x', undefined), 'x is missing: a finite number is accepted'],
  [() => requireFlag('bias', 'no'), 'bias is "no": true or false is accepted'],
  [
    () => requireOneOf('loss', 'cross_entropy', ['cross-entropy', 'mean-square']),
    'loss is "cross_entropy" (did you mean cross-entropy?): cross-entropy, mean-square are accepted',
  ],
  [() => requireFunction('start', 0.1, 'a function'), 'start is 0.1: a function is accepted'],
  [() => requireNumbers('x', '123'), 'x is "123": a list of numbers is accepted'],
  [() => requireNumbers('x', [1, '2']), 'x[1] is "2": a number is accepted'],
  [() => requireNumbers('x', [1], 2), 'x has length 1: 2 is accepted'],
  [() => requireNumbers('x', new ArrayBuffer(8)), 'x is of type ArrayBuffer: a list of numbers is accepted'],
]

describe('the door', () => {
  it.each(refusals)('%o is refused', (work, message) => {
    expect(work).toThrow(new TfError(message))
  })

  it('lets in what is accepted', () => {
    requireOptions('sgd', { momentum: 0.9 }, { momentum: true })
    requireFields('batch', { inputs: 1, more: 2 }, { inputs: true } as never)
    requireNumber('x', 0, { from: 0, below: 1, whole: true })
    requireNumber('x', Number.POSITIVE_INFINITY, { from: 0, infinite: true })
    requireFlag('x', false)
    requireOneOf('x', 'a', ['a'])
    requireFunction('x', () => {}, 'a function')
    requireNumbers('x', Float32Array.of(1), 1)
    requireNumbers('x', [1, 2])
  })

  it('shows anything in a few words', () => {
    expect([undefined, null, 1n, 'a', [1, 'b'], Array(9).fill(1), new Map(), shown].map(shown)).toEqual([
      ...['missing', 'null', '1n', '"a"', '[1, "b"]', 'a list of 9', 'of type Map', 'a function'],
    ])
  })
})
