import { describe, expect, it } from 'vitest'
import { contourPieces } from '../../src/islands/kit/contours.ts'

const SIZE = 64

function field(f: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: SIZE * SIZE }, (_, k) => f(k % SIZE, Math.floor(k / SIZE)))
}

const circle = field((x, y) => Math.hypot(x - 30.3, y - 31.7) ** 2)

describe('contours', () => {
  it('of a bowl are circles, within a fiftieth of a cell', () => {
    for (const radius of [3, 10, 25]) {
      const pieces = contourPieces(circle, SIZE, SIZE, radius ** 2)
      expect(pieces.length / 4).toBeGreaterThan(6 * radius)
      for (let k = 0; k < pieces.length; k += 2)
        expect(Math.abs(Math.hypot(pieces[k]! - 30.3, pieces[k + 1]! - 31.7) - radius)).toBeLessThan(
          radius < 5 ? 0.06 : 0.02,
        )
    }
  })

  it('are closed: every end is the end of another piece', () => {
    const pieces = contourPieces(circle, SIZE, SIZE, 100)
    const ends = new Map<string, number>()
    for (let k = 0; k < pieces.length; k += 2) {
      const key = `${pieces[k]!.toFixed(9)} ${pieces[k + 1]!.toFixed(9)}`
      ends.set(key, (ends.get(key) ?? 0) + 1)
    }
    expect(ends.size).toBeGreaterThan(60)
    for (const count of ends.values()) expect(count).toBe(2)
  })

  it('are none for a level that the field does not reach', () => {
    expect(contourPieces(circle, SIZE, SIZE, -1)).toEqual([])
    expect(contourPieces(circle, SIZE, SIZE, 1e9)).toEqual([])
  })

  it('keep apart what a saddle keeps apart', () => {
    const saddle = [1, -1, -1, 1]
    expect(contourPieces(saddle, 2, 2, 0)).toHaveLength(8)
    // The middle is above −0.5 and below 0.5: the pieces cut off the low corners, then the high ones.
    const low = contourPieces(saddle, 2, 2, -0.5)
    const high = contourPieces(saddle, 2, 2, 0.5)
    const nearest = (pieces: number[], x: number, y: number): number =>
      Math.min(
        ...[0, 4].map((k) =>
          Math.hypot((pieces[k]! + pieces[k + 2]!) / 2 - x, (pieces[k + 1]! + pieces[k + 3]!) / 2 - y),
        ),
      )
    expect(nearest(low, 1, 0)).toBeLessThan(nearest(low, 0, 0))
    expect(nearest(high, 0, 0)).toBeLessThan(nearest(high, 1, 0))
  })

  it('leave out cells with a corner that is not a number', () => {
    expect(contourPieces([0, 1, Number.NaN, 1], 2, 2, 0.5)).toEqual([])
  })
})
