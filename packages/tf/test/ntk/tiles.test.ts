import { describe, expect, it } from 'vitest'
import { tilesOf } from '../../src/ntk/tiles.ts'

describe('tiles of a kernel', () => {
  it.each([
    [1, 1],
    [7, 7],
    [7, 20],
    [7, 2],
    [7, 3],
    [8, 4],
    [9, 4],
    [20, 7],
    [100, 100],
    [100, 90],
  ])('cover every pair of %i samples once with at most %i held', (n, capacity) => {
    const times = new Uint8Array(n * n)
    const tiles = tilesOf(n, capacity)
    for (const { samples, products } of tiles) {
      const held = samples.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, t) => from + t))
      expect(held.length).toBeLessThanOrEqual(capacity)
      expect(new Set(held).size).toBe(held.length)
      for (const { x, y, row, column } of products) {
        expect(held.slice(x.from, x.to)).toEqual(Array.from({ length: x.to - x.from }, (_, t) => row + t))
        expect(held.slice(y.from, y.to)).toEqual(Array.from({ length: y.to - y.from }, (_, t) => column + t))
        for (let i = row; i < row + x.to - x.from; i++)
          for (let j = column; j < column + y.to - y.from; j++) {
            times[i * n + j]++
            // What is to the right of a product's own rows stands for its mirror image too.
            if (j >= row + x.to - x.from) times[j * n + i]++
          }
      }
    }
    expect(times.every((count) => count === 1)).toBe(true)
    expect(tiles.length === 1).toBe(n <= capacity)
  })
})
