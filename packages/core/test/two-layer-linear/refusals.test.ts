import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/errors.ts'
import {
  exactLinear,
  exactLinearTasks,
  flowLinear,
  linearConserved,
  linearDelta,
  linearKernelMeasures,
} from '../../src/two-layer-linear/index.ts'

for (const [name, conserved] of [
  ['linearConserved', linearConserved],
  ['linearDelta', linearDelta],
] as const)
  test.each([
    ['hidden is Infinity: a whole number ≥ 1 is accepted', () => conserved({ hidden: Infinity, A: [1], W: [1] })],
    ['hidden is NaN', () => conserved({ hidden: Number.NaN, A: [1], W: [1] })],
    ['A has length 3: a multiple of 2', () => conserved({ hidden: 2, A: [1, 2, 3], W: [1, 2] })],
    ['W has length 0', () => conserved({ hidden: 2, A: [1, 2], W: [] })],
    ['A[1] is NaN', () => conserved({ hidden: 2, A: [1, Number.NaN], W: [1, 2] })],
    ['W[0] is Infinity', () => conserved({ hidden: 2, A: [1, 2], W: [Infinity, 2] })],
    ['learningRate.w is -1', () => conserved({ hidden: 2, A: [1, 2], W: [1, 2], learningRate: { a: 1, w: -1 } })],
  ])(`${name} refuses: %s`, (message, call) => {
    expect(call).toThrow(LazyrichError)
    expect(call).toThrow(message)
  })

const start = { hidden: 1, A0: [1], W0: [1] }

test.each([
  ['A0[0] is NaN', () => linearKernelMeasures({ hidden: 1, A0: [Number.NaN], W0: [1] })],
  ['W0[0] is Infinity', () => linearKernelMeasures({ hidden: 1, A0: [1], W0: [Infinity] })],
  ['learningRate.a is 0', () => linearKernelMeasures({ ...start, learningRate: { a: 0, w: 1 } })],
  [
    'target has length 2: 1 (1 × 1, inputs of W0 × outputs of A0',
    () => linearKernelMeasures({ ...start, target: [1, 2] }),
  ],
  [
    'network has 2 inputs and 1 outputs: 1 and 1, as at',
    () => linearKernelMeasures(start)({ hidden: 1, A: [1], W: [1, 0] }),
  ],
  [
    "learningRate is { a: 2, w: 2 }: the start's, { a: 1, w: 1 }, is accepted",
    () => linearKernelMeasures(start)({ hidden: 1, A: [1], W: [1], learningRate: 2 }),
  ],
])('the kernel of a two-layer linear network refuses: %s', (message, call) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(message)
})

const mean = 'mean' as 'half-sum'

test.each([
  [
    'loss is "mean": half-sum (a target has no number of samples;',
    () => flowLinear({ ...start, target: [1], loss: mean }, [1]),
  ],
  [
    'loss is "mean": half-sum (a target has no number of samples;',
    () => exactLinear({ ...start, target: [1], loss: mean }),
  ],
  ['options.loss is unknown', () => flowLinear({ ...start, X: [1], Y: [1] }, [1], { loss: 'mean' } as object)],
  [
    'target and X are both given: target, or X and Y, is accepted',
    () => flowLinear({ ...start, target: [1], X: [1], Y: [1] }, [1]),
  ],
  [
    'problem.learningrate is unknown (did you mean learningRate?)',
    () => exactLinear({ ...start, target: [1], ...{ learningrate: 2 } }),
  ],
  [
    'i is 2: a whole number from 0 to 1 is accepted',
    () =>
      exactLinear({ ...start, target: [1] })
        .at([0, 1])
        .at(2),
  ],
  ['time is 1e+300: an earlier one is accepted', () => exactLinear({ ...start, target: [1e100] }).beta([1e300])],
  ['tasks[0].target has length 2: 1 (1 × 1', () => exactLinearTasks(start, [{ from: 0, target: [1, 2] }])],
])('what would be wrong in silence is refused: %s', (message, call) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(message)
})
