import { expect, test } from 'vitest'
import { reluDescent, reluMeasures } from '../../src/two-layer-relu/index.ts'
import { type Cell, cellData, cellStart, cells } from '../support/relu-cell.ts'

const NAMES = ['loss', 'kernelDistance', 'hammingDistance', 'parameterDistance'] as const

/** Descends from checkpoint to checkpoint, and holds all that is listed there to 1e-9. */
function expectCell(cell: Cell, last: number): void {
  const network = cellStart(cell)
  const measure = reluMeasures(network, cellData)
  const descent = reluDescent(network, cellData, cell.learningRate)
  let step = 0
  for (const checkpoint of cell.checkpoints.filter((one) => one.step <= last)) {
    step += descent.advance(checkpoint.step - step)
    expect(step).toBe(checkpoint.step)
    const now = { loss: descent.loss(), ...measure(network) }
    for (const name of NAMES)
      expect(Math.abs(now[name] - checkpoint[name]), `${name} at step ${step}`).toBeLessThanOrEqual(
        1e-9 * checkpoint[name] + 1e-14,
      )
  }
}

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
  'descent at full size at τ = $tau, δ = $delta has NumPy’s loss and distances to 1e-9',
  (cell) => {
    expectCell(cell, 10_000)
  },
  120_000,
)
