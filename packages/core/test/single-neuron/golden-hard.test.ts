import { expect, test } from 'vitest'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import { golden, relativeError } from '../support/golden.ts'
import type { WhitenedCase } from '../support/neuron-case.ts'

const { cases } = golden<{ cases: Required<WhitenedCase>[] }>('single-neuron-hard.json')

test('there are 17 hard reference cases', () => expect(cases).toHaveLength(17))

test.each(cases.map((item, i) => ({ ...item, i })))(
  'hard case $i ($tag): the closed form agrees with 120-digit arithmetic within what the conditioning allows',
  (problem) => {
    const { a, w } = exactNeuron(problem).at(problem.times)
    expect(relativeError(a, problem.a), `a of ${problem.tag}`).toBeLessThanOrEqual(problem.tolerance)
    expect(relativeError(w, problem.w.flat()), `w of ${problem.tag}`).toBeLessThanOrEqual(problem.tolerance)
  },
)
