import { expect, test } from 'vitest'
import { LazyrichError, type Loss, lossFactor, outputLoss } from '../../src/measures/index.ts'

const outputs = [1, 2, 3, 5]
const targets = [0, 2, 1, 1]

test('is c times the sum of squared residuals, 21 here, with the c of each loss; the mean where none is named', () => {
  for (const loss of ['half-sum', 'mean', 'half-mean'] satisfies Loss[])
    expect(outputLoss(outputs, targets, { loss })).toBe(lossFactor(loss, 4) * 21)
  expect(outputLoss(outputs, targets)).toBe(21 / 4)
})

test('of several outputs a sample counts samples, not targets', () => {
  expect(outputLoss(outputs, targets, { samples: 2 })).toBe(21 / 2)
  expect(outputLoss(outputs, targets, { samples: 2, loss: 'half-sum' })).toBe(21 / 2)
})

test('of outputs that are not finite is not finite', () => {
  expect(outputLoss([1, Number.NaN], [0, 0])).toBeNaN()
  expect(outputLoss([Number.POSITIVE_INFINITY], [0])).toBe(Number.POSITIVE_INFINITY)
})

test.each<[() => unknown, string]>([
  [() => outputLoss([1], [1, 2]), 'outputs has length 1, targets has length 2: equal lengths are accepted'],
  [() => outputLoss([], []), 'outputs is empty: at least one number is accepted'],
  [() => outputLoss([1], [Number.NaN]), 'targets[0] is NaN: a finite number is accepted'],
  [() => outputLoss([1, 2, 3], [1, 2, 3], { samples: 2 }), 'samples is 2, targets has length 3'],
  [() => outputLoss([1], [1], { los: 'mean' } as never), 'options.los is unknown (did you mean loss?)'],
  [
    () => outputLoss([[1]] as never, [1]),
    'outputs[0] is a list of 1: a finite number (row after row, in one list) is accepted',
  ],
])('what does not fit is refused by name (%#)', (call, message) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(message)
})
