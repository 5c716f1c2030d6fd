import { test } from 'vitest'
import { cells, expectCell } from '../support/relu-cell.ts'

test.each(cells)(
  'descent at full size at τ = $tau, δ = $delta has NumPy’s loss and distances at step 10,000',
  (cell) => {
    expectCell(cell, 10_000)
  },
)
