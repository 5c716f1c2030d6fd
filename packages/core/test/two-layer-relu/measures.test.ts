import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomStream } from '../../src/random/index.ts'
import {
  activationPattern,
  cloneNetwork,
  hammingDistance,
  type ReluNetwork,
  reluDescent,
  reluMeasures,
} from '../../src/two-layer-relu/index.ts'

/** K = η_a S Sᵀ + η_w (D Dᵀ) ∘ (X Xᵀ), entry by entry. */
function kernel(
  { W, a, leak }: ReluNetwork,
  { X, y }: { X: Float64Array; y: Float64Array },
  rate = { a: 1, w: 1 },
): number[] {
  const n = y.length
  const d = X.length / n
  const rows = Array.from(y, (_, i) => [...X.subarray(i * d, (i + 1) * d)])
  const dot = (x: ArrayLike<number>, z: ArrayLike<number>): number => {
    let sum = 0
    for (let j = 0; j < x.length; j++) sum += x[j] * z[j]
    return sum
  }
  const z = rows.map((row) => Array.from(a, (_, k) => dot(row, W.subarray(k * d, (k + 1) * d))))
  const S = z.map((row) => row.map((value) => (value >= 0 ? value : leak * value)))
  const D = z.map((row) => row.map((value, k) => (value >= 0 ? 1 : leak) * a[k]))
  return rows.flatMap((x, i) =>
    rows.map((other, j) => rate.a * dot(S[i], S[j]) + rate.w * dot(D[i], D[j]) * dot(x, other)),
  )
}

function cosineDistance(before: number[], after: number[]): number {
  const dot = (x: number[], y: number[]): number => x.reduce((sum, entry, i) => sum + entry * y[i], 0)
  return 1 - dot(before, after) / Math.sqrt(dot(before, before) * dot(after, after))
}

const cases = fc.record({
  seed: fc.nat(),
  n: fc.integer({ min: 1, max: 8 }),
  d: fc.integer({ min: 1, max: 4 }),
  m: fc.integer({ min: 1, max: 6 }),
  leak: fc.constantFrom(0.1, 1, 0.7),
})

function pair({ seed, n, d, m, leak }: { seed: number; n: number; d: number; m: number; leak: number }) {
  const random = randomStream(seed, 'data')
  const draw = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal())
  const network = (): ReluNetwork => ({ W: draw(m * d), a: draw(m), leak })
  return { start: network(), end: network(), data: { X: draw(n * d), y: draw(n) } }
}

test('the kernel distance is one minus the cosine of the two n × n kernels', () => {
  fc.assert(
    fc.property(cases, (sizes) => {
      const { start, end, data } = pair(sizes)
      const { kernelDistance } = reluMeasures(start, data)(end)
      expect(Math.abs(kernelDistance - cosineDistance(kernel(start, data), kernel(end, data)))).toBeLessThanOrEqual(
        1e-10,
      )
    }),
    { numRuns: 300 },
  )
})

test('a start 10⁻ᵏ times as large has the same kernel distance to 2e-12', () => {
  const { start, end, data } = pair({ seed: 5, n: 8, d: 3, m: 5, leak: 0 })
  const near = reluMeasures(start, data)(end).kernelDistance
  for (let k = 0; k <= 30; k++) {
    const smaller = { ...start, W: start.W.map((x) => x * 10 ** -k), a: start.a.map((x) => x * 10 ** -k) }
    const far = reluMeasures(smaller, data)(end).kernelDistance
    expect(Math.abs(far / near - 1), `start times 1e-${k}`).toBeLessThanOrEqual(2e-12)
  }
})

test('every distance is exactly 0 at the start', () => {
  fc.assert(
    fc.property(cases, (sizes) => {
      const { start, data } = pair(sizes)
      const atStart = { kernelDistance: 0, hammingDistance: 0, parameterDistance: 0 }
      expect(reluMeasures(start, data)(start)).toMatchObject(atStart)
    }),
    { numRuns: 100 },
  )
})

test('Hamming and parameter distance are what counting and adding give', () => {
  // x = 1 and −1; neuron 0 flips from active on x = 1 to active on x = −1, neuron 1 stays.
  const data = { X: Float64Array.of(1, -1), y: Float64Array.of(0, 0) }
  const start = { W: Float64Array.of(1, 1), a: Float64Array.of(1, 1), leak: 0 }
  const end = { W: Float64Array.of(-1, 1), a: Float64Array.of(1, 2), leak: 0 }
  const { hammingDistance, parameterDistance } = reluMeasures(start, data)(end)
  expect(hammingDistance).toBe(0.5)
  expect(parameterDistance).toBeCloseTo(Math.sqrt(5), 15)
})

test('training the network in place does not move the start that it is measured against', () => {
  const { start, data } = pair({ seed: 1, n: 8, d: 3, m: 5, leak: 0 })
  const untouched = cloneNetwork(start)
  const measure = reluMeasures(start, data)
  const fresh = reluMeasures(untouched, data)
  reluDescent(start, data, 0.01).advance(100)
  const now = measure(start)
  expect(now.parameterDistance).toBeGreaterThan(0)
  expect(now).toEqual(fresh(start))
})

test('a lazy network’s kernel distance keeps its digits far below the rounding of a cosine', () => {
  const { start, data } = pair({ seed: 2, n: 6, d: 3, m: 4, leak: 1 })
  const measure = reluMeasures(start, data)
  const at = (step: number): number =>
    measure({ ...start, a: start.a.map((x, k) => x + step * (k + 1)) }).kernelDistance
  expect(at(2e-8) / at(1e-8)).toBeCloseTo(4, 3) // S grows as the square of a small change
  expect(at(1e-8)).toBeLessThan(1e-14)
})

