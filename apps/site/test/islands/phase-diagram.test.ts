import { describe, expect, it } from 'vitest'
import recorded from '../../src/figures/phase-diagram-run.json'
import { cellText, meanOf, type Record, valueText } from '../../src/islands/phase-diagram/diagram.ts'
import { MEASURES, type Measure, shareOf } from '../../src/islands/phase-diagram/measures.ts'
import { rampColour } from '../../src/islands/phase-diagram/ramp.ts'

const record = recorded as Record
const measures = Object.keys(MEASURES) as Measure[]

describe('the grid on record', () => {
  it('has every measure at every step, for both seeds and all cells', () => {
    expect(record.steps).toEqual([10, 100, 1000, 10_000, 100_000, 1_000_000])
    for (const name of measures) {
      expect(record[name]).toHaveLength(record.steps.length)
      for (const seeds of record[name]) expect(seeds.map((cells) => cells.length)).toEqual([81, 81])
    }
  })

  it('shows what the page says: rich at small τ, lazy at large, upstream first', () => {
    const at = (step: number, tau: number, delta: number): number =>
      meanOf(
        record,
        'kernelDistance',
        record.steps.indexOf(step),
        record.tau.indexOf(tau) * 9 + record.delta.indexOf(delta),
      )
    expect(at(10, 0.1, 1)).toBeGreaterThan(50 * at(10, 0.1, 0))
    expect(at(1e6, 0.1, -0.25)).toBeGreaterThan(0.5)
    for (const delta of record.delta) expect(at(1e6, 2, delta)).toBeLessThan(0.01)
  })

  it('has the extremes of the kernel distance that the page sets beside the published ones', () => {
    const means = (step: number): number[] =>
      Array.from({ length: 81 }, (_, cell) => meanOf(record, 'kernelDistance', record.steps.indexOf(step), cell))
    expect([100, 1000, 1e6].map((step) => Math.max(...means(step)).toFixed(3))).toEqual(['0.236', '0.417', '0.586'])
    expect(means(1e6).indexOf(Math.max(...means(1e6)))).toBe(record.delta.indexOf(-0.25))
    expect(Math.min(...means(100)).toPrecision(2)).toBe('0.000039')
  })

  it('lies on the scales that it is drawn with, but for losses below what is followed', () => {
    for (const name of measures)
      for (const seeds of record[name])
        for (const value of seeds.flat()) {
          expect(value).toBeLessThanOrEqual(MEASURES[name].domain[1] * 1.2)
          if (name !== 'loss') expect(value).toBeGreaterThanOrEqual(MEASURES[name].domain[0])
        }
  })
})

describe('a cell', () => {
  it('tells its place, both values and how far it descended', () => {
    expect(cellText(record, { measure: 'hammingDistance', label: 'Hamming distance', step: 5 }, 3)).toMatch(
      /^τ = 0\.1, δ = −0\.25: Hamming distance 0\.\d+ \(seed 0\), 0\.\d+ \(seed 1\)\. Descent for \d+ steps, then flow\.$/,
    )
  })

  it('does not name losses that are not followed', () => {
    expect(valueText('loss', 3e-12)).toBe('below 10⁻⁹')
    expect(valueText('testLoss', 3e-3)).toBe('3.00·10⁻³')
  })
})

describe('the colours', () => {
  it('grow lighter all the way', () => {
    const lightness = Array.from({ length: 101 }, (_, i) => {
      const [r, g, b] = rampColour(i / 100)
        .match(/\d+/g)!
        .map(Number) as [number, number, number]
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    })
    for (let i = 1; i < lightness.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1]!)
  })

  it('have both ends for what lies beyond the scale', () => {
    expect(shareOf('loss', 0)).toBe(0)
    expect(shareOf('loss', 1)).toBe(1)
    expect(shareOf('kernelDistance', 9)).toBe(1)
  })
})
