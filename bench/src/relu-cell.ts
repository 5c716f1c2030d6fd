import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { initializeRelu, type ReluNetwork } from '@lazyrich/core/two-layer-relu'

/** Where the arrays of the reference cell lie: n = 1000, d = 100, m = 50 in mirrored pairs. */
export const CELL: string = fileURLToPath(new URL('../../packages/core/test/golden/relu-cell', import.meta.url))

/** The step of the descent at τ = 1. */
export const LEARNING_RATE = 5e-3

/** The network at τ = 1, δ = 0, fresh, and its data. */
export function reluCell(): { network: ReluNetwork; data: { X: Float64Array; y: Float64Array } } {
  const [directions, signs] = [read('directions'), read('signs')]
  const start = {
    directions: Float64Array.of(...directions, ...directions),
    signs: Float64Array.of(...signs, ...signs.map((sign) => -sign)),
  }
  return { network: initializeRelu(start, 1, 0), data: { X: read('X'), y: read('y') } }
}

function read(name: string): Float64Array {
  const bytes = readFileSync(`${CELL}/${name}.f64`)
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}
