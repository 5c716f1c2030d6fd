import { expect, test } from 'vitest'
import { convertFlowTime, type Loss } from '../../src/index.ts'
import { lossFactor } from '../../src/measures/index.ts'

const losses: Loss[] = ['half-sum', 'mean', 'half-mean']

test('the three losses of 4 samples with residuals (1, 1, 1, 1) are 2, 1 and ½', () => {
  expect(losses.map((loss) => 4 * lossFactor(loss, 4))).toEqual([2, 1, 0.5])
})

test('time under the mean of 40 samples is a twentieth of that time under the half sum, and comes back', () => {
  expect(convertFlowTime(10, 'mean', 'half-sum', 40)).toBe(0.5)
  for (const from of losses)
    for (const to of losses) expect(convertFlowTime(convertFlowTime(3, from, to, 7), to, from, 7)).toBeCloseTo(3, 14)
})

test('other losses and no samples are refused by name', () => {
  expect(() => lossFactor('sum' as Loss, 4)).toThrow('loss is "sum": half-sum, mean or half-mean is accepted')
  expect(() => lossFactor('mean', 0)).toThrow('samples is 0: a whole number ≥ 1 is accepted')
})
