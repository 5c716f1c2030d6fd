import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rates } from '../../src/learning-rate.ts'
import { neuronKernelDistance } from '../../src/single-neuron/index.ts'
import { power, uniform } from '../support/arbitrary-neuron.ts'

/** K = X (η_w a² I + η_a w wᵀ) Xᵀ as a plain n × n matrix. */
function kernel(a: number, w: number[], { a: etaA, w: etaW }: Rates, rows: number[][]): number[] {
  const dot = (x: number[], y: number[]): number => x.reduce((sum, entry, j) => sum + entry * y[j], 0)
  return rows.flatMap((x) => rows.map((y) => etaW * a * a * dot(x, y) + etaA * dot(x, w) * dot(y, w)))
}

function cosineDistance(before: number[], after: number[]): number {
  const dot = (x: number[], y: number[]): number => x.reduce((sum, entry, i) => sum + entry * y[i], 0)
  return 1 - dot(before, after) / Math.sqrt(dot(before, before) * dot(after, after))
}

const entry = uniform(-2, 2)
const rates = fc.record({ a: power(-0.7, 0.7), w: power(-0.7, 0.7) })
const case3 = fc.record({
  a0: entry,
  a: entry,
  w0: fc.array(entry, { minLength: 3, maxLength: 3 }),
  w: fc.array(entry, { minLength: 3, maxLength: 3 }),
  rate: rates,
  rows: fc.array(fc.array(entry, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
})
const size = (values: number[]): number => Math.hypot(...values)

test('the kernel distance is one minus the cosine of the two n × n kernels', () => {
  fc.assert(
    fc.property(case3, ({ a0, a, w0, w, rate, rows }) => {
      const [before, after] = [kernel(a0, w0, rate, rows), kernel(a, w, rate, rows)]
      fc.pre(size(before) > 1e-6 && size(after) > 1e-6)
      const measured = neuronKernelDistance({ a0, w0, learningRate: rate, X: rows.flat() })({ a, w })
      expect(Math.abs(measured - cosineDistance(before, after))).toBeLessThanOrEqual(1e-10)
    }),
    { numRuns: 1000 },
  )
})

test('without X the input counts as whitened', () => {
  fc.assert(
    fc.property(case3, ({ a0, a, w0, w, rate }) => {
      const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1]
      const plain = neuronKernelDistance({ a0, w0, learningRate: rate })({ a, w })
      const given = neuronKernelDistance({ a0, w0, learningRate: rate, X: identity })({ a, w })
      expect(Math.abs(plain - given) || 0).toBeLessThanOrEqual(1e-13)
    }),
    { numRuns: 500 },
  )
})

test('a lazy neuron’s distance keeps its digits far below the rounding of a cosine', () => {
  // K = diag(1, 1 + x): tan of the angle between diag(1, 1 + x) and diag(1, 1 + y) is (y − x)/(2 + x + y + xy).
  const [x, y] = [1e-12, 4e-12]
  const angle = Math.atan2(y - x, 2 + x + y + x * y)
  const measured = neuronKernelDistance({ a0: 1, w0: [0, 1e-6] })({ a: 1, w: [0, 2e-6] })
  expect(measured / (2 * Math.sin(angle / 2) ** 2)).toBeCloseTo(1, 9)
})

test('scales far apart do not matter: a start 10⁻ᵏ times as large has the same distance to 2e-12', () => {
  const near = neuronKernelDistance({ a0: 0.3, w0: [0.7, -0.2] })({ a: 1.1, w: [0.2, 0.9] })
  for (let k = 0; k <= 90; k++) {
    const s = 10 ** -k
    const far = neuronKernelDistance({ a0: 0.3 * s, w0: [0.7 * s, -0.2 * s] })({ a: 1.1, w: [0.2, 0.9] })
    expect(Math.abs(far / near - 1), `start times 1e-${k}`).toBeLessThanOrEqual(2e-12)
    const back = neuronKernelDistance({ a0: 1.1, w0: [0.2, 0.9] })({ a: 0.3 * s, w: [0.7 * s, -0.2 * s] })
    expect(Math.abs(back / near - 1), `end times 1e-${k}`).toBeLessThanOrEqual(2e-12)
  }
})

test('a kernel that has grown much more than it has turned keeps its digits', () => {
  // Balanced, K = a²(I + ŵŵᵀ): turned by φ, S = sin²φ/(d + 3), however much a has grown.
  for (const phi of [1e-1, 1e-3, 1e-5, 1e-7])
    for (const a of [1.01, 1.4, 3, 1e5]) {
      const measured = neuronKernelDistance({ a0: 1, w0: [1, 0, 0] })({
        a,
        w: [a * Math.cos(phi), a * Math.sin(phi), 0],
      })
      expect(measured / (Math.sin(phi) ** 2 / 6), `φ ${phi}, a ${a}`).toBeCloseTo(1, 7)
    }
})

test('nearly parallel inputs, whose kernel can hardly turn, do not cost digits', () => {
  // X = U diag(1, ε) and w along the first input: K = U diag(a² + w², ε²a²) Uᵀ, of which U, 3 × 2, is seen by nothing.
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)]
  for (const epsilon of [1e-2, 1e-3]) {
    const X = [c, -s * epsilon, s * 0.6, c * 0.6 * epsilon, s * 0.8, c * 0.8 * epsilon]
    const ratio = (a: number, w: number): number => (epsilon * epsilon * a * a) / (a * a + w * w)
    const [before, after] = [ratio(2, 0.1), ratio(30, 29.9)]
    const angle = Math.atan2(before - after, 1 + before * after)
    const measured = neuronKernelDistance({ a0: 2, w0: [0.1, 0], X })({ a: 30, w: [29.9, 0] })
    expect(measured / (2 * Math.sin(angle / 2) ** 2), `ε ${epsilon}`).toBeCloseTo(1, 8)
  }
})

test('the size of X does not matter, 1e-100 and 1e100 included', () => {
  const X = [1, 2, -1, 0.5, 3, 1]
  const plain = neuronKernelDistance({ a0: 0.3, w0: [0.7, -0.2], X })({ a: 1.1, w: [0.2, 0.9] })
  for (const size of [1e-100, 1e100]) {
    const scaled = X.map((entry) => entry * size)
    const measured = neuronKernelDistance({ a0: 0.3, w0: [0.7, -0.2], X: scaled })({ a: 1.1, w: [0.2, 0.9] })
    expect(Math.abs(measured / plain - 1)).toBeLessThanOrEqual(1e-12)
  }
})

test('the distance of a neuron from itself is exactly 0', () => {
  expect(neuronKernelDistance({ a0: 0.3, w0: [1, -2] })({ a: 0.3, w: [1, -2] })).toBe(0)
})

test('a zero kernel has no distance', () => {
  expect(neuronKernelDistance({ a0: 0, w0: [0, 0] })({ a: 1, w: [1, 0] })).toBeNaN()
  expect(neuronKernelDistance({ a0: 1, w0: [1, 0] })({ a: 0, w: [0, 0] })).toBeNaN()
})
