import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the reference cell of the phase diagram lies: n = 1000, d = 100, m = 50, and what NumPy computed for it. */
export const CELL: string = fileURLToPath(new URL('../golden/relu-cell', import.meta.url))

/** One of its arrays; directions and signs are those of the first 25 neurons, whose mirror images follow. */
export function cellArray(
  name: 'X' | 'y' | 'directions' | 'signs' | 'teacherA' | 'teacherW',
): Float64Array<ArrayBuffer> {
  const bytes = readFileSync(`${CELL}/${name}.f64`)
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

/** Directions and signs of all 50 neurons. */
export function cellStart(): { directions: Float64Array<ArrayBuffer>; signs: Float64Array<ArrayBuffer> } {
  const [directions, signs] = [cellArray('directions'), cellArray('signs')]
  return {
    directions: Float64Array.of(...directions, ...directions),
    signs: Float64Array.of(...signs, ...signs.map((sign) => -sign)),
  }
}
