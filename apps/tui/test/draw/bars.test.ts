import { describe, expect, test } from 'vitest'
import { bars } from '../../src/draw/bars.ts'
import { toText } from '../../src/draw/grid.ts'

const two = [
  { label: '1', value: 4, target: 4 },
  { label: '2', value: 1, target: 2 },
]

const drawn = (width: number, height: number, all: readonly { label: string; value: number; target?: number }[]) =>
  toText(bars({ width, height, title: 'spectrum', bars: all, style: 0 })).split('\n')

describe('bars', () => {
  test('are as long as their values, on one scale, with a mark where each is to end', () => {
    expect(drawn(41, 3, two)).toEqual([
      'spectrum',
      '1 ━━━━━━━━━━━━━━━━━━━┃ 4.00 of 4.00',
      '2 ━━━━━────┃────────── 1.00 of 2.00',
    ])
  })

  test('have no length for what is negative or no number', () => {
    const [, nothing, negative] = drawn(12, 3, [
      { label: 'x', value: Number.NaN },
      { label: 'y', value: -1 },
    ])
    expect(nothing).toBe('x ──────────')
    expect(negative).toBe('y ──────────')
  })

  test('that find no room are counted', () => {
    const many = Array.from({ length: 9 }, (_, k) => ({ label: `${k}`, value: k }))
    expect(drawn(20, 4, many).at(-1)).toBe('… 7 more')
  })

  test('wait where there is none yet', () => {
    expect(drawn(20, 5, []).join('')).toContain('waiting')
  })

  test('fit into any size', () => {
    for (let width = 0; width < 30; width += 3)
      for (let height = 0; height < 6; height++) {
        const grid = bars({ width, height, title: 'spectrum', bars: two, style: 0 })
        expect([grid.columns, grid.rows]).toEqual([width, height])
      }
  })
})
