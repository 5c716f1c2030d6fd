import { expect, test } from 'vitest'
import { kernelDistance } from '../../src/measures/index.ts'
import { randomStream } from '../../src/random/index.ts'
import { linearKernelMeasures } from '../../src/two-layer-linear/index.ts'

/** The kernel entry by entry, samples X = I: K_(i,p),(j,q) = η_W (AᵀA)_pq δ_ij + η_A (WᵀW)_ij δ_pq. */
function kernel(A: number[], W: number[], h: number, c: number, d: number, rate: { a: number; w: number }): number[] {
  const gram = (M: number[], n: number, p: number, q: number) => {
    let sum = 0
    for (let k = 0; k < h; k++) sum += M[k * n + p] * M[k * n + q]
    return sum
  }
  const K: number[] = []
  for (let i = 0; i < d; i++)
    for (let p = 0; p < c; p++)
      for (let j = 0; j < d; j++)
        for (let q = 0; q < c; q++)
          K.push((i === j ? rate.w * gram(A, c, p, q) : 0) + (p === q ? rate.a * gram(W, d, i, j) : 0))
  return K
}

test('norm, alignment and distance are those of the kernel written out, lazy ones with their digits', () => {
  const [h, c, d, rate] = [2, 3, 2, { a: 0.5, w: 2 }]
  const random = randomStream(9, 'student')
  const draw = (size: number) => Array.from({ length: size }, () => random.normal())
  const [A0, W0] = [draw(h * c), draw(h * d)]
  for (const size of [1, 1e-4, 1e-7]) {
    const A = A0.map((entry) => entry + size * random.normal())
    const W = W0.map((entry) => entry + size * random.normal())
    const target = draw(d * c)
    const measured = linearKernelMeasures({ hidden: h, A0, W0, target, learningRate: rate })({ hidden: h, A, W })
    const [K0, K] = [kernel(A0, W0, h, c, d, rate), kernel(A, W, h, c, d, rate)]
    expect(measured.kernelNorm / Math.hypot(...K)).toBeCloseTo(1, 12)
    let quadratic = 0
    for (const [p, left] of target.entries())
      for (const [q, right] of target.entries()) quadratic += left * K[p * c * d + q] * right
    const alignment = quadratic / (Math.hypot(...K) * Math.hypot(...target) ** 2)
    expect(measured.kernelAlignment / alignment).toBeCloseTo(1, 12)
    expect(measured.kernelDistance / kernelDistance(K0, K)).toBeCloseTo(1, 6)
    expect(measured.kernelDistance).toBeGreaterThan(0)
  }
})

test('any data: the same of the kernel of the samples, X of any rank, Y out of reach', () => {
  const [h, c, d, n, rate] = [2, 2, 3, 5, { a: 0.5, w: 2 }]
  const random = randomStream(10, 'student')
  const draw = (size: number) => Array.from({ length: size }, () => random.normal())
  const [A0, W0, rows, Y] = [draw(h * c), draw(h * d), draw(n * d), draw(n * c)]
  const deficient = rows.map((entry, p) => (p % d === d - 1 ? rows[p - 1] : entry))
  for (const X of [rows, deficient]) {
    const learningRate = rate
    const [A, W] = [A0, W0].map((M) => M.map((entry) => entry + 0.1 * random.normal()))
    /** K_(i,p),(j,q) = η_W (AᵀA)_pq x_iᵀx_j + η_A (Wx_i)ᵀ(Wx_j) δ_pq. */
    const sampled = (readout: number[], input: number[]): number[] => {
      const image = (i: number, k: number) => {
        let sum = 0
        for (let j = 0; j < d; j++) sum += input[k * d + j] * X[i * d + j]
        return sum
      }
      const entry = (i: number, p: number, j: number, q: number) => {
        let [inputs, gram, images] = [0, 0, 0]
        for (let l = 0; l < d; l++) inputs += X[i * d + l] * X[j * d + l]
        for (let k = 0; k < h; k++) gram += readout[k * c + p] * readout[k * c + q]
        for (let k = 0; k < h; k++) images += image(i, k) * image(j, k)
        return rate.w * gram * inputs + (p === q ? rate.a * images : 0)
      }
      return Y.flatMap((_, u) => Y.map((__, v) => entry(Math.floor(u / c), u % c, Math.floor(v / c), v % c)))
    }
    const measured = linearKernelMeasures({ hidden: h, A0, W0, X, Y, learningRate })({ hidden: h, A, W })
    const [K0, K] = [sampled(A0, W0), sampled(A, W)]
    let quadratic = 0
    for (const [p, left] of Y.entries())
      for (const [q, right] of Y.entries()) quadratic += left * K[p * n * c + q] * right
    expect(measured.kernelNorm / Math.hypot(...K)).toBeCloseTo(1, 12)
    expect(measured.kernelDistance / kernelDistance(K0, K)).toBeCloseTo(1, 10)
    expect(measured.kernelAlignment / (quadratic / (Math.hypot(...K) * Math.hypot(...Y) ** 2))).toBeCloseTo(1, 12)
  }
})

test('whitened data by samples measure as by their target, and so do networks of any size', () => {
  const start = { hidden: 2, A0: [1, -0.3], W0: [0.2, 0.5, -1, 0.4] }
  const later = { hidden: 2, A: [0.9, -0.5], W: [0.3, 0.7, -1.2, 0.1] }
  const plain = linearKernelMeasures({ ...start, target: [1, 2] })(later)
  const bySamples = linearKernelMeasures({ ...start, X: [0, 1, -1, 0], Y: [2, -1] })(later)
  for (const name of ['kernelDistance', 'kernelNorm', 'kernelAlignment'] as const)
    expect(bySamples[name] / plain[name]).toBeCloseTo(1, 12)
  for (const size of [2 ** -300, 2 ** 300]) {
    const times = (M: number[]) => M.map((entry) => size * entry)
    const measure = linearKernelMeasures({
      hidden: 2,
      A0: times(start.A0),
      W0: times(start.W0),
      target: [size, 2 * size],
    })
    const scaled = measure({ hidden: 2, A: times(later.A), W: times(later.W) })
    expect(scaled.kernelDistance).toBe(plain.kernelDistance)
    expect(scaled.kernelAlignment).toBe(plain.kernelAlignment)
    expect(scaled.kernelNorm / size / size).toBe(plain.kernelNorm)
  }
})
