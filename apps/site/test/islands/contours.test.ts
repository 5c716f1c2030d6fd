import { describe, expect, it } from 'vitest'
import { contourLines, type Line } from '../../src/islands/kit/contours.ts'

const SIZE = 64

function field(f: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: SIZE * SIZE }, (_, k) => f(k % SIZE, Math.floor(k / SIZE)))
}

const bowl = field((x, y) => Math.hypot(x - 30.3, y - 31.7) ** 2)
const start = (line: Line): number[] => line.slice(0, 2)
const end = (line: Line): number[] => line.slice(-2)

describe('contours', () => {
  it('of a bowl are one circle a level, within a fiftieth of a cell', () => {
    for (const radius of [3, 10, 25]) {
      const lines = contourLines(bowl, SIZE, SIZE, radius ** 2)
      expect(lines).toHaveLength(1)
      const line = lines[0]!
      expect(line.length / 2).toBeGreaterThan(6 * radius)
      for (let k = 0; k < line.length; k += 2)
        expect(Math.abs(Math.hypot(line[k]! - 30.3, line[k + 1]! - 31.7) - radius)).toBeLessThan(
          radius < 5 ? 0.06 : 0.02,
        )
    }
  })

  it('close, and go from neighbour to neighbour', () => {
    const [line] = contourLines(bowl, SIZE, SIZE, 100)
    expect(start(line!)).toEqual(end(line!))
    for (let k = 2; k < line!.length; k += 2)
      expect(Math.hypot(line![k]! - line![k - 2]!, line![k + 1]! - line![k - 1]!)).toBeLessThan(Math.SQRT2)
  })

  it('that leave the field begin and end on its edge', () => {
    const lines = contourLines(bowl, SIZE, SIZE, 36 ** 2)
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines)
      for (const point of [start(line), end(line)])
        expect(point.some((each) => each === 0 || each === SIZE - 1)).toBe(true)
  })

  it('pass through a grid point that has the very level', () => {
    const lines = contourLines(
      field((x) => x - 20),
      SIZE,
      SIZE,
      0,
    ) // exactly 0 along the column 20
    expect(lines).toHaveLength(1)
    for (let k = 0; k < lines[0]!.length; k += 2) expect(lines[0]![k]).toBe(20)
  })

  it('are none for a level that the field does not reach', () => {
    expect(contourLines(bowl, SIZE, SIZE, -1)).toEqual([])
    expect(contourLines(bowl, SIZE, SIZE, 1e9)).toEqual([])
  })

  it('keep apart what a saddle keeps apart', () => {
    const saddle = Float64Array.of(1, -1, -1, 1)
    const middles = (level: number): number[][] =>
      contourLines(saddle, 2, 2, level).map((line) => [(line[0]! + line[2]!) / 2, (line[1]! + line[3]!) / 2])
    // The middle, 0, is above −0.5: the lines cut off the low corners (1, 0) and (0, 1); at 0.5 the high ones.
    const sums = (level: number): number[] =>
      middles(level)
        .map(([x, y]) => x! + y!)
        .sort((a, b) => a - b)
    const differences = (level: number): number[] =>
      middles(level)
        .map(([x, y]) => x! - y!)
        .sort((a, b) => a - b)
    expect(middles(-0.5)).toHaveLength(2)
    expect(sums(-0.5)).toEqual([1, 1])
    expect(differences(-0.5)).toEqual([-0.75, 0.75])
    expect(sums(0.5)).toEqual([0.25, 1.75])
    expect(differences(0.5)).toEqual([0, 0])
  })

  it('leave out cells with a corner that is not a number', () => {
    expect(contourLines(Float64Array.of(0, 1, Number.NaN, 1), 2, 2, 0.5)).toEqual([])
  })
})
