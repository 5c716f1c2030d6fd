import { describe, expect, test } from 'vitest'
import { nearest } from '../../src/port/index.ts'
import { neuronDelta, neuronKernelDistance } from '../../src/single-neuron/index.ts'
import { flowLinear, linearDelta, linearKernelMeasures } from '../../src/two-layer-linear/index.ts'
import { reluDescent } from '../../src/two-layer-relu/index.ts'

describe('names of one letter in the wrong case', () => {
  test.each<[string, () => unknown]>([
    ['neuron.A is unknown (did you mean a?)', () => neuronDelta({ A: 1, W: [1] } as never)],
    ['network.a is unknown (did you mean A?)', () => linearDelta({ hidden: 1, a: [1], w: [1] } as never)],
    ['problem.x is unknown (did you mean X?)', () => neuronKernelDistance({ a0: 1, w0: [1], x: [1] } as never)],
    [
      'problem.y is unknown (did you mean Y?)',
      () => flowLinear({ hidden: 1, A0: [1], W0: [1], X: [1], y: [1] } as never, [1]),
    ],
    [
      'network.w is unknown (did you mean W?)',
      () => reluDescent({ w: new Float64Array(1), a: new Float64Array(1), leak: 0 } as never, { X: [1], y: [1] }, 0.1),
    ],
  ])('get a hint where that name is missing: %s', (said, call) => expect(call).toThrow(said))

  test('belong to their owner where it is not', () => {
    expect(neuronDelta({ a: 2, w: [1], A: 'area', n: 3 } as never)).toBe(3)
  })
})

test('a name is near another that a third of its letters turn into it, three at most, swaps counted once', () => {
  const known = ['learningRate', 'target', 'w0']
  expect(
    ['learningrat', 'lerning_rate', 'tagret', 'tragte', 'wo', 'learn'].map((name) => nearest(name, known)),
  ).toEqual([
    ' (did you mean learningRate?)',
    ' (did you mean learningRate?)',
    ' (did you mean target?)',
    ' (did you mean target?)',
    ' (did you mean w0?)',
    ' (did you mean learningRate?)',
  ])
  expect(['learned', 'tgt', 'ww0x'].map((name) => nearest(name, known))).toEqual(['', '', ''])
})

/** A function as plain JavaScript sees it. */
const surplus = (call: unknown): ((...given: unknown[]) => unknown) => call as (...given: unknown[]) => unknown

describe('data beside a problem that may go without', () => {
  const start = { a0: 1, w0: [1, 2] }
  test.each<[string, () => unknown]>([
    [
      'a list of 4: none (X stands in the problem) is accepted',
      () => surplus(neuronKernelDistance)(start, [1, 0, 0, 1]),
    ],
    [
      'of type Object: none (target, or X and Y, stand in the problem) is accepted',
      () => surplus(linearKernelMeasures)({ hidden: 1, A0: [1], W0: [1] }, { X: [1], Y: [1] }),
    ],
  ])('are refused: the argument after the problem is %s', (said, call) => {
    expect(call).toThrow(`the argument after the problem is ${said}`)
  })

  test('an index is none, as `map` gives one', () => {
    expect([start].map(neuronKernelDistance)[0]!({ a: 1, w: [1, 2] })).toBe(0)
  })
})
