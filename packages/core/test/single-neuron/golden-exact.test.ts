import { expect, test } from 'vitest'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import { golden, relativeError } from '../support/golden.ts'
import type { WhitenedCase } from '../support/neuron-case.ts'

const { cases } = golden<{ cases: WhitenedCase[] }>('single-neuron-exact.json')

test('there are 67 reference cases', () => expect(cases).toHaveLength(67))

test.each(cases.map((item, i) => ({ ...item, i })))(
  'case $i ($tag): the closed form agrees with 60-digit arithmetic to 1e-13',
  (problem) => {
    const { a, w } = exactNeuron(problem).at(problem.times)
    expect(relativeError(a, problem.a), `a of ${problem.tag}`).toBeLessThanOrEqual(1e-13)
    expect(relativeError(w, problem.w.flat()), `w of ${problem.tag}`).toBeLessThanOrEqual(1e-13)
  },
)
