import { expect, test } from 'vitest'
import { randomStream } from '../../src/random/index.ts'
import {
  balancedLinearStart,
  exactLinear,
  type LinearShape,
  linearKernelMeasures,
  linearRegime,
} from '../../src/two-layer-linear/index.ts'

const narrowing = { hidden: 2, inputs: 5, outputs: 2 }
const expanding = { hidden: 2, inputs: 2, outputs: 5 }

test('the table of the paper', () => {
  const name = (shape: LinearShape, delta: number) => linearRegime(shape, [delta], 1).name
  expect([-9, 0, 9].map((delta) => name({ hidden: 5, inputs: 3, outputs: 2 }, delta))).toEqual(['lazy', 'rich', 'lazy'])
  expect([-9, 0, 9].map((delta) => name(narrowing, delta))).toEqual(['delayed rich', 'rich', 'lazy'])
  expect([-9, 0, 9].map((delta) => name(expanding, delta))).toEqual(['lazy', 'rich', 'delayed rich'])
  expect(name({ hidden: 1, inputs: 3, outputs: 3 }, 9)).toBe('undecided')
  expect(linearRegime(narrowing, [9, -9], 1).name).toBe('undecided')
})

/** Kernel distance at the end of training on a target with singular values 1. */
function finalDistance(shape: LinearShape, delta: number): number {
  const { inputs: d, outputs: c } = shape
  const target = Array.from({ length: d * c }, (_, p) => (Math.floor(p / c) === p % c ? 1 : 0))
  const exact = exactLinear({ ...balancedLinearStart(randomStream(4, 'student'), shape, delta, 0.3), target })
  const [start, end] = [0, 1e4].map((time) => exact.at([time]))
  return linearKernelMeasures(start)(end).kernelDistance
}

test('where it says lazy the kernel hardly turns, where it says rich or delayed rich it does', () => {
  expect(finalDistance(narrowing, 9)).toBeLessThan(0.01)
  expect(finalDistance(expanding, -9)).toBeLessThan(0.01)
  expect(finalDistance(narrowing, -9)).toBeGreaterThan(0.05)
  expect(finalDistance(expanding, 9)).toBeGreaterThan(0.05)
  expect(finalDistance(narrowing, 0)).toBeGreaterThan(0.05)
})

test('widths, δ and sizes that are none are refused', () => {
  expect(() => linearRegime({ ...narrowing, hidden: 0 }, [1], 1)).toThrow('hidden is 0: a whole number above 0')
  expect(() => linearRegime(narrowing, [], 1)).toThrow('deltas is empty: at least one number is accepted')
  expect(() => linearRegime(narrowing, [1], 0)).toThrow('size is 0: a finite number > 0 is accepted')
})
