import { describe, expect, test } from 'vitest'
import { deepLinearConserved, deepLinearDrift, flowDeepLinear } from '../../src/deep-linear/index.ts'
import { deepCases } from '../support/deep-case.ts'
import { relativeError } from '../support/golden.ts'

const named = deepCases('deep-linear.json').map((item, i) => ({ ...item, name: `case ${i}, ${item.widths}` }))
const hard = deepCases('deep-linear-hard.json').map((item) => ({ ...item, name: item.tag! }))

test('there are 9 reference flows, and 10 harder ones', () => {
  expect([named.length, hard.length]).toEqual([9, 10])
})

describe.each(named)('$name', ({ problem, times, product, loss, conserved }) => {
  test('product and loss agree to 1e-11, the conserved matrices to 1e-14', () => {
    const flow = flowDeepLinear(problem, times)
    expect(flow.reason).toBe('complete')
    expect(relativeError(flow.product, product.flat(2))).toBeLessThan(1e-11)
    expect(relativeError(flow.loss, loss)).toBeLessThan(1e-11)
    const matrices = deepLinearConserved({ widths: problem.widths, W: problem.W0 })
    expect(
      relativeError(
        matrices.flatMap((matrix) => Array.from(matrix)),
        conserved.flat(2),
      ),
    ).toBeLessThan(1e-14)
  })

  test('the conserved matrices stay what they are along the flow, to 1e-11', () => {
    const flow = flowDeepLinear(problem, times)
    const before = deepLinearConserved({ widths: problem.widths, W: problem.W0 })
    for (let i = 0; i < times.length; i++) {
      expect(flow.drift[i]).toBeLessThan(1e-11)
      expect(deepLinearDrift(before, deepLinearConserved(flow.at(i)))).toBe(flow.drift[i])
    }
  })
})

test.each(hard)('$name: product and loss agree to 1e-10', ({ problem, times, product, loss }) => {
  const flow = flowDeepLinear(problem, times)
  expect(flow.reason).toBe('complete')
  expect(relativeError(flow.product, product.flat(2))).toBeLessThan(1e-10)
  expect(relativeError(flow.loss, loss)).toBeLessThan(1e-10)
})
