import { expect, test } from 'vitest'
import { deepLinearKernelMeasures, deepLinearSystem, flowDeepLinear } from '../../src/deep-linear/index.ts'
import { kernelDistance } from '../../src/measures/index.ts'
import { neuronKernelDistance } from '../../src/single-neuron/index.ts'
import { plainProduct, randomDeep } from '../support/deep-case.ts'
import { relativeError } from '../support/golden.ts'

const widths = [3, 4, 2, 2]
const samples = 5
const learningRate = [1, 2, 0.5]
const problem = { ...randomDeep(21, widths, samples), learningRate }
const { X, Y } = problem

/** Every output's derivative by every weight, by central differences: exact to rounding, since f is linear in each. */
function jacobian(W: readonly ArrayLike<number>[]): number[][] {
  const rows: number[][] = Array.from({ length: samples * 2 }, () => [])
  const outputs = (weights: readonly ArrayLike<number>[]): number[] => {
    const P = plainProduct(widths, weights)
    return Array.from({ length: samples * 2 }, (_, p) =>
      [0, 1, 2].reduce((sum, k) => sum + P[(p % 2) * 3 + k] * X[Math.floor(p / 2) * 3 + k], 0),
    )
  }
  W.forEach((layer, l) => {
    for (let q = 0; q < layer.length; q++) {
      const moved = (by: number): number[] =>
        outputs(W.map((other, m) => (m === l ? Array.from(other, (w, i) => (i === q ? w + by : w)) : other)))
      const [up, down] = [moved(0.5), moved(-0.5)]
      for (const [p, row] of rows.entries()) row.push(Math.sqrt(learningRate[l]) * (up[p] - down[p]))
    }
  })
  return rows
}

function explicitKernel(W: readonly ArrayLike<number>[]): number[] {
  const J = jacobian(W)
  return J.flatMap((p) => J.map((q) => p.reduce((sum, value, k) => sum + value * q[k], 0)))
}

test('distance, norm and alignment are those of the kernel from every output’s derivatives', () => {
  const kernelOf = deepLinearKernelMeasures(problem)
  const after = flowDeepLinear(problem, [0, 1]).at(1)
  const [K0, Kt] = [explicitKernel(problem.W0), explicitKernel(after.W)]
  const norm = Math.hypot(...Kt)
  const y = Array.from(Y)
  const quadratic = y.reduce(
    (sum, yp, p) => sum + y.reduce((inner, yq, q) => inner + yp * yq * Kt[p * y.length + q], 0),
    0,
  )
  const got = kernelOf(after)
  expect(relativeError([got.kernelDistance], [kernelDistance(K0, Kt)])).toBeLessThan(1e-11)
  expect(relativeError([got.kernelNorm], [norm])).toBeLessThan(1e-12)
  expect(got.kernelAlignment).toBeCloseTo(quadratic / (norm * y.reduce((sum, value) => sum + value * value, 0)), 12)
})

test('the distance is 0 at the start, and keeps its digits where the kernel hardly moves', () => {
  const { start, layers } = deepLinearSystem(problem)
  const kernelOf = deepLinearKernelMeasures(problem)
  expect(kernelOf({ widths, W: layers(start) }).kernelDistance).toBe(0)
  const moved = (by: number): number =>
    kernelOf({
      widths,
      W: problem.W0.map((layer, l) => Array.from(layer, (w, p) => (l === 1 && p === 3 ? w + by : w))),
    }).kernelDistance
  expect(moved(2 ** -20) / moved(2 ** -21)).toBeCloseTo(4, 3)
  expect(moved(2 ** -20)).toBeLessThan(1e-11)
})

test('of one hidden neuron it is the single neuron’s', () => {
  const rates = { a: 2, w: 0.5 }
  const data = [1, 0.5, -0.2, 0.3, 1, 0.7]
  const neuron = neuronKernelDistance({ a0: 0.5, w0: [0.2, -0.3, 0.4], learningRate: rates, X: data })
  const chain = deepLinearKernelMeasures({
    widths: [3, 1, 1],
    W0: [[0.2, -0.3, 0.4], [0.5]],
    X: data,
    Y: [1, 2],
    learningRate: [0.5, 2],
  })
  const after = { a: 1.5, w: Float64Array.of(0.1, 0.3, -0.4) }
  expect(
    relativeError([chain({ widths: [3, 1, 1], W: [after.w, [after.a]] }).kernelDistance], [neuron(after)]),
  ).toBeLessThan(1e-12)
})

test('a kernel of zeros has no direction', () => {
  expect(
    deepLinearKernelMeasures(randomDeep(1, [2, 2, 2], 3, 0))({
      widths: [2, 2, 2],
      W: [
        [1, 0, 0, 1],
        [1, 0, 0, 1],
      ],
    }).kernelDistance,
  ).toBeNaN()
})

test('a network of other widths or other rates is refused, since its kernel is another', () => {
  const kernelOf = deepLinearKernelMeasures({ ...randomDeep(1, [2, 2, 2], 3), learningRate: [1, 2] })
  const network = randomDeep(2, [2, 2, 2], 3)
  const W = network.W0
  expect(() => kernelOf({ widths: [2, 2, 2], W, learningRate: 1 })).toThrow(
    "network.learningRate is [1,1]: the problem's, [1,2], is accepted",
  )
  expect(kernelOf({ widths: [2, 2, 2], W, learningRate: [1, 2] })).toEqual(kernelOf({ widths: [2, 2, 2], W }))
  expect(() =>
    kernelOf({
      widths: [2, 1, 2],
      W: [
        [1, 0],
        [1, 0],
      ],
    }),
  ).toThrow("network.widths is [2,1,2]: the problem's, [2,2,2], is accepted")
})
