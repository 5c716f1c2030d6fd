import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kernelDistance } from '../../src/index.ts'

const entries = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 40 })

test('is one minus the cosine between two kernels', () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 0, max: 1000 }), (before, shift) => {
      const after = before.map((_, p) => before[(p + shift) % before.length] + Math.sin(p))
      const dot = (x: number[], y: number[]): number => x.reduce((sum, entry, p) => sum + entry * y[p], 0)
      const size = Math.sqrt(dot(before, before) * dot(after, after))
      fc.pre(size > 1e-3)
      expect(kernelDistance(before, after)).toBeCloseTo(1 - dot(before, after) / size, 10)
    }),
  )
})

test('keeps the digits of a distance of 1e-16, where one minus the cosine has none', () => {
  // K_t = K₀ + ε n with n ⊥ K₀, both of length 1: S = 1 − 1/√(1 + ε²) = ε²/2 to first order.
  const epsilon = 1e-8
  expect(kernelDistance([0.6, 0.8], [0.6 - epsilon * 0.8, 0.8 + epsilon * 0.6]) / (epsilon ** 2 / 2)).toBeCloseTo(1, 6)
})

test('knows no scale: a kernel and a multiple of it are at distance 0', () => {
  const kernel = [1, 0.3, 0.3, 2]
  for (const factor of [1e-150, 1e-9, 0.1, 3, 1e12, 1e150])
    expect(
      kernelDistance(
        kernel,
        kernel.map((entry) => factor * entry),
      ),
    ).toBeLessThan(1e-15)
})

test('is not a number where a kernel is 0', () => {
  expect(kernelDistance([0, 0], [1, 2])).toBeNaN()
  expect(kernelDistance([1, 2], [0, 0])).toBeNaN()
})

test('refuses kernels of different sizes, and says which', () => {
  expect(() => kernelDistance([1, 2, 3], [1, 2])).toThrow(
    'after has length 2, before has length 3: equal lengths are accepted',
  )
})
