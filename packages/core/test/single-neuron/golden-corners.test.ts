import { expect, test } from 'vitest'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import { golden, relativeError } from '../support/golden.ts'
import type { WhitenedCase } from '../support/neuron-case.ts'

const { cases } = golden<{ cases: WhitenedCase[] }>('single-neuron-corners.json')

test('there are 45 corner cases', () => expect(cases).toHaveLength(45))

/** 1e-14, and two steps of subnormal numbers. */
const allowed = (expected: readonly number[]): number =>
  1e-14 + (2 * Number.MIN_VALUE) / Math.max(Number.MIN_VALUE, ...expected.map(Math.abs))

// Next to a saddle half an ulp of the inputs decides the first digit; the flow of the doubles as given has all of them.
test.each(cases.map((item, i) => ({ ...item, i })))(
  'corner case $i ($tag): a and every row of w have 14 digits at every time, however sensitive the flow is',
  (problem) => {
    const { a, w } = exactNeuron(problem).at(problem.times)
    const d = problem.w0.length
    expect(relativeError(a, problem.a), 'a').toBeLessThanOrEqual(allowed(problem.a))
    for (const [i, row] of problem.w.entries()) {
      const error = relativeError(w.subarray(i * d, (i + 1) * d), row)
      expect(error, `w at ${problem.times[i]}`).toBeLessThanOrEqual(allowed(row))
    }
  },
)
