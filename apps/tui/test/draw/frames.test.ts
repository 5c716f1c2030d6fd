import { describe, expect, test } from 'vitest'
import { bar } from '../../src/draw/bar.ts'
import { type Grid, toText } from '../../src/draw/grid.ts'
import { deltaInks } from '../support/inks.ts'
import * as samples from './samples.ts'

const expectFrame = (grid: Grid, name: string): Promise<void> =>
  expect(`${toText(grid)}\n`).toMatchFileSnapshot(`frames/${name}.txt`)

describe('every sample picture looks like the committed one', () => {
  for (const [name, draw] of Object.entries(samples)) {
    for (const [columns, rows] of [
      [36, 9],
      [56, 16],
    ] as const) {
      test(`${name} at ${columns}×${rows}`, () => expectFrame(draw(columns, rows), `${name}-${columns}x${rows}`))
    }
  }
})

test('a shrinking chart loses the x label, then the axes', async () => {
  const sizes = [
    [30, 7],
    [24, 5],
    [30, 4],
    [20, 6],
    [13, 5],
    [10, 3],
  ] as const
  const pictures = sizes.map(
    ([columns, rows]) => `${columns}×${rows}\n${toText(samples.lossOverTime(columns, rows))}\n`,
  )
  await expect(pictures.join('\n')).toMatchFileSnapshot('frames/small-charts.txt')
})

test('the bar fills in halves of a cell', async () => {
  const fractions = [-1, 0, 1 / 64, 0.1, 0.25, 0.43, 0.5, 0.99, 1, 7, Number.NaN]
  const rows = fractions.map((fraction) => `${toText(bar({ width: 8, fraction, style: deltaInks[0]! }))}│ ${fraction}`)
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('frames/bar.txt')
})
