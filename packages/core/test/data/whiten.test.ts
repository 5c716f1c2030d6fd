import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { whiten, withBias } from '../../src/data/index.ts'
import { flowDeepLinear } from '../../src/deep-linear/index.ts'
import { LazyrichError } from '../../src/index.ts'
import { randomStream } from '../../src/random/index.ts'
import { exactNeuron, flowNeuron } from '../../src/single-neuron/index.ts'
import { exactLinear } from '../../src/two-layer-linear/index.ts'
import { balancedProblem } from '../support/arbitrary-linear.ts'
import { relativeError } from '../support/golden.ts'

/** M N: shapes [rows, middle] and [middle, columns]. */
function product(M: ArrayLike<number>, N: ArrayLike<number>, rows: number, middle: number, columns: number): number[] {
  return Array.from({ length: rows * columns }, (_, p) => {
    const [i, j] = [Math.floor(p / columns), p % columns]
    let sum = 0
    for (let k = 0; k < middle; k++) sum += M[i * middle + k] * N[k * columns + j]
    return sum
  })
}

const normals = (seed: number, length: number): number[] => {
  const random = randomStream(seed, 'data')
  return Array.from({ length }, () => random.normal())
}

/** Random inputs of that shape and rank, columns of sizes 1 and 10⁻³ mixed. */
function inputs(seed: number, n: number, d: number, rank: number): number[] {
  const X = product(normals(seed, n * rank), normals(seed + 1, rank * d), n, rank, d)
  return X.map((entry, p) => entry * ((p % d) % 2 === 0 ? 1 : 1e-3))
}

const shapes = [
  { n: 8, d: 3, rank: 3 },
  { n: 3, d: 3, rank: 3 },
  { n: 3, d: 7, rank: 3 },
  { n: 9, d: 5, rank: 2 },
  { n: 1, d: 4, rank: 1 },
  { n: 40, d: 1, rank: 1 },
]

describe.each(shapes)('whitened data of $n inputs, $d columns and rank $rank', ({ n, d, rank }) => {
  const X = inputs(3, n, d, rank)
  const white = whiten(X, d)
  const Z = white.X
  const start = normals(5, d)

  test('have as many columns as the rank, which are orthonormal, and give the data back', () => {
    expect(white.rank).toBe(rank)
    expect(Z).toHaveLength(n * rank)
    for (let p = 0; p < rank; p++)
      for (let q = 0; q < rank; q++) {
        let sum = 0
        for (let i = 0; i < n; i++) sum += Z[i * rank + p] * Z[i * rank + q]
        expect(Math.abs(sum - (p === q ? 1 : 0))).toBeLessThan(1e-14)
      }
    expect(relativeError(product(Z, white.R, n, rank, d), X)).toBeLessThan(1e-14)
    expect(relativeError(white.transform(X), Array.from(Z))).toBeLessThan(1e-11)
  })

  test('have the target Zᵀy', () => {
    const y = normals(6, n)
    const expected = Array.from({ length: rank }, (_, r) => y.reduce((sum, yi, i) => sum + Z[i * rank + r] * yi, 0))
    expect(relativeError(white.target(y), expected)).toBeLessThan(1e-14)
  })

  test('weights go back and forth, and give the same outputs in both coordinates', () => {
    const there = white.forward(start)
    expect(relativeError(product(Z, there, n, rank, 1), product(X, start, n, d, 1))).toBeLessThan(1e-12)
    const back = white.back(there)
    expect(relativeError(product(X, back, n, d, 1), product(X, start, n, d, 1))).toBeLessThan(1e-12)
    expect(relativeError(white.forward(back), Array.from(there))).toBeLessThan(1e-12)
    const long = Math.hypot(...start)
    if (rank === d) expect(relativeError(back, start)).toBeLessThan(1e-11)
    else expect(Math.hypot(...back)).toBeLessThan(long) // the part in the row space alone
  })

  test('exactNeuron predicts the outputs of training on them, in the original coordinates to 1e-12', () => {
    const y = normals(7, n)
    const a0 = 0.8
    const w0 = Float64Array.from(white.forward(start), (entry) => entry / 5)
    const times = [0, 0.5, 2, 100]
    const exact = exactNeuron({ a0, w0, target: white.target(y) }).at(times)
    const trained = flowNeuron({ a0, w0, X: Z, y }, times)
    times.forEach((_, i) => {
      const row = (w: Float64Array): Float64Array => w.subarray(i * rank, (i + 1) * rank)
      const beta = row(exact.w).map((entry) => exact.a[i] * entry)
      const predicted = product(X, white.back(beta), n, d, 1)
      expect(relativeError(predicted, product(Z, beta, n, rank, 1))).toBeLessThan(1e-12)
      const outputs = product(Z, row(trained.w), n, rank, 1).map((entry) => trained.a[i] * entry)
      expect(relativeError(predicted, outputs)).toBeLessThan(1e-11)
      // the neuron itself goes back, by its input weights
      const w = product(X, white.back(row(exact.w)), n, d, 1).map((entry) => exact.a[i] * entry)
      expect(relativeError(w, predicted)).toBeLessThan(1e-12)
    })
  })

  test('the end of training is the least-squares fit of the original data', () => {
    const y = normals(8, n)
    const beta = white.back(white.target(y))
    const fit = product(X, beta, n, d, 1)
    const left = y.map((entry, i) => entry - fit[i])
    const size = Math.hypot(...X) * (Math.hypot(...y) + Math.hypot(...X) * Math.hypot(...beta))
    for (let j = 0; j < d; j++)
      expect(Math.abs(left.reduce((sum, entry, i) => sum + entry * X[i * d + j], 0))).toBeLessThan(1e-15 * size)
  })
})

