import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/random/index.ts'
import {
  balancedLinearStart,
  exactLinear,
  flowLinear,
  type LinearShape,
  linearKernelMeasures,
  linearRegime,
} from '../../src/two-layer-linear/index.ts'

const narrowing = { hidden: 2, inputs: 5, outputs: 2 }
const expanding = { hidden: 2, inputs: 2, outputs: 5 }

/** Singular values 1. */
const unitTarget = ({ inputs: d, outputs: c }: LinearShape): number[] =>
  Array.from({ length: d * c }, (_, p) => (Math.floor(p / c) === p % c ? 1 : 0))

/** A problem with Δ = δI. */
const balanced = (shape: LinearShape, delta: number) => ({
  ...balancedLinearStart(randomStream(4, 'student'), { ...shape, delta, scale: 0.3 }),
  target: unitTarget(shape),
})

/** A normal start with the readout and the input weights of these sizes, whatever Δ they make. */
const normal = ({ hidden, inputs, outputs }: LinearShape, readout: number, input: number) => {
  const random = randomStream(8, 'student')
  return {
    hidden,
    A0: Float64Array.from({ length: hidden * outputs }, () => (readout / Math.sqrt(hidden)) * random.normal()),
    W0: Float64Array.from({ length: hidden * inputs }, () => (input / Math.sqrt(hidden)) * random.normal()),
    target: unitTarget({ hidden, inputs, outputs }),
  }
}

test('the table of the paper', () => {
  const name = (shape: LinearShape, delta: number) => linearRegime(balanced(shape, delta)).name
  expect([-9, 0, 9].map((delta) => name({ hidden: 3, inputs: 3, outputs: 3 }, delta))).toEqual(['lazy', 'rich', 'lazy'])
  expect([-9, 0, 9].map((delta) => name(narrowing, delta))).toEqual(['delayed rich', 'rich', 'lazy'])
  expect([-9, 0, 9].map((delta) => name(expanding, delta))).toEqual(['lazy', 'rich', 'delayed rich'])
  expect(name({ hidden: 1, inputs: 3, outputs: 3 }, 9)).toBe('undecided')
})

test('the δ_k are the eigenvalues of Δ, with the rates', () => {
  const learningRate = { a: 0.5, w: 3 }
  const diagonal = { hidden: 3, A0: [2, 0, 0, 1, 0, 0], W0: [1, 0, 0, 0, 0, 2], target: [1, 0, 0, 1], learningRate }
  const { deltas, ratios, shape } = linearRegime(diagonal)
  const expected = [3 * 4 - 0.5, 3, -0.5 * 4]
  expect(shape).toBe('wide')
  deltas.forEach((delta, k) => {
    expect(delta).toBeCloseTo(expected[k], 13)
    expect(ratios[k]).toBeCloseTo(expected[k] / 2 / Math.sqrt(1.5), 13)
  })
  for (const delta of [-2, 0.5])
    for (const own of linearRegime({ ...balanced(narrowing, delta), target: unitTarget(narrowing) }).deltas)
      expect(own).toBeCloseTo(delta, 13)
})

test('samples decide as the target that they hold', () => {
  const { target, ...start } = balanced(narrowing, 3)
  const X = Array.from({ length: 25 }, (_, p) => (Math.floor(p / 5) === p % 5 ? 2 : 0))
  const bySamples = linearRegime({ ...start, X, Y: target.map((entry) => 6 * entry) })
  expect(bySamples.ratios[0]).toBeCloseTo(linearRegime({ ...start, target }).ratios[0] / 3, 13)
})

describe('networks so wide that some δ_k are held at 0 or on one side of it', () => {
  const wide = { hidden: 12, inputs: 3, outputs: 2 }
  const turned = (problem: ReturnType<typeof normal>, time: number): number => {
    const flow = flowLinear(problem, [time])
    expect(flow.reached).toBe(1)
    return linearKernelMeasures(problem)(flow.at(0)).kernelDistance
  }

  test.each([
    ['upstream', 20, 0.1, 'lazy', 'δ ≫ 0 in a wide network, in which only 2 of the δ_k can be above 0'],
    ['downstream', 0.1, 20, 'lazy', 'δ ≪ 0 in a wide network, in which only 3 of the δ_k can be below 0'],
    ['small', 0.1, 0.1, 'rich', 'δ is small relative to the target, which is rich in every shape'],
    ['large in both layers', 20, 20, 'undecided', 'the δ_k differ in sign, or in size relative to the target'],
  ])('%s: h > c + d', (_name, readout, input, name, reason) => {
    const problem = normal(wide, readout, input)
    const regime = linearRegime(problem)
    expect(regime).toMatchObject({ name, reason, shape: 'wide' })
    expect(regime.deltas).toHaveLength(5)
    expect(Array.from(regime.deltas, Math.sign)).toEqual([1, 1, -1, -1, -1])
    if (name === 'lazy') expect(turned(problem, 100)).toBeLessThan(0.01)
    if (name === 'rich') expect(turned(problem, 100)).toBeGreaterThan(0.05)
  })

  test.each([
    [{ hidden: 3, inputs: 8, outputs: 2 }, 20, 0.1, 'lazy'],
    [{ hidden: 3, inputs: 8, outputs: 2 }, 0.1, 6, 'delayed rich'],
    [{ hidden: 3, inputs: 2, outputs: 8 }, 0.1, 20, 'lazy'],
    [{ hidden: 3, inputs: 2, outputs: 8 }, 6, 0.1, 'delayed rich'],
  ])('%o, readout %d, input %d: wider than one side only', (shape, readout, input, name) => {
    const problem = normal(shape, readout, input)
    expect(linearRegime(problem).name).toBe(name)
    if (name === 'lazy') expect(turned(problem, 100)).toBeLessThan(0.01)
    else expect(turned(problem, 1000)).toBeGreaterThan(0.05)
  })
})

/** Kernel distance at the end of training on a target with singular values 1. */
function finalDistance(shape: LinearShape, delta: number): number {
  const problem = balanced(shape, delta)
  return linearKernelMeasures(problem)(exactLinear(problem).at([1e4]).at(0)).kernelDistance
}

test('where it says lazy the kernel hardly turns, where it says rich or delayed rich it does', () => {
  expect(finalDistance(narrowing, 9)).toBeLessThan(0.01)
  expect(finalDistance(expanding, -9)).toBeLessThan(0.01)
  expect(finalDistance(narrowing, -9)).toBeGreaterThan(0.05)
  expect(finalDistance(expanding, 9)).toBeGreaterThan(0.05)
  expect(finalDistance(narrowing, 0)).toBeGreaterThan(0.05)
})

test('a problem without a target, or with one of 0, is refused', () => {
  const { target: _target, ...start } = balanced(narrowing, 1)
  expect(() => linearRegime(start as never)).toThrow('target is missing: target, or X and Y, is accepted')
  expect(() => linearRegime({ ...start, target: new Float64Array(10) })).toThrow(
    'target is 0: a target ≠ 0 is accepted',
  )
})

test('sizes near the ends of the doubles are compared all the same', () => {
  const huge = { hidden: 1, A0: [1e160], W0: [1], target: [1e300] }
  expect(linearRegime(huge).ratios[0]).toBeGreaterThan(4.9e19)
  expect(linearRegime(huge).ratios[0]).toBeLessThan(5.1e19)
  const tiny = { hidden: 1, A0: [1e-170], W0: [0], target: [1e-300] }
  expect(linearRegime(tiny).name).toBe('rich')
})