const rates = { a: 0.3, w: 2.5 }

test('with learning rates the kernel is η_a S Sᵀ + η_w (D Dᵀ) ∘ (X Xᵀ): its distance, norm and alignment with yyᵀ', () => {
  fc.assert(
    fc.property(cases, (sizes) => {
      const { start, end, data } = pair(sizes)
      const now = reluMeasures({ ...start, learningRate: rates }, data)(end)
      const [before, after] = [kernel(start, data, rates), kernel(end, data, rates)]
      const targets = [...data.y].flatMap((y) => [...data.y].map((other) => y * other))
      expect(Math.abs(now.kernelDistance - cosineDistance(before, after))).toBeLessThanOrEqual(1e-10)
      expect(Math.abs(now.kernelAlignment - (1 - cosineDistance(after, targets)))).toBeLessThanOrEqual(1e-10)
      expect(now.kernelNorm / Math.hypot(...after)).toBeCloseTo(1, 12)
    }),
    { numRuns: 200 },
  )
})

test('kernels of any size and leak are those that are computed entry by entry', () => {
  const sizes = fc.record({
    seed: fc.nat(),
    n: fc.integer({ min: 1, max: 30 }),
    d: fc.integer({ min: 1, max: 9 }),
    m: fc.integer({ min: 1, max: 20 }),
    leak: fc.constantFrom(0, -0.5, 3, 1e4),
  })
  fc.assert(
    fc.property(sizes, (size) => {
      const { start, end, data } = pair(size)
      const [before, after] = [kernel(start, data, rates), kernel(end, data, rates)]
      fc.pre(before.some((entry) => entry !== 0) && after.some((entry) => entry !== 0))
      const now = reluMeasures({ ...start, learningRate: rates }, data)(end)
      expect(Math.abs(now.kernelNorm / Math.hypot(...after) - 1)).toBeLessThanOrEqual(1e-13)
      expect(Math.abs(now.kernelDistance - cosineDistance(before, after))).toBeLessThanOrEqual(1e-13)
      const patterns = [start, end].map((network) => activationPattern(network, data.X))
      expect(now.hammingDistance).toBe(hammingDistance(patterns[0], patterns[1]))
    }),
    { numRuns: 200 },
  )
})

test('so are those of more samples than kernels are kept for', () => {
  const { start, end, data } = pair({ seed: 3, n: 1500, d: 2, m: 4, leak: 0 })
  const now = reluMeasures(start, data)(end)
  expect(now.kernelDistance).toBeCloseTo(cosineDistance(kernel(start, data), kernel(end, data)), 12)
})

test('measuring in steps may be left and begun again', () => {
  const { start, end, data } = pair({ seed: 6, n: 40, d: 3, m: 5, leak: 0 })
  const measure = reluMeasures(start, data)
  const left = measure.inSteps(start)
  for (let step = 0; step < 9; step++) left.next()
  expect(measure(end)).toEqual(reluMeasures(start, data)(end))
})

test('one number is the rate of both layers: it scales the norm and nothing else', () => {
  const { start, end, data } = pair({ seed: 4, n: 7, d: 3, m: 5, leak: 0 })
  const [one, three] = [reluMeasures(start, data)(end), reluMeasures({ ...start, learningRate: 3 }, data)(end)]
  expect(three.kernelNorm / one.kernelNorm).toBeCloseTo(3, 12)
  expect(three.kernelDistance).toBeCloseTo(one.kernelDistance, 12)
  expect(three.kernelAlignment).toBeCloseTo(one.kernelAlignment, 12)
})

test('alignment is 1 for one sample, and NaN where every target is 0', () => {
  const network = { W: Float64Array.of(1, 2), a: Float64Array.of(1), leak: 0 }
  expect(reluMeasures(network, { X: [1, 1], y: [-3] })(network).kernelAlignment).toBeCloseTo(1, 14)
  expect(reluMeasures(network, { X: [1, 1], y: [0] })(network).kernelAlignment).toBeNaN()
})

test('a network of another shape than the start is refused, and rates that are not positive', () => {
  const { start, data } = pair({ seed: 4, n: 7, d: 3, m: 5, leak: 0 })
  const smaller = { ...start, W: start.W.subarray(3), a: start.a.subarray(1) }
  expect(() => reluMeasures(start, data)(smaller)).toThrow(
    "network.W has length 12, network.a has length 4: the start's 15 and 5 are accepted",
  )
  expect(() => reluMeasures({ ...start, learningRate: { a: -1, w: 1 } }, data)).toThrow(
    'learningRate.a is -1: a finite number > 0',
  )
})

test('activation patterns are 1 where wᵀx ≥ 0, by sample and neuron, and their Hamming distance is the share that differs', () => {
  const network = { W: [1, 0, 0, 1, -1, -1], a: [1, 1, 1], leak: 0 }
  expect([...activationPattern(network, [1, -1, 0, 2])]).toEqual([1, 0, 1, 1, 1, 0])
  expect(hammingDistance([1, 0, 1, 1], [1, 1, 1, 0])).toBe(0.5)
  expect(() => hammingDistance([1, 0], [1])).toThrow('before has 2 entries, after has 1')
  expect(() => hammingDistance([], [])).toThrow('before is empty: at least one')
  expect(() => activationPattern(network, [1, 2, 3])).toThrow('X has length 3: rows of 2')
})