test('exactLinear predicts networks of several outputs, in the original coordinates to 1e-12', () => {
  const [n, d, c, hidden] = [10, 4, 2, 2]
  const X = inputs(11, n, d, 3)
  const white = whiten(X, d)
  const Y = normals(12, n * c)
  const { A0, W0 } = balancedProblem(5, { hidden, inputs: white.rank, outputs: c }, 0.5, 0.6)
  const times = [0, 0.4, 1.5]
  const { beta } = exactLinear({ hidden, A0, W0, target: white.target(Y) }).at(times)
  const readout = Array.from({ length: c * hidden }, (_, p) => A0[(p % hidden) * c + Math.floor(p / hidden)])
  const trained = flowDeepLinear(
    { widths: [white.rank, hidden, c], W0: [W0, readout], X: white.X, Y, loss: 'half-sum' },
    times,
  )
  const size = white.rank * c
  times.forEach((_, i) => {
    const at = beta.subarray(i * size, (i + 1) * size)
    const predicted = product(X, white.back(at), n, d, c)
    expect(relativeError(predicted, product(white.X, at, n, white.rank, c))).toBeLessThan(1e-12)
    const P = trained.product.subarray(i * size, (i + 1) * size)
    const transposed = Array.from({ length: size }, (_, p) => P[(p % c) * white.rank + Math.floor(p / c)])
    expect(relativeError(predicted, product(white.X, transposed, n, white.rank, c))).toBeLessThan(1e-10)
  })
})

test('predictions do not depend on which whitening it is: a rotated one with a rotated start gives the same', () => {
  const [n, d] = [6, 2]
  const X = inputs(13, n, d, d)
  const y = normals(14, n)
  const white = whiten(X, d)
  const [cos, sin] = [Math.cos(1), Math.sin(1)]
  const turned = Array.from({ length: n * d }, (_, p) => {
    const [u, v] = white.X.subarray(p - (p % 2), p - (p % 2) + 2)
    return p % 2 === 0 ? cos * u - sin * v : sin * u + cos * v
  })
  const turn = ([u, v]: ArrayLike<number> & Iterable<number>): number[] => [cos * u - sin * v, sin * u + cos * v]
  const w0 = [0.3, -0.2]
  const plain = exactNeuron({ a0: 0.5, w0, target: white.target(y) }).at([1])
  const target = product(y, turned, 1, n, d)
  const other = exactNeuron({ a0: 0.5, w0: turn(w0), target }).at([1])
  const outputs = product(turned, other.w, n, d, 1).map((entry) => other.a[0] * entry)
  const beta = plain.w.map((entry) => plain.a[0] * entry)
  expect(relativeError(outputs, product(X, white.back(beta), n, d, 1))).toBeLessThan(1e-12)
})

test('data of any size keep their digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: -300, max: 300 }), (power) => {
      const size = 2 ** power
      const X = inputs(15, 6, 3, 3)
      const [plain, scaled] = [X, X.map((entry) => entry * size)].map((data) => whiten(data, 3))
      expect(scaled.X).toEqual(plain.X)
      const beta = [1, 2, 3]
      expect(scaled.back(beta).map((entry) => entry * size)).toEqual(plain.back(beta))
      expect(scaled.forward(beta).map((entry) => entry / size)).toEqual(plain.forward(beta))
    }),
  )
  for (const size of [5e-324, Number.MAX_VALUE]) expect(whiten([size, 0, 0, size], 2).rank).toBe(2)
})

test('what cannot be whitened is refused by name', () => {
  const refused: [() => unknown, string][] = [
    [() => whiten([0, 0], 1), 'X is 0 everywhere: inputs of which one is not 0 are accepted'],
    [() => whiten([], 1), 'X has length 0: rows of 1 (columns) are accepted'],
    [() => whiten([1, 2, 3], 2), 'X has length 3: rows of 2 (columns) are accepted'],
    [() => whiten([1, 2], 0), 'columns is 0: a whole number ≥ 1 is accepted'],
    [() => whiten([1, 2], 2).target([1, 2, 3].map(String) as never), 'Y[0] is "1"'],
    [() => whiten([1, 2, 3, 4], 2).target([1, 2, 3]), 'Y has length 3: a multiple of 2 (rows of X) is accepted'],
    [() => whiten([1, 2, 2, 4, 1, 1], 2).back([1]), 'beta has length 1: a multiple of 2 (the rank) is accepted'],
    [() => whiten([1, 2], 2).forward([1]), 'beta has length 1: a multiple of 2 (columns of X) is accepted'],
    [() => whiten([1, 2], 2).transform([1]), 'X has length 1: rows of 2 (columns) are accepted'],
  ]
  for (const [call, message] of refused) {
    expect(call).toThrow(LazyrichError)
    expect(call).toThrow(message)
  }
})

test('a column of ones is a bias: the fit of a line to points', () => {
  const X = withBias([0, 1, 2], 1)
  expect(Array.from(X)).toEqual([0, 1, 1, 1, 2, 1])
  const white = whiten(X, 2)
  expect(relativeError(white.back(white.target([1, 3, 5])), [2, 1])).toBeLessThan(1e-14)
})
