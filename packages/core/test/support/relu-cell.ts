import { readFileSync } from 'node:fs'
import { initializeRelu, type ReluNetwork } from '../../src/two-layer-relu/index.ts'
import { golden } from './golden.ts'

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
export const { cells } = golden<{ cells: Cell[] }>('relu-cell/descent.json')
export const longCell: Cell = golden<{ cells: [Cell] }>('relu-cell/relu-long.json').cells[0]

function float64(name: string): Float64Array {
  const bytes = readFileSync(new URL(`../golden/relu-cell/${name}.f64`, import.meta.url))
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

export const cellData = { X: float64('X'), y: float64('y') }

/** The start at (τ, δ): 25 directions and signs, mirrored. */
export function cellStart({ tau, delta }: Pick<Cell, 'tau' | 'delta'>): ReluNetwork {
  const [half, signs] = [float64('directions'), float64('signs')]
  const directions = Float64Array.from([...half, ...half])
  return initializeRelu({ directions, signs: Float64Array.from([...signs, ...signs.map((s) => -s)]) }, tau, delta)
}
