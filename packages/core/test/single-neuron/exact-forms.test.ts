import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockForm, type Parts } from '../../src/single-neuron/exact/block.ts'
import { carefulForm } from '../../src/single-neuron/exact/careful.ts'
import { type LinearFlow, linearFlow } from '../../src/single-neuron/exact/linear-flow.ts'
import { cornerProblem, moderateProblem, power } from '../support/arbitrary-neuron.ts'

const parts = (): Parts => ({ a: new Float64Array(4), along: new Float64Array(4), aside: new Float64Array(4) })

/** The largest difference of the two forms, relative to √(â² + ‖ŵ‖²). */
function difference(flow: LinearFlow, times: Float64Array): number | undefined {
  const evaluate = blockForm(flow)
  if (!evaluate) return undefined
  const [fast, careful] = [parts(), parts()]
  evaluate(times, times.length, fast)
  let most = 0
  const across = Math.sqrt(flow.acrossSquared)
  const rootW = 1 / flow.readout.factor
  const rootA = 2 ** (flow.readout.exponent - flow.weights.exponent) / flow.weights.factor
  times.forEach((t, i) => {
    if (!(Math.abs(fast.a[i]) < Infinity)) return
    carefulForm(flow, t, careful, i)
    const size = Math.hypot(rootW * careful.a[i], rootA * careful.along[i], rootA * across * careful.aside[i])
    const apart = [
      rootW * (fast.a[i] - careful.a[i]),
      rootA * (fast.along[i] - careful.along[i]),
      rootA * across * (fast.aside[i] - careful.aside[i]),
    ]
    most = Math.max(most, Math.hypot(...apart) / size)
  })
  return most
}

const times = fc.array(power(-8, 4), { minLength: 1, maxLength: 4 }).map((list) => Float64Array.from(list))

test.each([
  ['corner cases', cornerProblem],
  ['problems of order one', moderateProblem],
])('the form for blocks of times and the careful one agree to 1e-14: %s', (_, problem) => {
  let compared = 0
  fc.assert(
    fc.property(problem, times, (given, list) => {
      const apart = difference(linearFlow(given, given.learningRate), list)
      if (apart === undefined) return
      compared++
      expect(apart).toBeLessThanOrEqual(1e-14)
    }),
    { numRuns: 5000 },
  )
  expect(compared).toBeGreaterThan(2000)
})

test('problems of order one are left to the form for blocks', () => {
  fc.assert(
    fc.property(
      moderateProblem,
      (problem) => problem.a0 === 0 || blockForm(linearFlow(problem, problem.learningRate)) !== undefined,
    ),
  )
})
