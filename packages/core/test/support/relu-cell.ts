import { readFileSync } from 'node:fs'
import { CELL, cellArray, cellStart as startOf } from '@lazyrich/testing/relu-cell'
import { expect } from 'vitest'
import { initializeRelu, type ReluNetwork, reluDescent, reluMeasures } from '../../src/two-layer-relu/index.ts'

/** What plain descent in NumPy has at a step. */
export interface CellCheckpoint {
  readonly step: number
  readonly loss: number
  readonly kernelDistance: number
  readonly hammingDistance: number
  readonly parameterDistance: number
}

/** Descent at one place of the phase diagram. */
export interface Cell {
  readonly tau: number
  readonly delta: number
  readonly learningRate: number
  readonly checkpoints: readonly CellCheckpoint[]
}

/** Six places of the phase diagram at full size (n = 1000, d = 100, m = 50) to step 10,000, one to a million. */
export const cells = cellsIn('descent.json')
export const longCell = cellsIn('relu-long.json')[0]

function cellsIn(file: string): Cell[] {
  return JSON.parse(readFileSync(`${CELL}/${file}`, 'utf8')).cells
}

export const cellData = { X: cellArray('X'), y: cellArray('y') }

/** The start at (τ, δ): 25 directions and signs, mirrored. */
export function cellStart({ tau, delta }: Pick<Cell, 'tau' | 'delta'>): ReluNetwork {
  return initializeRelu(startOf(), { tau, delta })
}

const NAMES = ['loss', 'kernelDistance', 'hammingDistance', 'parameterDistance'] as const

/** Descends from checkpoint to checkpoint up to step `last`, and holds all that NumPy lists there to 1e-9. */
export function expectCell(cell: Cell, last: number): void {
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
