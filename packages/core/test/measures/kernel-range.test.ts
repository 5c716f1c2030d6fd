import { expect, test } from 'vitest'
import { deepLinearKernelMeasures } from '../../src/deep-linear/index.ts'
import { kernelDistance } from '../../src/measures/index.ts'
import { randomStream } from '../../src/random/index.ts'
import { neuronKernelMeasures } from '../../src/single-neuron/index.ts'
import { linearKernelMeasures } from '../../src/two-layer-linear/index.ts'
import { reluMeasures } from '../../src/two-layer-relu/index.ts'

/** Every family measures one network against one start, with weights, inputs and targets of given sizes. */
interface Measured {
  readonly kernelDistance: number
  readonly kernelNorm: number
  readonly kernelAlignment: number
}
type Sizes = { readonly start: number; readonly now: number; readonly X: number; readonly y: number }

const random = randomStream(3, 'data')
const draw = (length: number): number[] => Array.from({ length }, () => random.normal())
const times = (c: number, values: readonly number[]): number[] => values.map((value) => c * value)
const near = (values: readonly number[]): number[] => values.map((value) => value + 1e-3 * random.normal())
const [w0, W0, V0, X, y] = [draw(3), draw(12), draw(4), draw(15), draw(5)]
const [w1, W1, V1, a0, a1] = [near(w0), near(W0), near(V0), 0.7, 0.701]

/** `power` is the exponent with which weights enter the norm: ‖K‖ ∝ size^power. */
const families: {
  readonly name: string
  readonly power: number
  readonly X: 0 | 2
  measure(sizes: Sizes): Measured
}[] = [
  {
    name: 'one neuron on any data',
    power: 2,
    X: 2,
    measure: (size) =>
      neuronKernelMeasures({
        ...{ a0: size.start * a0, w0: times(size.start, w0) },
        ...{ X: times(size.X, X), y: times(size.y, y) },
      })({ a: size.now * a1, w: times(size.now, w1) }),
  },
  {
    name: 'one neuron on whitened data',
    power: 2,
    X: 0,
    measure: (size) =>
      neuronKernelMeasures({
        ...{ a0: size.start * a0, w0: times(size.start, w0), target: times(size.y, [1, 2, -1]) },
      })({ a: size.now * a1, w: times(size.now, w1) }),
  },
  {
    name: 'a two-layer linear network',
    power: 2,
    X: 0,
    measure: (size) =>
      linearKernelMeasures({
        ...{ hidden: 4, A0: times(size.start, V0), W0: times(size.start, W0), learningRate: { a: 1, w: 2 } },
        target: times(size.y, [1, 2, -1]),
      })({ hidden: 4, A: times(size.now, V1), W: times(size.now, W1) }),
  },
  {
    name: 'a two-layer ReLU network',
    power: 2,
    X: 2,
    measure: (size) =>
      reluMeasures(
        { W: times(size.start, W0), a: times(size.start, V0), leak: 0.2, learningRate: { a: 1, w: 2 } },
        { X: times(size.X, X), y: times(size.y, y) },
      )({ W: times(size.now, W1), a: times(size.now, V1), leak: 0.2 }),
  },
  {
    name: 'a deep linear network',
    power: 4,
    X: 2,
    measure: (size) =>
      deepLinearKernelMeasures({
        widths: [3, 4, 1, 1],
        W0: [times(size.start, W0), times(size.start, V0), [size.start * 0.8]],
        X: times(size.X, X),
        Y: times(size.y, y),
      })({ widths: [3, 4, 1, 1], W: [times(size.now, W1), times(size.now, V1), [size.now * 0.81]] }),
  },
]

const one: Sizes = { start: 1, now: 1, X: 1, y: 1 }
const [large, small] = [2 ** 332, 2 ** -332] // near 1e100 and 1e-100
const extremes: [string, Sizes][] = [
  ['weights near 1e100', { ...one, start: large, now: large }],
  ['weights near 1e-100', { ...one, start: small, now: small }],
  ['weights that grew from 1e-100 to 1e100', { ...one, start: small, now: large }],
  ['weights that grew a little beyond the usual', { ...one, start: 2 ** 49, now: 2 ** 51 }],
  ['targets near 1e200', { ...one, y: large * large }],
  ['targets near 1e-200', { ...one, y: small * small }],
]

for (const { name, power, X: ofX, measure } of families) {
  test.each(
    ofX === 0
      ? extremes
      : ([...extremes, ['inputs near 1e100', { ...one, X: large }], ['inputs near 1e-100', { ...one, X: small }]] as [
          string,
          Sizes,
        ][]),
  )(`${name}: %s give the distance, the alignment and the norm of moderate ones`, (_, sizes) => {
    const [plain, far] = [measure(one), measure(sizes)]
    expect(plain.kernelAlignment).toBeGreaterThan(0)
    expect(far.kernelAlignment / plain.kernelAlignment).toBeCloseTo(1, 13)
    expect(far.kernelDistance / plain.kernelDistance).toBeCloseTo(1, 6)
    const norm = plain.kernelNorm * sizes.now ** power * sizes.X ** ofX
    if (norm === 0 || norm === Infinity) expect(far.kernelNorm).toBe(norm)
    else expect(far.kernelNorm / norm).toBeCloseTo(1, 13)
  })
}

test('layers of very different size: a term of the kernel that is out of reach leaves the others as they are', () => {
  const problem = {
    widths: [2, 2, 1],
    W0: [
      [1e-200, 0, 0, 1e-200],
      [1e200, 2e200],
    ],
    X: [1, 0, 0, 1],
    Y: [1, 2],
  }
  const { kernelAlignment, kernelNorm } = deepLinearKernelMeasures(problem)({ widths: problem.widths, W: problem.W0 })
  // K is ‖W_2‖² XXᵀ up to 1e-800 of itself.
  expect(kernelAlignment).toBeCloseTo(1 / Math.sqrt(2), 14)
  expect(kernelNorm).toBe(Infinity)
})

test.each([1e200, 1e-200, 1e308, 5e-324 * 2 ** 40])('kernels with entries near %d keep their distance', (size) => {
  expect(kernelDistance([size, 0, 0, size], [size, 0, 0, 0])).toBeCloseTo(1 - 1 / Math.sqrt(2), 12)
  expect(kernelDistance([1, 0, 0, 1], [size, 0, 0, 0])).toBeCloseTo(1 - 1 / Math.sqrt(2), 12)
})
