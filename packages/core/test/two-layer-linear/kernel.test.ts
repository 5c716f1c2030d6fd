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
  const gram = (M: number[], n: number) =>
    Array.from({ length: n * n }, (_, p) => {
      let sum = 0
      for (let k = 0; k < h; k++) sum += M[k * n + Math.floor(p / n)] * M[k * n + (p % n)]
      return sum
    })
  const grams = (A: number[], W: number[]) => ({ readoutGram: gram(A, c), inputGram: gram(W, d) })
  const [A0, W0] = [draw(h * c), draw(h * d)]
  for (const size of [1, 1e-4, 1e-7]) {
    const A = A0.map((entry) => entry + size * random.normal())
    const W = W0.map((entry) => entry + size * random.normal())
    const target = draw(d * c)
    const measured = linearKernelMeasures(grams(A0, W0), rate, target)(grams(A, W))
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

test('matrices of other sizes are refused', () => {
  const measure = linearKernelMeasures({ readoutGram: [1], inputGram: [1, 0, 0, 1] })
  expect(() => measure({ readoutGram: [1], inputGram: [1] })).toThrow('1 and 4, as at the start, are accepted')
  expect(() => linearKernelMeasures({ readoutGram: [1, 2], inputGram: [1] })).toThrow('square matrices are accepted')
  expect(() => linearKernelMeasures({ readoutGram: [1], inputGram: [1] }, { a: 1, w: 1 }, [1, 2])).toThrow(
    'target has length 2: 1 × 1, row by row, are accepted',
  )
})
