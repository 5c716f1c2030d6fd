import { describe, expect, test } from 'vitest'
import {
  chainDeltas,
  chainFromBeta,
  chainPreconditioner,
  type DeepLinearProblem,
  deepLinearConserved,
  deepLinearDescent,
  deepLinearDrift,
  deepLinearKernelMeasures,
  deepLinearOutputs,
  deepLinearSystem,
  flowChain,
  flowDeepLinear,
  richInterpolant,
  richPotential,
  singularValues,
} from '../../src/deep-linear/index.ts'
import { LazyrichError } from '../../src/index.ts'
import { randomDeep } from '../support/deep-case.ts'

const good: DeepLinearProblem = {
  widths: [2, 2, 1],
  W0: [
    [1, 0, 0, 1],
    [1, 1],
  ],
  X: [1, 0, 0, 1],
  Y: [2, 0],
}

describe('a problem that does not fit is refused by name, by everything that takes one', () => {
  const bad: [Partial<DeepLinearProblem>, string][] = [
    [{ widths: [2] }, 'widths has length 1: two or more (inputs, hidden layers, outputs) is accepted'],
    [{ widths: [2, 0, 1] }, 'widths[1] is 0: a whole number ≥ 1 is accepted'],
    [{ widths: [2, 1.5, 1] }, 'widths[1] is 1.5'],
    [{ W0: [[1, 0, 0, 1]] }, 'W0 has length 1, widths has length 3: 2 matrices, one for each layer, is accepted'],
    [
      {
        W0: [
          [1, 0, 0],
          [1, 1],
        ],
      },
      'W0[0] has length 3: 4 (widths[1] × widths[0] = 2 × 2, row by row) is accepted',
    ],
    [
      {
        W0: [
          [1, 0, 0, 1],
          [1, Number.NaN],
        ],
      },
      'W0[1][1] is NaN: a finite number is accepted',
    ],
    [{ X: [1, 0, 0] }, 'X has length 3: 4 (2 rows of Y × 2 inputs, row by row) is accepted'],
    [{ X: [1, 0, 0, Infinity] }, 'X[3] is Infinity: a finite number is accepted'],
    [{ Y: [] }, 'Y has length 0: rows of 1 (outputs) are accepted'],
    [{ Y: [1, Number.NaN] }, 'Y[1] is NaN'],
    [{ learningRate: [1] }, 'learningRate has length 1: 2 (one for each layer) is accepted'],
    [{ learningRate: [1, -1] }, 'learningRate[1] is -1: a finite number > 0 is accepted'],
    [{ loss: 'sum' as 'mean' }, 'loss is "sum": half-sum, mean or half-mean is accepted'],
  ]
  test.each(bad)('%o', (change, message) => {
    const problem = { ...good, ...change }
    for (const call of [
      () => deepLinearSystem(problem),
      () => flowDeepLinear(problem, [1]),
      () => deepLinearDescent(problem, 0.1),
      () => deepLinearKernelMeasures(problem),
    ]) {
      expect(call).toThrow(LazyrichError)
      expect(call).toThrow(message)
    }
  })
})

const refused: [string, () => unknown, string][] = [
  ['a time below 0', () => flowDeepLinear(good, [1, -1]), 'times[1] is -1: a finite number ≥ 0 is accepted'],
  ['a time without end', () => flowChain({ a0: [1], w0: [1], X: [1], y: [1] }, [Infinity]), 'times[0] is Infinity'],
  ['a step size of 0', () => deepLinearDescent(good, 0), 'stepSize is 0: a finite number > 0 is accepted'],
  [
    'layers of another size',
    () => deepLinearConserved({ widths: [2, 1], W: [[1]] }),
    'W[0] has length 1: 2 (widths[1] × widths[0] = 1 × 2',
  ],
  ['fewer matrices than before', () => deepLinearDrift([[1]], []), 'after has 0 matrices, before has 1'],
  ['matrices of another size', () => deepLinearDrift([[1]], [[1, 2]]), 'after[0] has 2 entries, before[0] has 1'],
  [
    'a matrix that is no rectangle',
    () => singularValues([1, 2, 3], 2),
    'matrix has length 3: a multiple of 2 (rows) is accepted',
  ],
  ['singular values of what is not finite', () => singularValues([1, Number.NaN], 1), 'matrix[1] is NaN'],
  ['a chain of no factors', () => chainDeltas({ a: [], w: [1] }), 'a is empty: at least one number is accepted'],
  ['a chain of no inputs', () => chainPreconditioner({ a: [1], w: [] }), 'w is empty'],
  [
    'a chain with a rate below 0',
    () => chainDeltas({ a: [1], w: [1], learningRate: { a: 1, w: -1 } }),
    'learningRate.w is -1',
  ],
  ['no δ at all', () => chainFromBeta([1], []), 'deltas is empty'],
  ['a δ that is no number', () => chainFromBeta([1], [Number.NaN]), 'deltas[0] is NaN'],
  ['a chain without samples', () => flowChain({ a0: [1], w0: [1], X: [], y: [] }, [1]), 'y is empty'],
  [
    'inputs of another length',
    () => flowChain({ a0: [1], w0: [1, 2], X: [1], y: [1] }, [1]),
    "X has length 1: 2 (y's length × w0's length = 1 × 2",
  ],
  ['a potential of no layers', () => richPotential([1], 0), 'depth is 0: a whole number ≥ 1 is accepted'],
  ['a potential of no inputs', () => richPotential([], 2), 'beta is empty'],
  [
    'data that do not fit β₀',
    () => richInterpolant({ X: [1], y: [1], beta0: [1, 2], depth: 2 }),
    "X has length 1: 2 (y's length × beta0's length = 1 × 2",
  ],
]

test.each(refused)('%s is refused by name', (_, call, message) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(message)
})

test('inputs are never modified', () => {
  const freeze = (list: ArrayLike<number>): readonly number[] => Object.freeze(Array.from(list))
  const { widths, W0, X, Y } = randomDeep(1, [3, 2, 1], 4)
  const problem = Object.freeze({
    widths: freeze(widths),
    W0: Object.freeze(W0.map(freeze)),
    X: freeze(X),
    Y: freeze(Y),
    learningRate: freeze([1, 2]),
  })
  deepLinearDescent(problem, 0.1).advance(3)
  const network = Object.freeze({ widths: problem.widths, W: problem.W0, learningRate: problem.learningRate })
  deepLinearKernelMeasures(problem)(network)
  deepLinearConserved(network)
  deepLinearOutputs(network, problem.X)
  flowDeepLinear(problem, freeze([2, 1]))
  flowChain({ a0: freeze([1, 2]), w0: freeze([1, 1, 1]), X: problem.X, y: problem.Y }, freeze([2, 1]))
  richInterpolant({ X: problem.X, y: problem.Y, beta0: freeze([1, 2, 3]), depth: 3 })
  singularValues(freeze([1, 2, 3, 4]), 2)
})
