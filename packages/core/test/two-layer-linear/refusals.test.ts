import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/errors.ts'
import { linearConserved, linearDelta, linearKernelMeasures } from '../../src/two-layer-linear/index.ts'

const unit = { a: 1, w: 1 }

for (const [name, conserved] of [
  ['linearConserved', linearConserved],
  ['linearDelta', linearDelta],
] as const)
  test.each([
    ['hidden is Infinity: a whole number above 0 is accepted', () => conserved([1], [1], Infinity)],
    ['hidden is NaN', () => conserved([1], [1], Number.NaN)],
    ['A has length 3: a multiple of hidden = 2', () => conserved([1, 2, 3], [1, 2], 2)],
    ['W has length 0', () => conserved([1, 2], [], 2)],
    ['A[1] is NaN', () => conserved([1, Number.NaN], [1, 2], 2)],
    ['W[0] is Infinity', () => conserved([1, 2], [Infinity, 2], 2)],
    ['learningRate.w is -1', () => conserved([1, 2], [1, 2], 2, { a: 1, w: -1 })],
  ])(`${name} refuses: %s`, (message, call) => {
    expect(call).toThrow(LazyrichError)
    expect(call).toThrow(message)
  })

test.each([
  ['readoutGram[0] is NaN', () => linearKernelMeasures({ readoutGram: [Number.NaN], inputGram: [1] }, unit)],
  ['inputGram[0] is Infinity', () => linearKernelMeasures({ readoutGram: [1], inputGram: [Infinity] }, unit)],
  ['learningRate.a is 0', () => linearKernelMeasures({ readoutGram: [1], inputGram: [1] }, { a: 0, w: 1 })],
])('the kernel of a two-layer linear network refuses: %s', (message, call) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(message)
})
