import { expect, test } from 'vitest'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import type { ReducedFlow } from '../../src/single-neuron/reduced-flow.ts'
import { createTaylor } from '../../src/single-neuron/taylor.ts'

const learningRate = { a: 0.7, w: 1.3 }
const whitened: ReducedFlow = {
  etaA: learningRate.a,
  etaW: learningRate.w,
  squares: Float64Array.of(1, 1),
  pull: Float64Array.of(0.8, -0.5),
}
const stretched: ReducedFlow = { ...whitened, squares: Float64Array.of(2, 0.3) }
const start = [0.6, -0.4, 0.9]

/** The state after `time` in equal steps, whatever the tolerances would say. */
function inSteps(flow: ReducedFlow, order: number, steps: number, time: number): Float64Array {
  const taylor = createTaylor(flow, order)
  const state = Float64Array.from(start)
  for (let k = 0; k < steps; k++) {
    taylor.expand(state, 1, 1, 1)
    taylor.at(time / steps, state)
  }
  return state
}

const largest = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  Array.from(x).reduce((most, entry, i) => Math.max(most, Math.abs(entry - y[i])), 0)

test.each([4, 8, 12])('Taylor’s method of order %i: halving the steps divides the error by 2 to the order', (order) => {
  const [a0, ...w0] = start
  const exact = exactNeuron({ a0, w0, target: whitened.pull, learningRate }).at([2])
  const truth = [exact.a[0], ...exact.w]
  const errors = [4, 8].map((steps) => largest(inSteps(whitened, order, steps, 2), truth))
  expect(errors[0]).toBeLessThan(0.1)
  expect(errors[1]).toBeGreaterThan(1e-14)
  expect(Math.abs(Math.log2(errors[0] / errors[1]) - order)).toBeLessThan(1)
})

test('so it does where the inputs are not whitened', () => {
  const truth = inSteps(stretched, 24, 40, 2)
  const errors = [8, 16].map((steps) => largest(inSteps(stretched, 6, steps, 2), truth))
  expect(Math.abs(Math.log2(errors[0] / errors[1]) - 6)).toBeLessThan(1)
})
