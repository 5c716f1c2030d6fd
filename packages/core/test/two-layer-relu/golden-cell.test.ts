import { expect, test } from 'vitest'
import { cells, expectCell } from '../support/relu-cell.ts'

test('there are six cells, each to step 10,000', () => {
  expect(cells.map(({ tau, delta }) => [tau, delta])).toEqual([
    [1, 0],
    [0.1, 1],
    [0.1, -0.25],
    [0.3, 0.5],
    [0.5, -1],
    [2, 0],
  ])
  for (const { checkpoints } of cells) expect(checkpoints.at(-1)!.step).toBe(10_000)
})

test.each(cells)(
  'descent at full size at τ = $tau, δ = $delta has NumPy’s loss and distances to step 1,000',
  (cell) => {
    expectCell(cell, 1000)
  },
)
