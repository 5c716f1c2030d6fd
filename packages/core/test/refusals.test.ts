import { expect, test } from 'vitest'
import { linearConserved, linearDelta, mirroredStart, randomStart, randomStream } from '../src/index.ts'
import { unitVector } from '../src/random/index.ts'
import { neuronDataFlow, neuronWhitenedFlow } from '../src/single-neuron/index.ts'

const random = randomStream(0, 'student')

test.each<[string, () => unknown, string]>([
  ['linearConserved', () => linearConserved({ hidden: 2, A: [1, 2, 3], W: [1, 2] }), 'A has length 3: a multiple of 2'],
  ['linearConserved', () => linearConserved({ hidden: 2, A: [1, 2], W: [] }), 'W has length 0: a multiple of 2'],
  [
    'linearDelta',
    () => linearDelta({ hidden: 1, A: [1], W: [Number.NaN] }),
    'W[0] is NaN: a finite number is accepted',
  ],
  ['linearDelta', () => linearDelta({ hidden: 1.5, A: [1], W: [1] }), 'hidden is 1.5: a whole number ≥ 1 is accepted'],
  [
    'linearConserved',
    () => linearConserved({ hidden: 1, A: [1], W: [1], learningRate: { a: -1, w: 1 } }),
    'learningRate.a is -1',
  ],
  ['whitenedFlow', () => neuronWhitenedFlow({ target: [Number.POSITIVE_INFINITY] }), 'target[0] is Infinity'],
  [
    'whitenedFlow',
    () => neuronWhitenedFlow({ target: [1], learningRate: { a: 1, w: 0 } }),
    'learningRate.w is 0: a finite number > 0 is accepted',
  ],
  [
    'dataFlow',
    () => neuronDataFlow({ X: [1, 2, 3], y: [1, 2] }),
    'X has length 3: 4 (2 rows of one length, one for each entry of y)',
  ],
  ['dataFlow', () => neuronDataFlow({ X: [1, 2], y: [1, Number.NaN] }), 'y[1] is NaN: a finite number is accepted'],
  ['randomStart', () => randomStart(random, 0, 2), 'neurons is 0: a whole number ≥ 1 is accepted'],
  ['randomStart', () => randomStart(random, 2, 1.5), 'inputs is 1.5: a whole number ≥ 1 is accepted'],
  ['mirroredStart', () => mirroredStart(random, 0, 2), 'neurons is 0: an even number above 0 is accepted'],
  ['unitVector', () => unitVector(random, new Float64Array(0)), 'into has length 0: at least 1 is accepted'],
])('%s says which argument it refuses, what came and what is accepted (%#)', (_name, call, said) => {
  expect(call).toThrow(said)
})
