import { expect, test } from 'vitest'
import {
  linearConserved,
  linearDelta,
  mirroredStart,
  neuronDataFlow,
  neuronWhitenedFlow,
  randomStart,
  randomStream,
  unitVector,
} from '../src/index.ts'

const one = { a: 1, w: 1 }
const random = randomStream(0, 'student')

test.each<[string, () => unknown, string]>([
  ['linearConserved', () => linearConserved([1, 2, 3], [1, 2], 2), 'A has length 3: a multiple of hidden = 2'],
  ['linearConserved', () => linearConserved([1, 2], [], 2), 'W has length 0: a multiple of hidden = 2'],
  ['linearDelta', () => linearDelta([1], [Number.NaN], 1), 'W[0] is NaN: a finite number is accepted'],
  ['linearDelta', () => linearDelta([1], [1], 1.5), 'hidden is 1.5: a whole number above 0 is accepted'],
  ['linearConserved', () => linearConserved([1], [1], 1, { a: -1, w: 1 }), 'learningRate.a is -1'],
  ['whitenedFlow', () => neuronWhitenedFlow([Number.POSITIVE_INFINITY], one), 'target[0] is Infinity'],
  [
    'whitenedFlow',
    () => neuronWhitenedFlow([1], { a: 1, w: 0 }),
    'learningRate.w is 0: a finite number > 0 is accepted',
  ],
  ['dataFlow', () => neuronDataFlow([1, 2, 3], [1, 2], one), 'X has length 3, y has length 2: rows of one length'],
  ['dataFlow', () => neuronDataFlow([1, 2], [1, Number.NaN], one), 'y[1] is NaN: a finite number is accepted'],
  ['randomStart', () => randomStart(random, 0, 2), 'neurons is 0: a whole number above 0 is accepted'],
  ['randomStart', () => randomStart(random, 2, 1.5), 'inputs is 1.5: a whole number above 0 is accepted'],
  ['mirroredStart', () => mirroredStart(random, 0, 2), 'neurons is 0: an even number above 0 is accepted'],
  ['unitVector', () => unitVector(random, new Float64Array(0)), 'into has length 0: at least 1 is accepted'],
])('%s says which argument it refuses, what came and what is accepted (%#)', (_name, call, said) => {
  expect(call).toThrow(said)
})
