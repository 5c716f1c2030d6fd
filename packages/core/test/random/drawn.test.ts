import { describe, expect, test } from 'vitest'
import { singularValues } from '../../src/deep-linear/index.ts'
import { permutation, randomStream, unitVector, unitVectors } from '../../src/random/index.ts'
import { matrixOfSingularValues } from '../../src/random/matrix.ts'
import { orthonormalMatrix, orthonormalVectors } from '../../src/random/orthonormal.ts'

describe('directions', () => {
  test('have length 1, and come one after another from the stream', () => {
    const all = unitVectors(randomStream(4, 'data'), 20, 3)
    const random = randomStream(4, 'data')
    for (let i = 0; i < 20; i++) {
      const one = new Float64Array(3)
      unitVector(random, one)
      expect(Math.hypot(...one)).toBeCloseTo(1, 14)
      expect(all.subarray(3 * i, 3 * i + 3)).toEqual(one)
    }
  })

  test('on the circle go to every quadrant alike', () => {
    const X = unitVectors(randomStream(1, 'data'), 4000, 2)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 4000; i++) counts[(X[2 * i] > 0 ? 1 : 0) + (X[2 * i + 1] > 0 ? 2 : 0)]++
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120) // four standard deviations
  })
})

describe('orthonormal vectors', () => {
  const inner = (x: Float64Array, y: Float64Array): number => x.reduce((sum, entry, i) => sum + entry * y[i], 0)

  test('one after another, are orthonormal, and the first ones do not depend on how many follow', () => {
    const four = orthonormalVectors(randomStream(2, 'teacher'), 4, 5)
    for (const [i, x] of four.entries())
      for (const [j, y] of four.entries()) expect(inner(x, y)).toBeCloseTo(i === j ? 1 : 0, 14)
    expect(orthonormalVectors(randomStream(2, 'teacher'), 2, 5)).toEqual(four.slice(0, 2))
  })

  test('as columns of a matrix, are orthonormal', () => {
    const [rows, columns] = [6, 4]
    const M = orthonormalMatrix(randomStream(2, 'student'), rows, columns)
    const column = (j: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => M[i * columns + j])
    for (let i = 0; i < columns; i++)
      for (let j = 0; j < columns; j++) expect(inner(column(i), column(j))).toBeCloseTo(i === j ? 1 : 0, 14)
  })

  test('make a matrix of the singular values that are asked for', () => {
    const M = matrixOfSingularValues(randomStream(3, 'teacher'), 4, 6, Float64Array.of(3, 2, 0.5))
    const found = singularValues(M, 4)
    for (const [k, value] of [3, 2, 0.5, 0].entries()) expect(found[k]).toBeCloseTo(value, 13)
  })
})

describe('a permutation', () => {
  test('has every number once', () => {
    const order = permutation(randomStream(5, 'batches'), 100)
    expect([...order].sort((p, q) => p - q)).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })

  test('of three has each of the six orders about equally often', () => {
    const random = randomStream(6, 'batches')
    const counts = new Map<string, number>()
    for (let i = 0; i < 6000; i++) {
      const order = permutation(random, 3).join()
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})
