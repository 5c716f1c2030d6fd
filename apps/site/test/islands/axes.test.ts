import { describe, expect, it } from 'vitest'
import { domainOf } from '../../src/islands/kit/domains.ts'
import { createScale, type ScaleKind } from '../../src/islands/kit/scale.ts'
import type { Points } from '../../src/islands/kit/series.ts'
import { spread } from '../../src/islands/kit/spread.ts'
import { axisTicks } from '../../src/islands/kit/ticks.ts'
import { traceCurve } from '../../src/islands/kit/trace-curve.ts'

const seriesOf = (points: readonly (readonly [number, number])[]): Points => ({
  length: points.length,
  x: points.map(([x]) => x),
  y: points.map(([, y]) => y),
})

describe('scales', () => {
  it.each<[ScaleKind, [number, number], number[]]>([
    ['linear', [-2, 3], [-2, 0, 1.5, 3]],
    ['log', [1e-2, 1e3], [1e-2, 0.5, 1, 1000]],
    ['symlog', [-10, 10], [-10, -0.01, 0, 4, 10]],
  ])('%s: position and value undo each other', (kind, domain, values) => {
    const scale = createScale(kind, domain, [10, 250])
    for (const value of values) expect(scale.invert(scale.at(value))).toBeCloseTo(value, 10)
    expect(scale.at(domain[0])).toBeCloseTo(10)
    expect(scale.at(domain[1])).toBeCloseTo(250)
  })

  it('have no place for 0 on a logarithmic axis', () => {
    const scale = createScale('log', [1e-2, 1], [0, 100])
    expect(Number.isFinite(scale.at(0))).toBe(false)
    expect(Number.isFinite(scale.at(-1))).toBe(false)
  })
})

describe('ticks', () => {
  it('are decades on a logarithmic axis, with fewer labels where there is little room', () => {
    const labels = (count: number) => axisTicks('log', [1e-2, 1e3], count).map(({ label }) => label)
    expect(labels(8)).toEqual(['10⁻²', '10⁻¹', '10⁰', '10¹', '10²', '10³'])
    expect(labels(3)).toEqual(['10⁻²', '10⁰', '10²'])
  })

  it('are round numbers on a linear axis, with equal decimals and a true minus', () => {
    expect(axisTicks('linear', [-0.5, 1], 4).map(({ label }) => label)).toEqual(['−0.5', '0', '0.5', '1.0'])
    expect(axisTicks('linear', [0, 3e6], 3).map(({ label }) => label)).toEqual(['0', '1·10⁶', '2·10⁶', '3·10⁶'])
  })

  it('stay within the domain and below the count, whatever the domain', () => {
    for (const [low, high] of [
      [-1.27, 1.31],
      [0, 1e-7],
      [999, 1001],
      [-5e8, 3],
    ] as const)
      for (const count of [1, 3, 10]) {
        const ticks = axisTicks('linear', [low, high], count)
        expect(ticks.length).toBeLessThanOrEqual(count + 1)
        for (const { value } of ticks) {
          expect(value).toBeGreaterThanOrEqual(low - 1e-9 * (high - low))
          expect(value).toBeLessThanOrEqual(high + 1e-9 * (high - low))
        }
      }
  })

  it('are none for a domain without extent', () => {
    expect(axisTicks('linear', [1, 1], 5)).toEqual([])
    expect(axisTicks('log', [0, 1], 5)).toEqual([])
    expect(axisTicks('linear', [Number.NaN, 1], 5)).toEqual([])
  })
})

describe('a domain from data', () => {
  it('holds all finite values, with round ends', () => {
    const series = [
      seriesOf([
        [1, 0.3],
        [2, Number.NaN],
        [3, 0.004],
        [9, Infinity],
      ]),
    ]
    expect(domainOf('linear', series, 'x')).toEqual([0, 10])
    expect(domainOf('log', series, 'y')).toEqual([1e-3, 1])
  })

  it('leaves out what has no place on a logarithmic axis', () => {
    expect(
      domainOf(
        'log',
        [
          seriesOf([
            [0, 0],
            [1, -3],
            [2, 5],
          ]),
        ],
        'y',
      ),
    ).toEqual([1, 10])
  })

  it('holds what it is told to besides', () => {
    expect(domainOf('linear', [seriesOf([[1, 1e-16]])], 'y', [0, 0.1])).toEqual([0, 0.1])
    expect(domainOf('linear', [seriesOf([[1, 0.37]])], 'y', [0, 0.1])).toEqual([0, 0.4])
  })

  it('exists for no data and for one value', () => {
    expect(domainOf('linear', [], 'y')).toEqual([0, 1])
    expect(domainOf('log', [seriesOf([[1, Number.NaN]])], 'y')).toEqual([0.1, 1])
    for (const value of [-2, 0, 7]) {
      const [low, high] = domainOf('linear', [seriesOf([[1, value]])], 'y')
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
      expect(high).toBeGreaterThan(low)
    }
  })
})

/** Records what a pen draws. */
function traced(series: Points, width: number): { moves: number; points: [number, number][] } {
  const points: [number, number][] = []
  let moves = 0
  const pen = {
    moveTo(x: number, y: number) {
      moves++
      points.push([x, y])
    },
    lineTo: (x: number, y: number) => void points.push([x, y]),
  }
  traceCurve(pen, series, createScale('linear', [0, 1], [0, width]), createScale('log', [0.01, 1], [100, 0]))
  return { moves, points }
}

describe('a traced curve', () => {
  it('has a gap where a value is not finite or has no place', () => {
    const gap = (y: number) =>
      traced(
        seriesOf([
          [0, 1],
          [0.2, 1],
          [0.4, y],
          [0.6, 1],
          [1, 1],
        ]),
        100,
      )
    expect(gap(0.5).moves).toBe(1)
    for (const y of [Number.NaN, Infinity, 0, -1]) expect(gap(y).moves).toBe(2)
  })

  it('draws at most four points a column, and keeps the extremes and the end', () => {
    const series = seriesOf(
      Array.from({ length: 5001 }, (_, i) => [i / 5000, i === 2501 ? 0.01 : i === 2503 ? 1 : 0.1] as const),
    )
    const { points } = traced(series, 100)
    expect(points.length).toBeLessThanOrEqual(4 * 101)
    const heights = points.map(([, y]) => y)
    expect(Math.max(...heights)).toBeCloseTo(100)
    expect(Math.min(...heights)).toBeCloseTo(0)
    expect(points.at(-1)![0]).toBeCloseTo(100)
  })
})

describe('labels spread apart', () => {
  it('stay where they are if there is room', () => {
    expect(spread([50, 10, 90], 14, [0, 100])).toEqual([50, 10, 90])
  })

  it('keep their gap, their order and the bounds', () => {
    for (const positions of [
      [50, 50, 50],
      [1, 2, 3, 99, 98],
      [0, 0, 20, 21, 22, 100],
    ]) {
      const places = spread(positions, 14, [0, 100])
      const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!)
      for (const [k, i] of order.entries()) {
        expect(places[i]).toBeGreaterThanOrEqual(-1e-9)
        expect(places[i]).toBeLessThanOrEqual(100 + 1e-9)
        if (k > 0) expect(places[i]! - places[order[k - 1]!]!).toBeGreaterThanOrEqual(14 - 1e-9)
      }
    }
  })
})
